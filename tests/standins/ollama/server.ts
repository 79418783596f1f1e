import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { chatLines, promptTokens, refuseChat, seenByModel, streamLines, wholeAnswer } from './chat.ts';
import { loadedLine, shown, tag } from './describe.ts';
import { createEngine, fateOf, type Generation, type Read } from './engine.ts';
import type { ChatBody, RecordedRequest, StandinModel, StandinOptions } from './options.ts';
import { type EmbedBody, embedAnswer } from './embed.ts';
import type { Downloaded } from './pull.ts';
import { usualAnswer } from './usual-answer.ts';
import { streamPull } from './pull.ts';

export interface OllamaStandin {
  url: string;
  /** Every request in the order of its arrival. */
  requests: RecordedRequest[];
  /** Each prompt that was read, and how much of it was new. */
  reads: Read[];
  /** Has the engine remember no prompt. */
  forget(): void;
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
  const generation = (): Generation => options.generation ?? '0.33';
  const engine = createEngine({
    get generation() {
      return generation();
    },
    readsPerSecond: options.readsPerSecond ?? 1000,
    scale: options.scale ?? 0,
  });
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
    'GET /api/tags': (_, response) =>
      sendJson(response, 200, { models: (options.models ?? []).map((model) => tag(model, generation())) }),
    'GET /api/status': (_, response) => {
      if (options.cloudDisabled === 'unknown' || generation() === '0.13')
        return sendText(response, 404, '404 page not found');
      const disabled = options.cloudDisabled === true;
      sendJson(response, 200, { cloud: { disabled, source: disabled ? 'env' : 'none' } });
    },
    'GET /api/ps': (_, response) => {
      const loaded = (options.models ?? []).filter(({ name }) => engine.isLoaded(name));
      sendJson(response, 200, { models: loaded.map((model) => loadedLine(model, 4096)) });
    },
    // A question without words loads a model, or has it go.
    'POST /api/generate': (body, response) => {
      if (find(body) === undefined) return sendJson(response, 404, missing(body));
      const isUnloaded = (body as { keep_alive?: unknown }).keep_alive === 0;
      if (isUnloaded) engine.forget();
      const head = { model: nameIn(body), created_at: new Date().toISOString(), response: '' };
      sendJson(response, 200, { ...head, done: true, done_reason: isUnloaded ? 'unload' : 'load' });
    },
    'POST /v1/chat/completions': (body, response) => complete(body as ChatBody, response),
    'POST /api/show': (body, response) => {
      const model = find(body);
      if (model === undefined) return sendJson(response, 404, missing(body));
      if (isCloud(body, model) && options.hidesAliases === true)
        return sendJson(response, 403, {
          error: 'ollama cloud is disabled: remote model details are unavailable',
        });
      sendJson(response, 200, shown(model));
    },
    'POST /api/chat': (body, response) => chat(body as ChatBody, response),
    'POST /api/embed': async (body, response) => {
      const free = await engine.place();
      free();
      const model = find(body);
      if (model === undefined) return sendJson(response, 404, missing(body));
      if (model.embeds !== true && generation() === '0.33')
        return sendJson(response, 501, {
          error: 'This server does not support embeddings. Start it with `--embeddings`',
        });
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
    if (isCloud(body, model)) {
      return sendJson(response, 403, { error: 'ollama cloud is disabled: remote model is unavailable' });
    }
    if (model === undefined) return sendJson(response, 404, missing(body));
    const refusal = refuseChat(body, model, generation());
    if (refusal !== undefined)
      return sendJson(response, refusal.status, { error: refusal.error }, refusal.bare);
    if (fateOf(body.format, generation()) === 'dies') return die();
    const free = await engine.place();
    try {
      if (!response.destroyed) await answer(seenByModel(body), model, response);
    } finally {
      free();
    }
  }

  async function answer(seen: ChatBody, model: StandinModel, response: ServerResponse): Promise<void> {
    const { nanoseconds } = await engine.read(seen, response);
    if (response.destroyed) return;
    const reply = options.answer?.(seen) ?? { text: usualAnswer(seen) };
    await untilGone(reply.firstByteDelay ?? 0, response);
    if (reply.dies === 'before') return void response.destroy();
    if (response.destroyed) return;
    const lines = chatLines(seen, model, reply, nanoseconds);
    if (seen.stream === false) return sendJson(response, 200, wholeAnswer(lines));
    await streamLines(response, lines, reply);
  }

  /** What `/v1` does with a prompt that is too long: it cuts it, and says success. */
  function complete(body: ChatBody & { max_tokens?: number }, response: ServerResponse): void {
    if (find(body) === undefined) return sendJson(response, 404, missing(body));
    const read = promptTokens(body) > 4096 ? 2050 : promptTokens(body);
    const text = usualAnswer(body);
    const written = Math.min(body.max_tokens ?? Infinity, Math.ceil(text.length / 4));
    sendJson(
      response,
      200,
      {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: body.model,
        system_fingerprint: 'fp_ollama',
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content: text.slice(0, written * 4) },
            finish_reason: 'length',
          },
        ],
        usage: { prompt_tokens: read, completion_tokens: written, total_tokens: read + written },
      },
      true,
    );
  }

  /** A process that ends: whoever was connected hears nothing more, and nobody listens afterwards. */
  function die(): void {
    server.close();
    server.closeAllConnections();
  }

  function isCloud(body: unknown, model: StandinModel | undefined): boolean {
    const isRemote =
      model?.remoteHost !== undefined || (model === undefined && nameIn(body).endsWith('-cloud'));
    return isRemote && options.cloudDisabled === true && generation() !== '0.13';
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
    reads: engine.reads,
    forget: engine.forget,
    requestsTo: (path) => requests.filter((request) => request.path === path),
    set: (changed) => Object.assign(options, changed),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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

function sendJson(response: ServerResponse, status: number, body: object, bare = false): void {
  response.writeHead(status, {
    'content-type': bare ? 'application/json' : 'application/json; charset=utf-8',
  });
  response.end(JSON.stringify(body));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(text);
}

/** Waits so long, or until the client has hung up: then the place is free for the next. */
async function untilGone(milliseconds: number, response: ServerResponse): Promise<void> {
  if (milliseconds === 0) return;
  const gone = new AbortController();
  const hungUp = () => gone.abort();
  response.once('close', hungUp);
  await wait(milliseconds, undefined, { signal: gone.signal }).catch(() => {});
  response.off('close', hungUp);
}
