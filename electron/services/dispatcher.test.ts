import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { bridgeContract } from '#shared/bridge/contract.ts';
import { ok } from '#shared/lib/result.ts';
import { handlersWith } from '#tests/security/handlers.ts';
import { createDispatcher, invalidSocketCode } from './dispatcher.ts';

afterEach(() => vi.restoreAllMocks());

/** A dispatcher whose every handler notes that it was reached. */
function watched() {
  const reached: string[] = [];
  const note = (names: object) =>
    Object.fromEntries(
      Object.keys(names).map((name) => [
        name,
        () => {
          reached.push(name);
          return Promise.resolve(ok({}));
        },
      ]),
    );
  const handlers = {
    calls: note(bridgeContract.calls),
    streams: note(bridgeContract.streams),
    sockets: note(bridgeContract.sockets),
  };
  return { reached, dispatcher: createDispatcher(handlers as never) };
}

const channels = [
  ...Object.entries(bridgeContract.calls).map(([name, { args }]) => ({ kind: 'call' as const, name, args })),
  ...Object.entries(bridgeContract.streams).map(([name, { args }]) => ({
    kind: 'stream' as const,
    name,
    args,
  })),
  ...Object.entries(bridgeContract.sockets).map(([name, { args }]) => ({
    kind: 'socket' as const,
    name,
    args,
  })),
];

test('no handler ever sees arguments that the contract does not allow', async () => {
  const { reached, dispatcher } = watched();
  const refusal = {
    call: (name: string, args: unknown) => dispatcher.call(name, args),
    stream: (name: string, args: unknown) =>
      dispatcher.stream(name, args, () => {}, new AbortController().signal),
    socket: (name: string, args: unknown) =>
      new Promise((resolve) => {
        const closed = (code: number) => resolve({ ok: code !== invalidSocketCode });
        dispatcher.openSocket(name, args, { opened() {}, received() {}, closed });
      }),
  };
  const anything = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc.record({ url: fc.anything(), html: fc.anything(), policy: fc.anything() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...channels), anything, async ({ kind, name, args: schema }, args) => {
      fc.pre(!schema.safeParse(args).success);
      expect(await refusal[kind](name, args)).toMatchObject({ ok: false });
    }),
    { numRuns: 500 },
  );
  expect(reached).toEqual([]);
});

test('a name that is no channel reaches nothing, not even what every object has', async () => {
  const { reached, dispatcher } = watched();
  for (const name of ['', 'constructor', '__proto__', 'toString', 'models.chat', 'shell.info ']) {
    expect(await dispatcher.call(name, {})).toMatchObject({ error: { code: 'bridge.unknown-channel' } });
  }
  expect(reached).toEqual([]);
});

test('what a handler answers beyond the contract stays in the shell', async () => {
  const answer = { shell: 'browser' as const, version: '1.0.0', token: 'canary' };
  const dispatcher = createDispatcher(handlersWith({ calls: { 'shell.info': async () => ok(answer) } }));
  expect(await dispatcher.call('shell.info', {})).toEqual(ok({ shell: 'browser', version: '1.0.0' }));
});

test('a bug in a handler becomes plain words, and its message reaches no log', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const dispatcher = createDispatcher(
    handlersWith({ calls: { 'documents.pdf': () => Promise.reject(new Error('canary: invoice for Ann')) } }),
  );
  const result = await dispatcher.call('documents.pdf', { html: '<p>x', paperSize: 'A4' });
  expect(result).toMatchObject({ ok: false, error: { code: 'bridge.failed' } });
  expect(logged).toHaveBeenCalledOnce();
  expect(JSON.stringify(logged.mock.calls)).not.toContain('canary');
});

test('after Stop no more events come', async () => {
  const stop = new AbortController();
  const dispatcher = createDispatcher(
    handlersWith({
      streams: {
        'models.pull': async (_args, emit) => {
          emit({ status: 'one' });
          stop.abort();
          emit({ status: 'two' });
          return ok({});
        },
      },
    }),
  );
  const events: unknown[] = [];
  const args = { url: 'http://127.0.0.1:11434', model: 'tiny' };
  await dispatcher.stream('models.pull', args, (event) => events.push(event), stop.signal);
  expect(events).toEqual([{ status: 'one' }]);
});
