import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { chatLines, refuseChat, remoteMark, seenByModel, streamLines } from './chat.ts';
import type { ChatBody, RecordedRequest, StandinModel, StandinOptions } from './options.ts';
import { type EmbedBody, embedAnswer } from './embed.ts';
import type { Downloaded } from './pull.ts';
import { usualAnswer } from './usual-answer.ts';
import { streamPull } from './pull.ts';

export interface OllamaStandin {
  url: string;
  /** Every request in the order of its arrival. */
  requests: RecordedRequest[];
  /** Those to one path. */
  requestsTo(path: string): RecordedRequest[];
  /** Changes how it behaves from the next request on. */
  set(options: Partial<StandinOptions>): void;
  close(): Promise<void>;
}

const defaults: StandinOptions = {
  version: '0.33.2',
  models: [{ name: 'llama3.2:3b', sizeBytes: 2_019_393_189 }],
  cloudDisabled: true,
};

/** Speaks Ollama's HTTP API on loopback, with its habits: the good, the slow and the broken ones. */
export async function createOllamaStandin(given: StandinOptions = {}): Promise<OllamaStandin> {
  const options = { ...defaults, ...given };
  const requests: RecordedRequest[] = [];
  const downloaded: Downloaded = new Map();
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const recorded: RecordedRequest = { method: request.method ?? '', path, body: undefined };
    requests.push(recorded);
    response.on('close', () => {
      recorded.end = response.writableFinished ? 'finished' : 'closed';
      recorded.endedAt = Date.now();
    });
    recorded.body = await readJson(request);
    const route = routes[`${recorded.method} ${path}`];
    if (route === undefined) return sendText(response, 404, '404 page not found');
    await route(recorded.body, response);
  }

  const routes: Record<string, (body: unknown, response: ServerResponse) => Promise<void> | void> = {
    'GET /api/version': (_, response) => sendJson(response, 200, { version: options.version }),
    'GET /api/tags': (_, response) => sendJson(response, 200, { models: (options.models ?? []).map(tag) }),
    'GET /api/status': (_, response) => {
      if (options.cloudDisabled === 'unknown') return sendText(response, 404, '404 page not found');
      sendJson(response, 200, { cloud: { disabled: options.cloudDisabled } });
    },
    'POST /api/show': (body, response) => {
      const model = find(body);
      if (model === undefined) return sendJson(response, 404, missing(body));
      sendJson(response, 200, { details: {}, capabilities: capabilities(model), ...remoteMark(model) });
    },
    'POST /api/chat': (body, response) => chat(body as ChatBody, response),
    'POST /api/embed': (body, response) => {
      const model = find(body);
      if (model === undefined) return sendJson(response, 404, missing(body));
      if (model.embeds !== true)
        return sendJson(response, 400, { error: 'this model does not support embeddings' });
      const answer = embedAnswer(body as EmbedBody);
      sendJson(response, answer.status, answer.body);
    },
    'POST /api/pull': async (body, response) => {
      const name = nameIn(body);
      const layers = options.registry?.[name];
      if (layers === undefined) {
        response.writeHead(200, { 'content-type': 'application/x-ndjson' });
        response.end('{"error":"pull model manifest: file does not exist"}\n');
        return;
      }
      const whole = await streamPull(response, layers, downloaded, options.pullDelay ?? 0);
      if (whole && find(body) === undefined) options.models = [...(options.models ?? []), { name }];
    },
  };

  async function chat(body: ChatBody, response: ServerResponse): Promise<void> {
    if (options.queueFull === true) {
      return sendJson(response, 503, {
        error: 'server busy, please try again.  maximum pending requests exceeded',
      });
    }
    const model = find(body);
    if (model === undefined) return sendJson(response, 404, missing(body));
    if (model.remoteHost !== undefined && options.cloudDisabled === true) {
      return sendJson(response, 403, { error: 'ollama cloud is disabled: remote inference is unavailable' });
    }
    const refusal = refuseChat(body, model);
    if (refusal !== undefined) return sendJson(response, refusal.status, { error: refusal.error });
    const seen = seenByModel(body);
    const reply = options.answer?.(seen) ?? { text: usualAnswer(seen) };
    await wait(reply.firstByteDelay ?? 0);
    if (reply.dies === 'before') return void response.destroy();
    if (!response.destroyed) await streamLines(response, chatLines(seen, model, reply), reply);
  }

  function find(body: unknown): StandinModel | undefined {
    return (options.models ?? []).find(
      ({ name }) => name === nameIn(body) || name === `${nameIn(body)}:latest`,
    );
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    requestsTo: (path) => requests.filter((request) => request.path === path),
    set: (changed) => Object.assign(options, changed),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function tag(model: StandinModel) {
  const { name, sizeBytes = 1_000_000_000 } = model;
  return { name, model: name, size: sizeBytes, digest: `sha256:${name}`, details: {}, ...remoteMark(model) };
}

function capabilities({ thinking, embeds }: StandinModel): string[] {
  if (embeds === true) return ['embedding'];
  return thinking === true ? ['completion', 'thinking'] : ['completion'];
}

/** Requests name their model in `model`; `/api/pull` of older clients in `name`. */
function nameIn(body: unknown): string {
  const { model, name } = body as { model?: string; name?: string };
  return model ?? name ?? '';
}

function missing(body: unknown) {
  return { error: `model '${nameIn(body)}' not found` };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : (JSON.parse(Buffer.concat(chunks).toString()) as unknown);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(text);
}
