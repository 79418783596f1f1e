import { expect, test } from 'vitest';
import { stateOf } from '#shared/crypto/testing/seal-update.ts';
import type { Stated, Statement } from '#shared/crypto/statement.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { createChains } from './chains.ts';
import { createEndings } from './endings.ts';
import { createHeldEnvelopes, type HeldEnvelope, type Standing } from './held-envelopes.ts';

const place = { workspace: 'w', book: 'people', room: 'r' };
const idOf = (name: string): string => toBase64Url(new TextEncoder().encode(name.padEnd(12)));
const [laptop, owner] = [idOf('laptop'), idOf('owner')];

function statementOf(device: string, counter: number, said: Partial<Statement> = {}): Stated {
  return stateOf({ device }, place, new Uint8Array([counter]), { ...said, counter });
}

/** A book in which the laptop may not write any more, behind its third statement. */
function withEnd() {
  const first = statementOf(laptop, 1);
  const second = statementOf(laptop, 2, { previous: first.hash, level: 2 });
  const third = statementOf(laptop, 3, { previous: second.hash });
  const lastHeads = (device: string) => (device === laptop ? [{ counter: 3, hash: third.hash }] : undefined);
  const rebuilt = new Set<string>();
  const held = createHeldEnvelopes();
  const chains = createChains({ device: 'this one', memberOf: () => '', lastHeads, isClientOf: () => true });
  const endings = createEndings({
    cipher: { lastHeads },
    held,
    chains,
    standsFor: () => false,
    confirmations: { isRebuilt: (one) => rebuilt.has(one.hash) },
  });
  const hold = (stated: Stated, standing: Standing = 'counts'): HeldEnvelope => {
    const one = held.hold(stated, new Uint8Array([1]));
    one.standing = standing;
    if (!endings.isBeyond(one)) chains.add(stated);
    return one;
  };
  return { first, second, third, endings, hold, rebuilt };
}

test('of a device that was taken out counts what its own links lead to from its last statement, and nothing behind it', () => {
  const { first, second, third, endings, hold } = withEnd();
  const all = [first, second, third].map((one) => hold(one));
  expect(all.map(endings.reaches)).toEqual([true, true, true]);
  expect(endings.isCut()).toBe(false);
  const later = hold(statementOf(laptop, 4, { previous: third.hash }));
  expect(endings.isBeyond(later)).toBe(true);
  expect(endings.isCut()).toBe(true);
});

test('a sum or an update that its key puts under a number of before is not taken for one of then', () => {
  const { second, third, endings, hold } = withEnd();
  const forged = [
    statementOf(laptop, 1, { clients: [9] }),
    statementOf(laptop, 2, { level: 2, clients: [9] }),
  ];
  for (const one of forged) expect(endings.reaches(hold(one, 'waiting'))).toBe(false);
  hold(third);
  expect(endings.reaches(hold(second))).toBe(true);
});

test('a sum of then on which somebody builds who may write stays, also where what lay between is summed up', () => {
  const { second, endings, hold } = withEnd();
  const sum = hold(second);
  expect(endings.reaches(sum)).toBe(false);
  const { device, counter } = second.statement;
  hold(statementOf(owner, 1, { level: 1, base: [{ device, counter, hash: second.hash }] }));
  expect(endings.reaches(sum)).toBe(true);
  expect(endings.isCut()).toBe(false);
});

test('a sum that this device has rebuilt stays where its author turns out to have been out by then, unless it stands for late work', () => {
  const { third, endings, hold, rebuilt } = withEnd();
  const sum = statementOf(laptop, 4, { previous: third.hash, level: 2 });
  expect(endings.isBeyond(sum)).toBe(true);
  rebuilt.add(sum.hash);
  expect(endings.isBeyond(sum)).toBe(false);
  expect(endings.reaches(hold(sum))).toBe(true);

  const late = { device: laptop, counter: 4, hash: sum.hash, missing: [], clients: [] };
  const beyond = statementOf(laptop, 5, { previous: sum.hash, level: 2, heads: [late] });
  rebuilt.add(beyond.hash);
  expect(endings.isBeyond(beyond)).toBe(true);
});
