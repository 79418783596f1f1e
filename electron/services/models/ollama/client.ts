import { Ollama } from 'ollama';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';
import { bounded, byLine, most } from '../bounds.ts';
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

/** How long a model stays loaded after each question; while Plumbline is unlocked it is renewed. */
export const keepAlive = '10m';

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
    const answer = await fetch(input, { ...init, signal });
    const isJson = answer.headers.get('content-type')?.includes('application/json') ?? false;
    const response = bounded(answer, isJson ? most.whole : most.stream);
    if (!response.ok) throw new ModelServerError(response.status, await reasonOf(response));
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
  return byLine((line) => {
    if (line.trim() === '') return '';
    return isJsonObject(parseJson(line)) ? `${line}\n` : unreadable;
  });
}

const unreadable = `${JSON.stringify({ error: 'part of its answer could not be read' })}\n`;

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  const body = parseJson(text);
  const reason = isJsonObject(body) ? innermost(body['error']) : undefined;
  return (reason ?? response.statusText).slice(0, 300);
}

/** Newer engines put their own error, as JSON, into the string. */
function innermost(error: unknown): string | undefined {
  if (isJsonObject(error)) return innermost(error['error'] ?? error['message']);
  if (typeof error !== 'string') return undefined;
  const inner = error.startsWith('{') ? parseJson(error) : undefined;
  return (isJsonObject(inner) ? innermost(inner) : undefined) ?? error;
}
