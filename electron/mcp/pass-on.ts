import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';

/** JSON-RPC's code for what went wrong in a server. */
const serverError = -32_000;

/** Passes on what a program says to the server of Plumbline, and what comes back. Nothing is read or kept of either. */
export function passOn(
  program: Transport,
  { token, findServer }: { token: string; findServer(): Promise<Result<string>> },
): void {
  let server: Promise<Result<Transport>> | undefined;

  async function open(): Promise<Result<Transport>> {
    const found = await findServer();
    if (!found.ok) return found;
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    const transport = new StreamableHTTPClientTransport(new URL('/mcp', found.value), { requestInit });
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a transport of the SDK is no event target
    transport.onmessage = (message) => {
      const version = negotiated(message);
      if (version !== undefined) transport.setProtocolVersion(version);
      ignore(program.send(message));
    };
    await transport.start();
    return { ok: true, value: transport };
  }

  async function take(message: JSONRPCMessage): Promise<void> {
    const opened = await (server ??= open());
    if (!opened.ok) {
      server = undefined;
      return refuse(message, opened.error);
    }
    try {
      await opened.value.send(message);
    } catch (error) {
      // Plumbline may have been started anew, at another place.
      server = undefined;
      await opened.value.close();
      await refuse(message, lostOr(error));
    }
  }

  async function refuse(message: JSONRPCMessage, { message: words, remedy }: Problem): Promise<void> {
    if (!('id' in message) || !('method' in message)) return;
    const error = { code: serverError, message: [words, remedy].filter(Boolean).join(' ') };
    await program.send({ jsonrpc: '2.0', id: message.id, error });
  }

  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- a transport of the SDK is no event target
  program.onmessage = (message) => ignore(take(message));
}

/** The revision that an older client has agreed on: each later request has to name it. */
function negotiated(message: JSONRPCMessage): string | undefined {
  const result = 'result' in message ? (message.result as Record<string, unknown>) : {};
  const version = result['protocolVersion'];
  return typeof version === 'string' ? version : undefined;
}

function lostOr(error: unknown): Problem {
  const status = (error as { data?: { status?: unknown } }).data?.status;
  const isUnknown = status === 401 || (error as Error).name === 'UnauthorizedError';
  return isUnknown
    ? { code: 'programs.revoked', message: 'Plumbline does not know the token, or it was taken back.' }
    : { code: 'programs.lost', message: 'Plumbline was closed, or did not answer. Try again.' };
}
