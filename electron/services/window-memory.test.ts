import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createWindowMemory } from './window-memory.ts';

test('a window that is loaded anew finds what it wanted to have again, and another program start does not', async () => {
  const shell = createWindowMemory();
  expect(expectOk(await shell['window.recall']({}))).toEqual({ text: '' });
  expectOk(await shell['window.remember']({ text: 'step 3' }));
  expect(expectOk(await shell['window.recall']({}))).toEqual({ text: 'step 3' });
  expect(expectOk(await createWindowMemory()['window.recall']({}))).toEqual({ text: '' });
});
