import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

const clock = { elapsed: () => 0, turn: () => setImmediate() };

test('what arrives in one go is committed together, and nothing is waited for afterwards', async () => {
  const pause = createPace(60_000, clock);
  let arrived = 0;
  const send = async () => {
    for (let i = 0; i < 3; i++) {
      arrived++;
      await setImmediate();
    }
  };
  const sent = send();
  await pause(() => arrived);
  expect(arrived).toBe(3);
  await sent;
});

test('work that never ceases to arrive does not put off the commit for ever', async () => {
  let now = 0;
  const pause = createPace(5, { ...clock, elapsed: () => now++ });
  let arrived = 0;
  await pause(() => arrived++);
  expect(arrived).toBe(10);
});
