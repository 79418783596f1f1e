import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ignore } from '#shared/lib/ignore.ts';
import { type McpDeps, createMcp } from './mcp.ts';
import { proofPath } from './server-file.ts';
import { createRest, problem } from './rest.ts';
import type { ToolCall } from './mcp.ts';
import type { ProgramAnswer } from '#shared/bridge/contract/programs.ts';

export interface ProgramServerDeps extends Pick<McpDeps, 'version' | 'tools'> {
  /** The program whose token this is. */
  programOf(token: string): string | undefined;
  call(call: ToolCall & { way: 'mcp' | 'rest' }): Promise<ProgramAnswer>;
  prove(challenge: string): string | undefined;
}

export interface ProgramServer {
  origin: string;
  close(): Promise<void>;
}

/** Programs are few, and each has few questions at once. */
const mostConnections = 64;

/**
 * Waits for programs on the loopback interface alone. Whoever asks has to name this host, come from no web page, and
 * have a token that an owner has given.
 */
export async function startProgramServer(
  deps: ProgramServerDeps,
  port: number,
): Promise<ProgramServer | 'busy' | 'refused'> {
  const server = createServer();
  server.maxConnections = mostConnections;
  const failed = await listen(server, port);
  if (failed !== undefined) return failed;
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mcp = createMcp({ ...deps, call: (call) => deps.call({ ...call, way: 'mcp' }) });
  const rest = createRest({
    ...deps,
    origin: () => origin,
    call: (call) => deps.call({ ...call, way: 'rest' }),
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refusal(request, origin);
    if (refused !== undefined) return problem(response, 403, refused);
    const url = new URL(request.url ?? '/', origin);
    if (url.pathname === proofPath) return prove(url.searchParams.get('challenge') ?? '', response);
    const token = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
    const programId = token === undefined ? undefined : deps.programOf(token);
    if (programId === undefined) {
      response.setHeader('www-authenticate', 'Bearer realm="Plumbline"');
      return problem(response, 401, 'The token is not known, or was taken back.');
    }
    if (url.pathname !== '/mcp') return rest(request, response, programId);
    const auth = { token: '', clientId: programId, scopes: [] };
    await mcp.handle(Object.assign(request, { auth }), response);
  }

  function prove(challenge: string, response: ServerResponse): void {
    const proof = /^[\w-]{20,100}$/.test(challenge) ? deps.prove(challenge) : undefined;
    if (proof === undefined) return problem(response, 400, 'This is no challenge.');
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(proof);
  }

  server.on('request', (request, response) => ignore(answer(request, response)));
  return {
    origin,
    async close() {
      await mcp.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A web page may point a name of its own at this computer, and cannot help saying where it is from. */
function refusal({ headers }: IncomingMessage, origin: string): string | undefined {
  const { host, port } = new URL(origin);
  if (headers.host !== host && headers.host !== `localhost:${port}`)
    return 'This host is not the one that was asked for.';
  return headers.origin === undefined ? undefined : 'Web pages are not let in.';
}

async function listen(server: Server, port: number): Promise<'busy' | 'refused' | undefined> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'busy' : 'refused';
  }
}
