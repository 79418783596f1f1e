import { expect, test } from 'vitest';
import type { Book } from '../books/book.ts';
import { lastHeadsIn } from './last-heads.ts';

test('a device that has forked without end is named by its newest heads, so that it can still be taken out', async () => {
  const tips = Array.from({ length: 5000 }, (_, index) => ({
    counter: index + 1,
    hash: `hash ${index + 1}`,
  }));
  const book = { room: 'r', chains: { tips: () => tips } } as unknown as Book;
  const heads = await lastHeadsIn({ lookInto: async (look) => look(book) }, ['laptop']);
  expect(heads['laptop']!['r']).toHaveLength(20);
  expect(heads['laptop']!['r']![0]).toEqual({ counter: 5000, hash: 'hash 5000' });
});
