import { Ollama } from 'ollama';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';
import type { GuardedFetch } from '../../egress/guard.ts';

/** The model server answered with an HTTP error; `message` is its own reason, cut short. */
export class ModelServerError extends Error {
  override readonly name = 'ModelServerError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * One request's way to the server at `url`. The client's own `abort()` does nothing before the headers and
 * leaves the server generating after a `break`, so each request gets a client whose `fetch` carries `signal`.
 */
export interface Connection {
  ollama: Ollama;
  /** A GET that the client has no method for; the JSON of its answer. */
  get(path: string): Promise<unknown>;
}

export function connect(fetch: GuardedFetch, url: string, signal: AbortSignal): Connection {
  const checked: GuardedFetch = async (input, init) => {
    const response = await fetch(input, { ...init, signal });
    if (!response.ok) throw new ModelServerError(response.status, await reasonOf(response));
    const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
    if (isJson || response.body === null) return response;
    return new Response(response.body.pipeThrough(wholeLines()), { headers: response.headers });
  };
  return {
    ollama: new Ollama({ host: url, fetch: checked }),
    async get(path) {
      const response = await checked(`${url.replace(/\/+$/, '')}${path}`);
      return response.json();
    },
  };
}

/**
 * Passes on NDJSON line by line. A line that is no JSON object becomes an error line: the client would
 * skip it, and print it to the console, where a customer's words must not go.
 */
export function wholeLines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  const checked = (line: string) => {
    if (line.trim() === '') return '';
    return isJsonObject(parseJson(line)) ? `${line}\n` : unreadable;
  };
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      controller.enqueue(encoder.encode(lines.map(checked).join('')));
    },
    flush(controller) {
      controller.enqueue(encoder.encode(checked(rest + decoder.decode())));
    },
  });
}

const unreadable = `${JSON.stringify({ error: 'part of its answer could not be read' })}\n`;

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  const body = parseJson(text);
  const reason =
    isJsonObject(body) && typeof body['error'] === 'string' ? body['error'] : response.statusText;
  return reason.slice(0, 300);
}
