import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { ChatBody } from './options.ts';

/** The generations of Ollama that were recorded: they differ in what a schema may hold and in how much they remember. */
export type Generation = '0.13' | '0.24' | '0.33';

export interface EngineOptions {
  generation: Generation;
  /** Tokens of a prompt in a second. */
  readsPerSecond: number;
  /** How much of that time really passes: 0 for none. */
  scale: number;
}

/** One prompt, as the engine has read it. */
export interface Read {
  total: number;
  /** Those that no remembered prompt began with. */
  computed: number;
  /** As `performance.now()` has it. */
  begunAt: number;
  whole: boolean;
}

/** 0.33 keeps several prompts in memory; the older ones only the last. */
const remembered: Record<Generation, number> = { '0.13': 1, '0.24': 1, '0.33': 4 };

const charactersPerToken = 4;

/** One place for all questions of a server, and time by the tokens that differ from the last prompts. */
export function createEngine(options: EngineOptions) {
  const reads: Read[] = [];
  let prompts: string[] = [];
  let loaded = '';
  let queue = Promise.resolve();

  /** Waits for the place; gives what frees it. */
  async function place(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = queue;
    queue = before.then(() => promise);
    await before;
    return resolve;
  }

  async function read(body: ChatBody, response: ServerResponse): Promise<{ nanoseconds: number }> {
    const model = `${body.model} ${body.options?.num_ctx ?? ''}`;
    if (model !== loaded) prompts = [];
    loaded = model;
    const text = textOf(body);
    const known = Math.max(0, ...prompts.map((prompt) => commonLength(prompt, text)));
    const computed = Math.ceil((text.length - known) / charactersPerToken);
    const seconds = computed / options.readsPerSecond;
    const total = Math.ceil(text.length / charactersPerToken);
    const begun = { total, computed, begunAt: performance.now(), whole: false };
    reads.push(begun);
    const share = await pass(seconds * options.scale, response);
    const until = known + Math.round((text.length - known) * share);
    prompts = [text.slice(0, until), ...prompts].slice(0, remembered[options.generation]);
    begun.whole = share === 1;
    return { nanoseconds: Math.round(seconds * 1e9) };
  }

  return {
    reads,
    place,
    read,
    forget(): void {
      prompts = [];
      loaded = '';
    },
    isLoaded: (model: string): boolean => loaded.startsWith(`${model} `),
  };
}

/** Lets so many seconds pass unless the client hangs up; the share that did. */
async function pass(seconds: number, response: ServerResponse): Promise<number> {
  if (seconds === 0) return 1;
  const gone = new AbortController();
  const hungUp = () => gone.abort();
  const begun = performance.now();
  response.once('close', hungUp);
  try {
    await wait(seconds * 1000, undefined, { signal: gone.signal });
    return 1;
  } catch {
    return Math.min(1, (performance.now() - begun) / (seconds * 1000));
  } finally {
    response.off('close', hungUp);
  }
}

function textOf({ messages }: ChatBody): string {
  return messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join('');
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

export type SchemaFate = 'works' | 'dies' | 'fails';

/** What a generation makes of a schema: its grammar is made in C++, and what that does not know ends it. */
export function fateOf(schema: unknown, generation: Generation): SchemaFate {
  if (generation === '0.33' || typeof schema !== 'object' || schema === null) return 'works';
  const { pattern, maxLength, not } = schema as { pattern?: unknown; maxLength?: unknown; not?: unknown };
  if (typeof pattern === 'string' && pattern.includes('(?')) return 'dies';
  if (generation === '0.24' && typeof maxLength === 'number' && maxLength > 2000) return 'dies';
  if (not !== undefined || (typeof pattern === 'string' && /\\[dws]/.test(pattern))) return 'fails';
  const fates = Object.values(schema).map((part) => fateOf(part, generation));
  return fates.find((fate) => fate === 'dies') ?? fates.find((fate) => fate === 'fails') ?? 'works';
}
