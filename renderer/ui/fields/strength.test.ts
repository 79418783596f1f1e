import { expect, test } from 'vitest';
import { judgePassphrase } from './strength.ts';

test('A common password is refused with the reason', async () => {
  const strength = await judgePassphrase('password1234');
  expect(strength.enough).toBe(false);
  expect(strength.reason).toMatch(/common/i);
});

test('A keyboard row is refused', async () => {
  expect((await judgePassphrase('qwertyuiop')).enough).toBe(false);
});

test('Four unrelated words are enough', async () => {
  expect(await judgePassphrase('copper lantern walks uphill')).toMatchObject({
    enough: true,
    reason: undefined,
  });
});

test('A short one is refused however odd it is', async () => {
  expect((await judgePassphrase('x9$Kq!2')).enough).toBe(false);
});
