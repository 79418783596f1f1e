import { expect, onTestFinished, test, vi } from 'vitest';
import { drop } from './drop.ts';

test('a failure that nobody waits for is told with its place, and never with the owner’s words', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => told.mockRestore());
  drop(Promise.reject(new RangeError('Maria Keller, 12 Elm Street\nsecond line')));
  await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
  const [words] = told.mock.calls[0]!;
  expect(words).toContain('drop.test.ts');
  expect(words).not.toMatch(/Maria|Elm|second line/);
});
