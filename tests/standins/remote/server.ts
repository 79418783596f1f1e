import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How the next answers go. Everything left out goes well. */
export interface Behaviour {
  text?: string | ((body: unknown) => string);
  /** The key that is accepted. */
  key?: string | undefined;
  models?: string[];
  /** Refuses with this status, in the interface's own words. */
  status?: number;
  /** Goes with a refusal, in seconds. */
  retryAfter?: number;
  /** The refusal's words, instead of the usual ones. */
  message?: string;
  /** Milliseconds before the headers, and before the first piece. */
  headersDelay?: number;
  firstPieceDelay?: number;
  pieceDelay?: number;
  /** After this many pieces: an error within the stream, or an end without its end. */
  failAfter?: number;
  truncateAfter?: number;
  /** Tokens of the prompt that the server says it has read. */
  promptTokens?: number | ((body: unknown) => number);
  /** Events as they are, before the end of the answer and after it. */
  before?: string[];
  after?: string[];
  /** Why the answer ends: the interface's own word for it is used. */
  ending?: 'stop' | 'length' | 'filter';
  /** Sends every request to another address. */
  redirectTo?: string;
}

export interface RecordedRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
  /** As it came. */
  text: string;
  end?: 'finished' | 'closed';
  endedAt?: number;
}

export interface RemoteStandin {
  /** With the path at which the interface begins. */
  url: string;
  requests: RecordedRequest[];
  /** Those with a prompt. */
  prompts(): RecordedRequest[];
  set(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** What differs from one interface to the next. */
export interface Interface {
  /** Where it begins, such as `/v1`. */
  base: string;
  /** The key of a request, where this interface expects it. */
  keyOf(headers: IncomingHttpHeaders): string | undefined;
  /** Answers what is no prompt; `undefined` where there is no such path. */
  get(path: string, behaviour: Required<Pick<Behaviour, 'models' | 'key'>>): unknown;
  /** The model of a prompt; `undefined` where the path is none for prompts. */
  modelOf(path: string, body: unknown): string | undefined;
  /** What the interface refuses about a body, in its own words. */
  check?(body: unknown): string | undefined;
  error(status: number, message: string): unknown;
  wrongKey: { status: number; message: string };
  /** The events before, for each piece, and at the end, as they go over the wire. */
  begin(model: string): string[];
  piece(text: string, model: string): string;
  end(ending: NonNullable<Behaviour['ending']>, pieces: number, model: string, read?: number): string[];
  streamError(): string;
}

const defaults: Required<Pick<Behaviour, 'key' | 'models' | 'text'>> = {
  key: 'the-key',
  models: ['small-model', 'large-model'],
  text: 'Hello from afar.',
};

/** Speaks one provider's interface on loopback, with its habits: the good, the slow and the broken ones. */
export async function createRemoteStandin(api: Interface, given: Behaviour = {}): Promise<RemoteStandin> {
  let behaviour: Behaviour & typeof defaults = { ...defaults, ...given };
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const recorded: RecordedRequest = { method, path: url, headers, body: undefined, text: '' };
    requests.push(recorded);
    response.on('close', () => {
      recorded.end = response.writableFinished ? 'finished' : 'closed';
      recorded.endedAt = Date.now();
    });
    recorded.text = await textOf(request);
    recorded.body = recorded.text === '' ? undefined : JSON.parse(recorded.text);
    if (behaviour.redirectTo !== undefined) {
      response.writeHead(307, { location: behaviour.redirectTo }).end();
      return;
    }
    const refused = refusal(recorded);
    if (refused !== undefined)
      return sendJson(response, refused.status, api.error(refused.status, refused.message));
    await answer(recorded, response);
  }

  function refusal({ path, headers, body, method }: RecordedRequest) {
    const within = path.startsWith(`${api.base}/`) ? path.slice(api.base.length) : undefined;
    const isPrompt = within !== undefined && method === 'POST' && api.modelOf(within, body) !== undefined;
    if (
      within === undefined ||
      !(isPrompt || (method === 'GET' && api.get(within, behaviour) !== undefined))
    ) {
      return { status: 404, message: 'no such path' };
    }
    if (api.keyOf(headers) !== behaviour.key) return api.wrongKey;
    if (!isPrompt) return undefined;
    if (behaviour.status !== undefined) {
      return { status: behaviour.status, message: behaviour.message ?? 'refused' };
    }
    const wrong = api.check?.(body);
    if (wrong !== undefined) return { status: 400, message: wrong };
    const known = behaviour.models.includes(api.modelOf(within, body)!);
    return known ? undefined : { status: 404, message: 'the model does not exist' };
  }

  async function answer({ path, body, method }: RecordedRequest, response: ServerResponse): Promise<void> {
    const within = path.slice(api.base.length);
    if (method === 'GET') return sendJson(response, 200, api.get(within, behaviour));
    const model = api.modelOf(within, body)!;
    await wait(behaviour.headersDelay ?? 0);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    await wait(behaviour.firstPieceDelay ?? 0);
    for (const event of api.begin(model)) response.write(event);
    const { text } = behaviour;
    const said = typeof text === 'string' ? text : text(body);
    const pieces = said.match(/\s*\S+|\s+$/g) ?? [];
    for (const [index, piece] of pieces.entries()) {
      if (response.destroyed) return;
      if (behaviour.failAfter === index) {
        response.write(api.streamError());
        response.end();
        return;
      }
      if (behaviour.truncateAfter === index) {
        response.end();
        return;
      }
      response.write(api.piece(piece, model));
      await wait(behaviour.pieceDelay ?? 0);
    }
    const { before = [], after = [], ending = 'stop', promptTokens } = behaviour;
    const read = typeof promptTokens === 'function' ? promptTokens(body) : promptTokens;
    const end = api.end(ending, pieces.length, model, read);
    for (const event of [...before, ...end, ...after]) response.write(event);
    response.end();
  }

  function sendJson(response: ServerResponse, status: number, body: unknown): void {
    const { retryAfter } = behaviour;
    const waiting = status === 429 && retryAfter !== undefined ? { 'retry-after': String(retryAfter) } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...waiting });
    response.end(JSON.stringify(body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${api.base}`,
    requests,
    prompts: () => requests.filter(({ body }) => body !== undefined),
    set: (changes) => (behaviour = { ...defaults, ...changes }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An event of a stream, named where the interface names them. */
export function event(data: unknown, name?: string): string {
  const line = typeof data === 'string' ? data : JSON.stringify(data);
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${line}\n\n`;
}

export function bearerKey(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
