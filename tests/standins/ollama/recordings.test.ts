import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Generation } from './engine.ts';
import type { StandinModel, StandinOptions } from './options.ts';
import { createOllamaStandin } from './server.ts';

/** What three real servers answered (28 November 2026), and what the stand-in answers to the same. */
interface Recording {
  name: string;
  request: { method: string; path: string; body?: { messages?: { content: string }[] } };
  response: { status: number; contentType: string; body?: unknown; lines?: object[] };
}

const generations: Generation[] = ['0.13', '0.24', '0.33'];

const aliases: StandinModel[] = ['nice-local:latest', 'nice-local2:latest'].map((name) => ({
  name,
  remoteHost: 'https://ollama.com:443',
  remoteModel: 'gpt-oss:120b',
}));

function recordingsOf(generation: Generation): Recording[] {
  const file = path.join(import.meta.dirname, 'recordings', `${generation}.json`);
  const text = readFileSync(file, 'utf8').replaceAll(
    String.raw`(\"word \" 3,000 times)`,
    'word '.repeat(3000),
  );
  return JSON.parse(text) as Recording[];
}

function optionsFor(generation: Generation): StandinOptions {
  const here = { name: 'smollm2:135m', contextTokens: 8192 };
  return {
    generation,
    version: '0.0.0',
    models: generation === '0.33' ? [...aliases, here, { ...here, name: 'smolnative:latest' }] : [here],
    cloudDisabled: generation === '0.33',
    answer: ({ format, messages }) => ({ text: textFor(format, messages[0]?.content ?? '') }),
  };
}

/** To what it was cut from the model said nothing. */
function textFor(format: unknown, asked: string): string {
  if (format !== undefined) return '{"day":"Tuesday"}';
  return asked.startsWith('word word') ? '' : 'In the sleepy town there lived a cat.';
}

/** What of an answer does not depend on the model's words, its weights, and the clock. */
function shapeOf(value: unknown, key = ''): unknown {
  if (key === 'error') return value;
  if (Array.isArray(value)) {
    const shapes = value.map((each) => JSON.stringify(shapeOf(each)));
    return typeof value[0] === 'object' ? shapes.toSorted() : typeof value[0];
  }
  if (typeof value !== 'object' || value === null) return key === 'done_reason' ? value : typeof value;
  // A model of one architecture says more of itself than one of another.
  if (key === 'model_info') return 'llama.context_length' in value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part, name)]));
}

async function answerTo({ method, path: where, body }: Recording['request'], generation: Generation) {
  const standin = await createOllamaStandin(optionsFor(generation));
  try {
    const response = await fetch(`${standin.url}${where}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status, headers } = response;
    return { status, contentType: headers.get('content-type') ?? '', text };
  } finally {
    await standin.close();
  }
}

const cases = generations.flatMap((generation) =>
  recordingsOf(generation).map((recording) => [generation, recording.name, recording] as const),
);

/** What can be compared of an answer: its text, or the shape of its JSON; of a stream the first and the last line. */
function comparable(name: string, answer: unknown): string {
  if (typeof answer === 'string') return answer;
  // Whether a model is loaded depends on what was asked before.
  if (name.startsWith('ps ')) return JSON.stringify(Object.keys(answer as object));
  const parts = Array.isArray(answer) ? [answer[0], answer.at(-1)] : answer;
  // It counts tokens by another vocabulary.
  return JSON.stringify(shapeOf(parts)).replaceAll(/\d{4,}/g, 'N');
}

function readAnswer({ contentType, text }: { contentType: string; text: string }): unknown {
  if (contentType.includes('ndjson'))
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  return contentType.includes('json') ? (JSON.parse(text) as unknown) : text;
}

test.each(cases)('%s answers as it was recorded: %s', async (generation, name, { request, response }) => {
  const answer = await answerTo(request, generation);
  expect([answer.status, answer.contentType]).toEqual([response.status, response.contentType]);
  expect(comparable(name, readAnswer(answer))).toBe(comparable(name, response.lines ?? response.body));
});

const deadly = [
  { type: 'string', pattern: '^(?:a)$' },
  { type: 'string', maxLength: 4096 },
  { type: 'string', pattern: String.raw`^\d+$` },
];

test.each<[Generation, string[]]>([
  ['0.13', ['dies', '200', '500']],
  ['0.24', ['dies', 'dies', '500']],
  ['0.33', ['200', '200', '200']],
])('%s makes of a schema what it was seen to make of it', async (generation, fates) => {
  const seen: string[] = [];
  for (const text of deadly) {
    const format = { type: 'object', properties: { text }, required: ['text'] };
    const body = {
      messages: [{ role: 'user', content: 'hi' }],
      model: 'smollm2:135m',
      stream: false,
      format,
    };
    const request = { method: 'POST', path: '/api/chat', body } as Recording['request'];
    seen.push(
      await answerTo(request, generation).then(
        ({ status }) => String(status),
        () => 'dies',
      ),
    );
  }
  expect(seen).toEqual(fates);
});
