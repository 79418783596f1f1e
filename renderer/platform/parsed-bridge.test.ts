import { expect, test } from 'vitest';
import { ok } from '#shared/lib/result.ts';
import { parsedBridge, type Transport } from './parsed-bridge.ts';

const silent: Transport = {
  call: () => new Promise(() => {}),
  stream: () => new Promise(() => {}),
  openSocket: () => ({ send() {}, close() {} }),
};

const pull = { url: 'http://127.0.0.1:11434', model: 'tiny' };

test('an answer of the shell reaches the window as the contract describes it', async () => {
  const bridge = parsedBridge({
    ...silent,
    call: async () => ok({ shell: 'browser', version: '1', extra: 1 }),
  });
  expect(await bridge.call('shell.info', {})).toEqual(ok({ shell: 'browser', version: '1' }));
});

test('an answer of the wrong shape is an error in words, not a crash later', async () => {
  for (const answer of [
    undefined,
    null,
    'x',
    {},
    { ok: true },
    ok({ shell: 'phone' }),
    { ok: false, error: 'x' },
  ]) {
    const bridge = parsedBridge({ ...silent, call: async () => answer });
    expect(await bridge.call('shell.info', {})).toMatchObject({ error: { code: 'bridge.misunderstood' } });
  }
});

test('a shell that is gone is an error in words', async () => {
  const bridge = parsedBridge({ ...silent, call: () => Promise.reject(new TypeError('Failed to fetch')) });
  expect(await bridge.call('shell.info', {})).toMatchObject({ error: { code: 'bridge.lost' } });
});

test('Stop answers at once, even when the shell is silent, and nothing comes after it', async () => {
  let emit: (event: unknown) => void = () => {};
  let shellStopped = false;
  const bridge = parsedBridge({
    ...silent,
    stream(_name, _args, onEvent, signal) {
      emit = onEvent;
      signal.addEventListener('abort', () => (shellStopped = true));
      return new Promise(() => {});
    },
  });
  const stop = new AbortController();
  const events: unknown[] = [];
  const running = bridge.stream('models.pull', pull, (event) => events.push(event), stop.signal);
  emit({ status: 'one' });
  emit({ nonsense: true });
  stop.abort();
  expect(await running).toMatchObject({ error: { code: 'bridge.aborted' } });
  emit({ status: 'late' });
  expect(events).toEqual([{ status: 'one' }]);
  expect(shellStopped).toBe(true);
});

test('a stream that was stopped before it began never starts to answer', async () => {
  const bridge = parsedBridge(silent);
  expect(await bridge.stream('models.pull', pull, () => {}, AbortSignal.abort())).toMatchObject({
    error: { code: 'bridge.aborted' },
  });
});
