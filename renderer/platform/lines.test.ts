import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from './lines.ts';

test('lines arrive whole, however the network cuts them, even within a character', async () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replaceAll('\n', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat({ max: 40 })), async (lines, cuts) => {
      const bytes = new TextEncoder().encode(lines.map((text) => `${text}\n`).join(''));
      const edges = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
      const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(controller) {
          edges.slice(1).forEach((edge, index) => controller.enqueue(bytes.slice(edges[index], edge)));
          controller.close();
        },
      });
      const read: string[] = [];
      for await (const text of readLines(stream)) read.push(text);
      expect(read).toEqual(lines);
    }),
  );
});

test('a last line without its end still arrives', async () => {
  const read: string[] = [];
  for await (const text of readLines(new Blob(['one\ntwo']).stream())) read.push(text);
  expect(read).toEqual(['one', 'two']);
});
