import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StreamEvent } from '#shared/bridge/contract.ts';
import { createModelService } from '../service.ts';

const args = {
  url: 'http://127.0.0.1:11434',
  model: 'llama3.2:3b',
  localOnly: false,
  messages: [{ role: 'user' as const, content: 'Hello' }],
  contextTokens: 4096,
  maxTokens: 256,
};

/** The service over a server whose answer's bytes come in these chunks. */
async function chatOver(chunks: Uint8Array[]) {
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const headers = { 'content-type': 'application/x-ndjson' };
  const service = createModelService({
    guard: {
      isLocalOnly: () => false,
      fetch: () => async (input) => (isShow(input) ? Response.json({}) : new Response(body, { headers })),
    },
  });
  let text = '';
  const emit = (event: StreamEvent<'models.chat'>) => (text += 'text' in event ? event.text : '');
  const result = await service.streams['models.chat'](args, emit, new AbortController().signal);
  return { result, text };
}

function isShow(input: string | URL | Request): boolean {
  return (input instanceof Request ? input.url : input).toString().endsWith('/api/show');
}

function cut(bytes: Uint8Array, sizes: number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? bytes.length;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

const done = JSON.stringify({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' });

function linesOf(pieces: string[]): string[] {
  return pieces.map((content) => JSON.stringify({ message: { role: 'assistant', content }, done: false }));
}

const pieces = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 12 });
const sizes = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 8 });

test('an answer is the same however its bytes are split, in the middle of a letter too', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, sizes, fc.boolean(), async (given, cuts, endsWithNewline) => {
      const bytes = new TextEncoder().encode(
        [...linesOf(['Hi ', ...given]), done].join('\n') + (endsWithNewline ? '\n' : ''),
      );
      const { result, text } = await chatOver(cut(bytes, cuts));
      expect(text).toBe(`Hi ${given.join('')}`);
      expect(result.ok).toBe(true);
    }),
  );
});

test('rule 6 an answer that was cut anywhere before its end is never a success', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, sizes, fc.nat(), async (given, cuts, end) => {
      const bytes = new TextEncoder().encode([...linesOf(given), done].join('\n'));
      const { result } = await chatOver(cut(bytes.subarray(0, end % bytes.length), cuts));
      expect(result).toMatchObject({ ok: false, error: { code: 'model.interrupted' } });
    }),
  );
});

test('rule 6 a line that is no JSON object ends the answer as an error, and is printed nowhere', async () => {
  const printed: unknown[] = [];
  const keep = console.warn;
  console.warn = (...parts) => printed.push(parts);
  try {
    for (const line of ['{"message":{"content":"secret', '42', 'null', '[]', '<html>']) {
      const bytes = new TextEncoder().encode([...linesOf(['Hello']), line, done].join('\n'));
      const { result } = await chatOver([bytes]);
      expect(result).toMatchObject({ ok: false, error: { code: 'model.interrupted' } });
    }
  } finally {
    console.warn = keep;
  }
  expect(printed).toEqual([]);
});
