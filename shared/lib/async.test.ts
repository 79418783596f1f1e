import { expect, test } from 'vitest';
import { createBackoff, createSequencer, createWork, type Timers } from './async.ts';

/** A clock that stands until it is moved. */
function virtualTimers(): Timers & { pass(milliseconds: number): Promise<void> } {
  let now = 0;
  const due = new Set<{ at: number; action: () => void }>();
  return {
    after(milliseconds, action) {
      const timer = { at: now + milliseconds, action };
      due.add(timer);
      return () => due.delete(timer);
    },
    elapsed: () => now,
    async pass(milliseconds) {
      const until = now + milliseconds;
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        due.delete(next);
        now = next.at;
        next.action();
        for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      }
      now = until;
    },
  };
}

/** A step that is ended by hand. */
function slowStep() {
  const ends: (() => void)[] = [];
  return { ends, run: () => new Promise<void>((resolve) => ends.push(resolve)) };
}

test('steps run one after another, also behind one that failed', async () => {
  const inTurn = createSequencer();
  const seen: string[] = [];
  const failed = inTurn(async () => {
    seen.push('first');
    throw new Error('no');
  });
  const second = inTurn(async () => seen.push('second'));
  await expect(failed).rejects.toThrow('no');
  await second;
  expect(seen).toEqual(['first', 'second']);
});

test('what is asked for while it runs is done once more, and not twice at once', async () => {
  const work = createWork(virtualTimers());
  const step = slowStep();
  const wake = work.singleFlight(step.run);
  wake();
  wake();
  wake();
  expect(step.ends).toHaveLength(1);
  step.ends[0]!();
  await expect.poll(() => step.ends.length).toBe(2);
  step.ends[1]!();
  await work.quiet();
  expect(step.ends).toHaveLength(2);
});

test('who asks while an answer is under way gets that answer', async () => {
  const work = createWork(virtualTimers());
  let asked = 0;
  const ask = work.shared(async () => ++asked);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  expect(await ask()).toBe(2);
});

test('many changes are one write, a while after the first of them', async () => {
  const timers = virtualTimers();
  const work = createWork(timers);
  let writes = 0;
  const changed = work.debounce(async () => void writes++, 100);
  changed();
  await timers.pass(60);
  changed();
  expect(writes).toBe(0);
  await timers.pass(40);
  expect(writes).toBe(1);
  changed();
  await timers.pass(100);
  expect(writes).toBe(2);
});

test('what is owed is written when the work ends, and is waited for', async () => {
  const work = createWork(virtualTimers());
  let writes = 0;
  work.debounce(async () => void writes++, 60_000)();
  await work[Symbol.asyncDispose]();
  expect(writes).toBe(1);
});

test('an end calls off timers and rests, begins nothing new, and lets what runs come to its end', async () => {
  const timers = virtualTimers();
  const work = createWork(timers);
  let rang = 0;
  const step = slowStep();
  const wake = work.singleFlight(step.run);
  const alarm = work.alarm(() => rang++);
  alarm.set(10);
  work.every(5, () => rang++);
  const rest = work.sleep(1000);
  wake();
  work.end();
  wake();
  alarm.set(10);
  await rest;
  let isQuiet = false;
  const quiet = work.quiet().then(() => (isQuiet = true));
  await timers.pass(100);
  expect([rang, isQuiet, step.ends.length]).toEqual([0, false, 1]);
  step.ends[0]!();
  await quiet;
});

test('an alarm keeps its first time when it is set, and takes the new one when it is reset', async () => {
  const timers = virtualTimers();
  const rang: string[] = [];
  const alarm = createWork(timers).alarm(() => rang.push('rang'));
  alarm.set(10);
  alarm.set(1000);
  await timers.pass(10);
  expect(rang).toHaveLength(1);
  alarm.set(10);
  alarm.reset(50);
  await timers.pass(40);
  expect(rang).toHaveLength(1);
  await timers.pass(10);
  expect(rang).toHaveLength(2);
});

test('a pause doubles up to the longest, and begins anew after a success', () => {
  const backoff = createBackoff(2, 10);
  expect([backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([2, 4, 8, 10]);
  backoff.reset();
  expect(backoff.next()).toBe(2);
});
