import { expect, test } from 'vitest';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { createModelQueue } from './queue.ts';

const server = '127.0.0.1:11434';

/** A queue before a model that answers when it is told to. */
function office() {
  const queue = createModelQueue({ now: () => 0 });
  const begun: string[] = [];
  const answers = new Map<string, () => void>();
  const ask = (name: string, job: { waiting?: boolean; party?: string; purpose?: string } = {}) => {
    const stopping = new AbortController();
    const { waiting = true, party = name, purpose = 'reply' } = job;
    const work = (signal: AbortSignal) =>
      new Promise<Result<string>>((resolve) => {
        begun.push(name);
        answers.set(name, () => resolve(ok(name)));
        signal.addEventListener('abort', () => resolve(problem('bridge.aborted', 'Stopped.')));
      });
    return { result: queue.run(server, { purpose, waiting, party }, stopping.signal, work), stopping };
  };
  const answer = async (name: string) => {
    answers.get(name)!();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { queue, begun, ask, answer };
}

test('what a person waits for stops what nobody waits for, which is taken up again and answers all the same', async () => {
  const { begun, ask, answer } = office();
  const reading = ask('reading', { waiting: false });
  const autopilot = ask('autopilot', { waiting: false, purpose: 'autopilot' });
  const draft = ask('draft');
  await expect.poll(() => begun).toEqual(['reading', 'draft']);
  await answer('draft');
  expect(await draft.result).toEqual(ok('draft'));
  await answer('autopilot');
  await answer('reading');
  expect(await autopilot.result).toEqual(ok('autopilot'));
  expect(await reading.result).toEqual(ok('reading'));
  expect(begun).toEqual(['reading', 'draft', 'autopilot', 'reading']);
});

test('a trial gives way to everything else, and goes on afterwards', async () => {
  const { begun, ask, answer } = office();
  const trial = ask('trial', { waiting: false, purpose: 'trial' });
  const reading = ask('reading', { waiting: false });
  await expect.poll(() => begun).toEqual(['trial', 'reading']);
  await answer('reading');
  expect(await reading.result).toEqual(ok('reading'));
  await answer('trial');
  expect(await trial.result).toEqual(ok('trial'));
  expect(begun).toEqual(['trial', 'reading', 'trial']);
});

test('one who waits is not stopped for another, and conversations are served in turn', async () => {
  const { begun, ask, answer } = office();
  ask('maria 1', { party: 'maria' });
  ask('maria 2', { party: 'maria' });
  ask('maria 3', { party: 'maria' });
  ask('tom 1', { party: 'tom' });
  for (const name of ['maria 1', 'tom 1', 'maria 2', 'maria 3']) await answer(name);
  expect(begun).toEqual(['maria 1', 'tom 1', 'maria 2', 'maria 3']);
});

test('Stop empties the queue, and what is asked afterwards is answered', async () => {
  const { queue, begun, ask, answer } = office();
  const both = [ask('running'), ask('queued')];
  expect(queue.list().map(({ running }) => running)).toEqual([true, false]);
  queue.stop();
  for (const { result } of both) expect(await result).toMatchObject({ error: { code: 'bridge.aborted' } });
  expect(queue.list()).toEqual([]);
  const later = ask('later');
  await answer('later');
  expect(await later.result).toEqual(ok('later'));
  expect(begun).toEqual(['running', 'later']);
});

test('who gives up in the queue leaves it, and nothing is asked for them', async () => {
  const { queue, begun, ask, answer } = office();
  const first = ask('first');
  const second = ask('second');
  second.stopping.abort();
  expect(await second.result).toMatchObject({ error: { code: 'bridge.aborted' } });
  await answer('first');
  await first.result;
  expect(begun).toEqual(['first']);
  expect(queue.list()).toEqual([]);
});

test('another server is not waited for', async () => {
  const { queue, ask } = office();
  ask('here');
  const other = queue.run(
    '127.0.0.1:1234',
    { purpose: 'reply', waiting: true },
    new AbortController().signal,
    async () => ok(1),
  );
  expect(await other).toEqual(ok(1));
});

test('work that fails by a bug frees the place', async () => {
  const { queue, ask, answer } = office();
  const signal = new AbortController().signal;
  const failing = queue.run(server, { purpose: 'reply', waiting: true }, signal, () =>
    Promise.reject(new Error('bug')),
  );
  await expect(failing).rejects.toThrow('bug');
  const next = ask('next');
  await answer('next');
  expect(await next.result).toEqual(ok('next'));
});
