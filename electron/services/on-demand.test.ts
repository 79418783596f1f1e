import { expect, test } from 'vitest';
import { onDemand } from './on-demand.ts';

test('What nobody calls is never read in, and what is called is read in once', async () => {
  let loads = 0;
  const handlers = onDemand({ double: {}, half: {} }, async () => {
    loads++;
    return { double: async (of: number) => of * 2, half: async (of: number) => of / 2 };
  });
  expect(Object.keys(handlers)).toEqual(['double', 'half']);
  expect(loads).toBe(0);
  expect(await Promise.all([handlers.double(4), handlers.half(4), handlers.double(1)])).toEqual([8, 2, 2]);
  expect(loads).toBe(1);
});
