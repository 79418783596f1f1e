import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProgramAnswer } from '#shared/bridge/contract/programs.ts';
import { parseJson } from '#shared/lib/json.ts';
import { openApiOf } from '#shared/programs/openapi.ts';
import type { ProgramTool } from '#shared/programs/tools.ts';
import type { ToolCall } from './mcp.ts';

const bodyLimit = 256 * 1024;

/** What stands in the way, as a status; anything else is 409. */
const statuses: Record<string, number> = {
  'programs.locked': 423,
  'programs.silent': 504,
  'programs.too-many': 429,
  'programs.local-only': 403,
  'programs.not-given': 403,
  'programs.revoked': 401,
  'agent.bad-arguments': 400,
};

export interface RestDeps {
  version: string;
  origin(): string;
  tools(programId: string): ProgramTool[];
  call(call: ToolCall): Promise<ProgramAnswer>;
}

/** The same tools over plain HTTP: `POST /v1/<tool>` with their arguments as JSON, described by `/openapi.json`. */
export function createRest({ version, origin, tools, call }: RestDeps) {
  return async (request: IncomingMessage, response: ServerResponse, programId: string): Promise<void> => {
    const path = (request.url ?? '').split('?', 1)[0]!;
    const given = tools(programId);
    if (path === '/openapi.json')
      return answer(response, 200, openApiOf(given, { origin: origin(), version }));
    const tool = given.find(({ name }) => path === `/v1/${name}`);
    if (tool === undefined) return problem(response, 404, 'There is no such tool for this program.');
    if (request.method !== 'POST') return problem(response, 405, 'Send the arguments by POST.');
    if (request.headers['content-type']?.split(';', 1)[0]?.trim() !== 'application/json')
      return problem(response, 415, 'The arguments have to be application/json.');
    const args = await readArguments(request);
    if (args === undefined) return problem(response, 400, 'The arguments are no JSON, or too much of it.');
    const saysItIs = request.headers['user-agent'];
    const told = await call({ programId, tool: tool.name, args, saysItIs });
    if (!told.ok) return problem(response, statuses[told.code] ?? 409, told.message, told.code);
    answer(response, tool.kind === 'write' && told.value['status'] === 'waiting' ? 202 : 200, told.value);
  };
}

export function problem(
  response: ServerResponse,
  status: number,
  message: string,
  code = `http.${status}`,
): void {
  answer(response, status, { code, message });
}

function answer(response: ServerResponse, status: number, value: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
}

async function readArguments(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return size === 0 ? {} : parseJson(Buffer.concat(chunks).toString());
}
