import { expect, test } from 'vitest';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { stateOf } from '#shared/crypto/testing/seal-update.ts';
import type { Stated, Statement } from '#shared/crypto/statement.ts';
import { createChains } from './chains.ts';

const place = { workspace: 'w', book: 'people', room: 'r' };
const idOf = (name: string): string => toBase64Url(new TextEncoder().encode(name.padEnd(12)));
const [ann, bob] = [idOf('ann'), idOf('bob')];

/** A chain of statements as a device makes them. */
function chainOf(device: string, length: number, said: Partial<Statement> = {}): Stated[] {
  const chain: Stated[] = [];
  for (let counter = 1; counter <= length; counter++)
    chain.push(
      stateOf({ device }, place, new Uint8Array([counter]), {
        ...said,
        counter,
        previous: chain.at(-1)?.hash,
      }),
    );
  return chain;
}

test('a statement in the middle that does not come is missing, until it comes', () => {
  const chains = createChains();
  const [first, second, third] = chainOf(ann, 3);
  chains.add(first!);
  chains.add(third!);
  expect(chains.incomplete()).toEqual([ann]);
  expect(chains.missing(ann)).toEqual([2]);
  expect(chains.head(ann)).toMatchObject({ counter: 3, missing: [2] });
  chains.add(second!);
  expect(chains.incomplete()).toEqual([]);
});

test('the end of a chain that is hidden shows by what another device has seen of it', () => {
  const chains = createChains();
  const [first, second] = chainOf(ann, 2);
  chains.add(first!);
  const heads = [{ device: ann, counter: 2, hash: second!.hash, missing: [], clients: [] }];
  for (const stated of chainOf(bob, 1, { heads })) chains.add(stated);
  expect(chains.missing(ann)).toEqual([2]);
});

test('the end of one session left out, and the next passed on, is a gap: each start goes on from the last', () => {
  const chains = createChains();
  const all = chainOf(ann, 6);
  for (const stated of [...all.slice(0, 3), ...all.slice(4)]) chains.add(stated);
  expect(chains.missing(ann)).toEqual([4]);
});

test('two copies of a device that write on are found out, whichever comes first', () => {
  const common = chainOf(ann, 2);
  const branch = (content: number): Stated =>
    stateOf({ device: ann }, place, new Uint8Array([content]), { counter: 3, previous: common[1]!.hash });
  for (const order of [
    [7, 8],
    [8, 7],
  ]) {
    const chains = createChains();
    for (const stated of [...common, ...order.map(branch)]) chains.add(stated);
    expect(chains.forked()).toEqual([ann]);
  }
  const chains = createChains();
  const apart = stateOf({ device: ann }, place, new Uint8Array([9]), {
    counter: 4,
    previous: branch(8).hash,
  });
  for (const stated of [...common, branch(7), apart]) chains.add(stated);
  expect(chains.forked()).toEqual([ann]);
});

test('a checkpoint of one copy of a device stands for nothing of the other, also where nobody has what it stands for', () => {
  const [first] = chainOf(ann, 1, { clients: [5] });
  const said = { counter: 2, previous: first!.hash, clients: [6] };
  const second = stateOf({ device: ann }, place, new Uint8Array([7]), said);
  const third = stateOf({ device: ann }, place, new Uint8Array([8]), { counter: 3, previous: second.hash });
  const heads = [{ device: ann, counter: 4, hash: 'elsewhere', missing: [], clients: [5, 9] }];
  const chains = createChains();
  for (const stated of [first!, second, third]) chains.add(stated);
  const isCovered = ({ hash, statement }: Stated): boolean =>
    chains.isCovered(heads, { device: ann, counter: statement.counter, hash });
  expect([first!, second, third].map(isCovered)).toEqual([true, false, false]);
  chains.cover(heads, false);
  expect(chains.forked()).toEqual([ann]);
});

test('a checkpoint stands for what its heads name, without what its author did not have', () => {
  const chains = createChains();
  const all = chainOf(ann, 4);
  for (const stated of all) chains.add(stated);
  const nameOf = (index: number) => ({ device: ann, counter: index + 1, hash: all[index]!.hash });
  const heads = [{ ...nameOf(2), missing: [2], clients: [5] }];
  expect(all.map((_, index) => chains.isCovered(heads, nameOf(index)))).toEqual([true, false, true, false]);
  expect(chains.contradiction(heads)).toBeUndefined();
  expect(chains.contradiction([{ ...heads[0]!, hash: all[0]!.hash }])).toBe(ann);
});

