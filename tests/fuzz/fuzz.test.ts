import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { fromUtf8, toHex, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import { defineTarget, divide, must, runTarget } from './engine.ts';
import { mutatedBytes } from './mutations.ts';
import { runWatched } from './watch.ts';
import { createFuzzWorld } from './world.ts';

const cases = 100_000;
const main = path.join(import.meta.dirname, 'main.ts');
/** Always the same in `npm test`, so that it fails for a change and not by chance; `npm run fuzz` finds more. */
const seed = 20_261_122;

test('whatever others send, nothing crashes, hangs, takes all memory, or is taken for genuine', async () => {
  const args = ['--cases', String(cases), '--seed', String(seed)];
  const { code, output } = await runWatched(main, args, { silentMilliseconds: 60_000, heapMebibytes: 1024 });
  const [last = ''] = output.trimEnd().split('\n').slice(-1);
  expect({ code, last: last.replace(/\d+ MiB/, 'MiB') }, output.slice(-4000)).toEqual({
    code: 0,
    last: `${cases} cases, 0 failed, seed ${seed}, MiB at most`,
  });
  process.stdout.write(`fuzz: ${last}\n`);
});

test('a decoder that takes forged envelopes is found out', async () => {
  const world = await createFuzzWorld();
  const update = new Uint8Array([0, 0]);
  const genuine = await world.seal(world.writer, 'people', { update });
  const cipher = createBookCipher(world.keyring, { name: 'people', room: await world.roomOf('people') });
  /** As if nobody looked at the signature and the header where the rest is whole. */
  const careless = async (envelope: Uint8Array): Promise<boolean> =>
    (await cipher.open([envelope]))[0]!.ok || toHex(envelope).startsWith(toHex(genuine.subarray(26, 40)), 52);
  const target = defineTarget({
    name: 'careless',
    share: 1,
    inputs: mutatedBytes([genuine]),
    attempt: async (envelope) =>
      must(!(await careless(envelope)) || toHex(envelope) === toHex(genuine), 'a forged envelope was opened'),
    control: async () => must(await careless(genuine), 'genuine'),
  });
  const { failure } = await runTarget(target, { cases: 500, seed: 5 });
  expect(failure).toContain('a forged envelope was opened');
  expect(failure).toContain('npm run fuzz -- --seed 5 --only careless');
});

test('a decoder that throws is found out, and one that refuses everything too', async () => {
  const specimen = utf8('{"a":1}');
  const target = (attempt: (bytes: Uint8Array) => void) =>
    defineTarget({
      name: 'fragile',
      share: 1,
      inputs: mutatedBytes([specimen]),
      attempt,
      control: () => attempt(specimen),
    });
  const fragile = await runTarget(
    target((bytes) => void JSON.parse(fromUtf8(bytes))),
    { cases: 200, seed: 1 },
  );
  expect(fragile.failure).toContain('SyntaxError');
  const robust = await runTarget(
    target((bytes) => void parseJsonBytes(bytes)),
    { cases: 200, seed: 1 },
  );
  expect(robust).toEqual({ cases: 200 });
  const closed = defineTarget({
    name: 'closed',
    share: 1,
    inputs: fc.constant(specimen),
    attempt: () => {},
    control: () => must(false, 'nothing opens'),
  });
  expect(await runTarget(closed, { cases: 10, seed: 1 })).toMatchObject({
    cases: 0,
    failure: expect.any(String),
  });
});

test('what hangs and what takes all memory is ended, and its last line says where it was', async () => {
  const limits = { silentMilliseconds: 2000, heapMebibytes: 64 };
  const hang = path.join(import.meta.dirname, 'testing/hang.ts');
  const [hangs, grows] = await Promise.all([
    runWatched(hang, ['forever'], limits),
    runWatched(hang, ['memory'], { ...limits, silentMilliseconds: 20_000 }),
  ]);
  expect(hangs).toEqual({ code: null, output: 'trying forever\n' });
  expect(grows.code).not.toBe(0);
  expect(grows.output).toContain('heap');
});

test('each decoder gets its part, and together they get all', () => {
  const parts = divide([{ share: 1 }, { share: 2 }, { share: 4 }], 1000);
  expect(parts).toEqual([143, 286, 571]);
});