test('a device that has only the checkpoint goes on from its heads, and knows whose hand writes as which client', () => {
  const chains = createChains();
  const [, , third, fourth] = chainOf(ann, 4);
  chains.cover([{ device: ann, counter: 3, hash: third!.hash, missing: [], clients: [5] }], false);
  chains.add(fourth!);
  expect(chains.incomplete()).toEqual([]);
  expect(chains.forked()).toEqual([]);
  expect([chains.mayWriteAs(ann, 5), chains.mayWriteAs(bob, 5)]).toEqual([true, false]);
});

test('how far an author has written is told by the last statement of each unbroken part, and all before each hangs on it', () => {
  const chains = createChains();
  const all = chainOf(ann, 6);
  for (const counter of [1, 2, 4, 5, 6]) chains.add(all[counter - 1]!);
  const tips = chains.tips(ann);
  expect(tips.map(({ counter }) => counter)).toEqual([2, 6]);
  const forged = chainOf(ann, 2, { membership: 'a'.repeat(43) });
  for (const one of forged) chains.add(one);
  const under = chains.under(ann, tips);
  // The fourth names the third, which is not here, as its own.
  expect([1, 2, 3, 4, 5, 6].filter((counter) => under.has(all[counter - 1]!.hash))).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
  expect(forged.some(({ hash }) => under.has(hash))).toBe(false);
});

test('what a checkpoint leaves out is from before no end, and neither is what was written behind it', () => {
  const chains = createChains();
  const all = chainOf(ann, 5);
  for (const one of all) chains.add(one);
  const forged = stateOf({ device: ann }, place, new Uint8Array([9]), {
    counter: 3,
    previous: all[1]!.hash,
  });
  chains.add(forged);
  chains.cover([{ device: ann, counter: 3, hash: forged.hash, missing: [3], clients: [] }], false);
  chains.cover([{ device: ann, counter: 5, hash: all[4]!.hash, missing: [3], clients: [] }], false);
  const under = chains.under(ann, [{ counter: 3, hash: all[2]!.hash }]);
  expect([...under].toSorted()).toEqual(
    all
      .slice(0, 3)
      .map(({ hash }) => hash)
      .toSorted(),
  );
});

test('nothing is looked for behind the end of an author’s work, nor what its author has written anew', () => {
  const all = chainOf(ann, 3);
  const lastHeads = (device: string) => (device === ann ? [{ counter: 3, hash: all[2]!.hash }] : undefined);
  const chains = createChains({ device: 'this one', memberOf: () => '', lastHeads, isClientOf: () => true });
  chains.add(all[2]!);
  chains.hearOf(ann, 9, 'somebody');
  expect(chains.missing(ann)).toEqual([1, 2]);
  const [own] = chainOf(bob, 1);
  chains.hearOf(bob, 3, 'somebody');
  chains.add(own!);
  expect(chains.missing(bob)).toEqual([2, 3]);
  const taken = { device: bob, counter: 1, hash: own!.hash, missing: [2, 3], clients: [] };
  chains.add(stateOf({ device: bob }, place, new Uint8Array([9]), { counter: 4, heads: [taken] }));
  expect(chains.incomplete()).toEqual([ann]);
});

test('what somebody says to exist costs no time, however much it is', () => {
  const chains = createChains();
  const [first] = chainOf(ann, 1);
  chains.add(first!);
  const far = Number.MAX_SAFE_INTEGER;
  chains.cover([{ device: ann, counter: far, hash: 'x', missing: [5, 3], clients: [] }], false);
  chains.hearOf(bob, far, 'somebody');
  expect([chains.missing(ann), chains.missing(bob).length]).toEqual([[3, 5], 1000]);
  expect(chains.heads().map(({ counter }) => counter)).toEqual([far]);
  chains.disregard(bob, 'somebody');
  expect(chains.incomplete()).toEqual([ann]);
});

test('a statement that leaves out more than can be named waits, and nobody’s summary stands for it', () => {
  const chains = createChains();
  const all = chainOf(ann, 2);
  for (const stated of all) chains.add(stated);
  const said = { counter: 5000, previous: all[1]!.hash };
  chains.add(stateOf({ device: ann }, place, new Uint8Array([9]), said));
  expect(chains.isTooFar(ann, 5000)).toBe(true);
  expect(chains.heads()).toMatchObject([{ counter: 2, missing: [] }]);
});

test('nobody tells a device what it has written itself', () => {
  const own = { device: ann, memberOf: () => '', lastHeads: () => undefined, isClientOf: () => true };
  const invented = [{ device: ann, counter: 7, hash: 'x', missing: [], clients: [] }];
  const chains = createChains(own);
  const [first] = chainOf(ann, 1);
  chains.add(first!);
  chains.cover(invented, false);
  expect(chains.head(ann)).toMatchObject({ counter: 1, hash: first!.hash });
  chains.cover(invented, true);
  expect(chains.head(ann)).toMatchObject({ counter: 7 });
});
