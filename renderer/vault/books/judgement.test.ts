import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { provenMessage, withoutWords } from '#shared/domain/message-proof.ts';
import { proven } from '#shared/domain/proven.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { stateOf } from '#shared/crypto/testing/seal-update.ts';
import { admissionOf } from './admission.ts';
import { createChains } from './chains.ts';
import type { HeldEnvelope } from './held-envelopes.ts';
import { type Judgement, judgeCheckpoint } from './judgement.ts';

const place = { workspace: 'w', book: 'money-2026', room: 'r' };
const idOf = (name: string): string => toBase64Url(new TextEncoder().encode(name.padEnd(12)));
const [ann, bob] = [idOf('ann'), idOf('bob')];

/** What Ann writes, one update after another, and the whole of it. */
function written(values: number[]): { updates: Uint8Array[]; doc: Y.Doc } {
  const doc = new Y.Doc();
  doc.clientID = 7;
  const updates: Uint8Array[] = [];
  doc.on('updateV2', (update: Uint8Array) => updates.push(update));
  values.forEach((value, index) => doc.getMap('payments').set(`p${index % 3}`, { owes: value }));
  return { updates, doc };
}

/** Judges Bob's checkpoint on a device that holds `held` of what Ann wrote. */
async function judge(
  checkpoint: Uint8Array,
  updates: Uint8Array[],
  held = updates.length,
): Promise<Judgement> {
  const chains = createChains();
  const inner = new Y.Doc();
  const all: HeldEnvelope[] = [];
  updates.forEach((update, index) => {
    const stated = stateOf({ device: ann }, place, update, {
      counter: index + 1,
      previous: all.at(-1)?.hash,
    });
    all.push({ ...stated, envelope: update, standing: 'counts', row: undefined });
  });
  for (const one of all.slice(0, held)) {
    chains.add(one);
    Y.applyUpdateV2(inner, one.envelope);
  }
  const last = all.at(-1)!;
  const heads = [{ device: ann, counter: all.length, hash: last.hash, missing: [], clients: [7] }];
  const stated = stateOf({ device: bob }, place, checkpoint, { level: 2, clients: [], heads });
  const one: HeldEnvelope = {
    ...stated,
    envelope: checkpoint,
    standing: 'aside',
    row: undefined,
  };
  return judgeCheckpoint(one, checkpoint, {
    chains,
    isWhole: chains.reaches(heads),
    inner,
    originals: all.slice(0, held),
    isTrusted: false,
    wasAside: false,
    isSure: false,
    hasRefused: false,
    isOwners: false,
    fixed: new Set(),
    updatesOf: async (envelopes) => envelopes.map(({ envelope }) => envelope),
  });
}

const values = fc.array(fc.integer(), { minLength: 2, maxLength: 12 });

test('a checkpoint that is what it stands for counts, whatever was written and taken away', async () => {
  await fc.assert(
    fc.asyncProperty(values, async (list) => {
      const { updates, doc } = written(list);
      expect(await judge(Y.encodeStateAsUpdateV2(doc), updates)).toBe('rebuilt');
    }),
  );
});

test('one that has another value under a colleague’s id is left aside, though it counts the same', async () => {
  await fc.assert(
    fc.asyncProperty(values, fc.nat(), async (list, at) => {
      const { updates, doc } = written(list);
      // Only what still stands there can be told apart from what was taken away.
      const index = list.length - 1 - (at % Math.min(3, list.length));
      const lie = written(list.map((value, each) => (each === index ? value + 1 : value))).doc;
      expect(Y.encodeStateVector(lie)).toEqual(Y.encodeStateVector(doc));
      expect(await judge(Y.encodeStateAsUpdateV2(lie), updates)).toBe('aside');
    }),
  );
});

test('a lie about what is here shows also where the rest has never been here', async () => {
  const { updates } = written([1, 2]);
  const lie = written([5, 2]).doc;
  expect(await judge(Y.encodeStateAsUpdateV2(lie), updates, 1)).toBe('aside');
});

test('one that leaves something out, or takes something away, is left aside', async () => {
  const { updates, doc } = written([1, 2, 3]);
  expect(await judge(Y.mergeUpdatesV2(updates.slice(0, 2)), updates)).toBe('aside');
  const before = [...updates];
  doc.getMap('payments').delete('p0');
  expect(await judge(Y.encodeStateAsUpdateV2(doc), before)).toBe('aside');
  expect(await judge(Y.encodeStateAsUpdateV2(doc), updates)).toBe('rebuilt');
});

test('one for what has never been here is in use, and said to be unconfirmed', async () => {
  const { updates, doc } = written([1, 2, 3, 4]);
  expect(await judge(Y.encodeStateAsUpdateV2(doc), updates, 2)).toBe('unconfirmed');
  expect(await judge(Y.encodeStateAsUpdateV2(doc), updates, 0)).toBe('unconfirmed');
});

test('nobody writes as a colleague’s client, nor takes lines out of the audit log', () => {
  const chains = createChains();
  const inner = new Y.Doc();
  const fixed = new Set(['audit']);
  const log = new Y.Doc();
  log.clientID = 7;
  log.getArray('audit').push([{ id: 'a', memberId: 'ann' }]);
  const line = Y.encodeStateAsUpdateV2(log);
  chains.add(stateOf({ device: ann }, place, line));
  const may = (update: Uint8Array, author: string): string =>
    admissionOf(update, { device: author, memberId: undefined, isOwner: false }, { chains, inner, fixed });
  expect(may(line, ann)).toBe('counts');
  expect(may(line, bob)).toBe('refused');
  Y.applyUpdateV2(inner, line);
  const bobs = new Y.Doc();
  Y.applyUpdateV2(bobs, line);
  const before = Y.encodeStateVector(bobs);
  bobs.getArray('audit').delete(0);
  expect(may(Y.encodeStateAsUpdateV2(bobs, before), bob)).toBe('refused');
  expect(may(Y.encodeStateAsUpdateV2(bobs, before), ann)).toBe('refused');
});

test('nobody takes out what they have put in, by sending the removal first', () => {
  const chains = createChains();
  const inner = new Y.Doc();
  const fixed = new Set(['payments']);
  const anns = new Y.Doc();
  anns.clientID = 7;
  anns.getArray('payments').push([{ id: 'p1' }]);
  const paid = Y.encodeStateAsUpdateV2(anns);
  const before = Y.encodeStateVector(anns);
  anns.transact(() => {
    anns.getArray('payments').delete(0);
    anns.getMap('documents').set('d1', { id: 'd1' });
  });
  chains.add(stateOf({ device: ann }, place, paid));
  const taken = Y.encodeStateAsUpdateV2(anns, before);
  const may = (): string =>
    admissionOf(taken, { device: ann, memberId: undefined, isOwner: false }, { chains, inner, fixed });
  expect(may()).toBe('waits');
  Y.applyUpdateV2(inner, paid);
  expect(may()).toBe('refused');
});

/** A line of the log in this kind of content, as no honest program writes it. */
function updateWith(content: Y.ContentJSON | Y.ContentEmbed): Uint8Array {
  const log = new Y.Doc();
  log.clientID = 7;
  const list = log.getArray('audit');
  log.transact((transaction) => {
    new Y.Item(Y.createID(7, 0), null, null, null, null, list, null, content).integrate(transaction, 0);
  });
  return Y.encodeStateAsUpdateV2(log);
}

test('nobody puts a line into the audit log that names another device or member', () => {
  const chains = createChains();
  const inner = new Y.Doc();
  const fixed = new Set(['audit']);
  const lineOf = (entry: object): Uint8Array => {
    const log = new Y.Doc();
    log.clientID = 7;
    log.getArray('audit').push([{ id: 'a', ...entry }]);
    return Y.encodeStateAsUpdateV2(log);
  };
  chains.add(stateOf({ device: ann }, place, lineOf({})));
  const may = (entry: object): string =>
    admissionOf(lineOf(entry), { device: ann, memberId: 'm-ann', isOwner: false }, { chains, inner, fixed });
  expect(may({ deviceId: ann, memberId: 'm-ann', isOwner: false })).toBe('counts');
  expect(may({ deviceId: bob, memberId: 'm-ann', isOwner: false })).toBe('refused');
  expect(may({ deviceId: ann, memberId: 'm-bob', isOwner: false })).toBe('refused');
  expect(may({ memberId: 'm-bob', isOwner: false })).toBe('refused');
  expect(may({ deviceId: bob })).toBe('refused');
  // The same in another of the kinds of content that Yjs knows.
  const line = { id: 'a', deviceId: bob, memberId: 'm-bob', isOwner: false };
  for (const content of [new Y.ContentJSON([line]), new Y.ContentEmbed(line)])
    expect(
      admissionOf(
        updateWith(content),
        { device: ann, memberId: 'm-ann', isOwner: false },
        { chains, inner, fixed },
      ),
    ).toBe('refused');
});

/** What Ann has written into a month of messages, and what Bob, who has that, does to it. */
function month(change: (list: Y.Array<JsonObject>, doc: Y.Doc) => void, isOwner = false): string {
  const chains = createChains();
  const inner = new Y.Doc();
  const anns = new Y.Doc();
  anns.clientID = 7;
  anns.getArray<JsonObject>('messages').push([message]);
  const came = Y.encodeStateAsUpdateV2(anns);
  chains.add(stateOf({ device: ann }, place, came));
  Y.applyUpdateV2(inner, came);
  const bobs = new Y.Doc();
  bobs.clientID = 8;
  Y.applyUpdateV2(bobs, came);
  const before = Y.encodeStateVector(bobs);
  bobs.transact(() => change(bobs.getArray<JsonObject>('messages'), bobs));
  const update = Y.encodeStateAsUpdateV2(bobs, before);
  chains.add(stateOf({ device: bob }, place, update));
  const author = { device: bob, memberId: 'm-bob', isOwner };
  return admissionOf(update, author, { chains, inner, fixed: new Set(['messages', 'talkErasures']) });
}

const message = provenMessage({
  conversationId: 'c',
  direction: 'in',
  type: 'text',
  at: 5,
  text: 'At nine',
  accountId: 'a',
  channel: 'whatsapp',
});

test('nobody takes a message out but its words, where what proves the rest is left in its place', () => {
  const emptied = withoutWords(message, 7);
  expect(month((list) => list.delete(0))).toBe('refused');
  expect(month((list) => list.push([emptied]))).toBe('counts');
  const inPlace = (left: JsonObject) => (list: Y.Array<JsonObject>) => {
    list.delete(0);
    list.push([left]);
  };
  expect(month(inPlace(emptied))).toBe('counts');
  expect(month(inPlace({ ...emptied, at: 6 }))).toBe('refused');
  expect(month(inPlace({ ...message, text: 'At ten' }))).toBe('refused');
  expect(month(inPlace(withoutWords(provenMessage({ ...message, at: 6 }), 7)))).toBe('refused');
  // Somewhere else it is in nobody’s way.
  const aside = (name: string) => (list: Y.Array<JsonObject>, doc: Y.Doc) => {
    doc.getArray(name).push([emptied]);
    list.delete(0);
  };
  expect(month(aside('elsewhere'))).toBe('refused');
});

test('nobody writes a message in the name of a colleague', () => {
  const note = (memberId: string): JsonObject =>
    provenMessage({ conversationId: 'c', direction: 'note', type: 'text', at: 5, memberId, salt: 's' });
  expect(month((list) => list.push([note('m-bob')]))).toBe('counts');
  expect(month((list) => list.push([note('m-ann')]))).toBe('refused');
  expect(
    month((_list, doc) =>
      doc.getMap('messageStates').set('x', { id: 'x', memberId: 'm-ann', isOwner: false }),
    ),
  ).toBe('counts');
});

test('an owner erases a message by saying so, and nobody else does', () => {
  const named = { collection: 'messages', recordId: message.id, hash: 'hash', at: 5, erasedAt: 9 };
  const erasure = proven({ ...named, deviceId: bob, memberId: 'm-bob', salt: 'salt' });
  const erase = (said: JsonObject) => (list: Y.Array<JsonObject>, doc: Y.Doc) => {
    doc.getArray('talkErasures').push([said]);
    list.delete(0);
  };
  expect(month(erase(erasure), true)).toBe('counts');
  expect(month(erase(erasure))).toBe('refused');
  expect(month((_list, doc) => doc.getArray('talkErasures').push([erasure]))).toBe('refused');
  expect(month(erase({ ...erasure, recordId: 'another' }), true)).toBe('refused');
  const other = proven({ ...named, recordId: 'another', deviceId: bob, memberId: 'm-bob', salt: 'salt' });
  expect(month(erase(other), true)).toBe('refused');
  const ofAnn = proven({ ...named, deviceId: ann, memberId: 'm-ann', salt: 'salt' });
  expect(month(erase(ofAnn), true)).toBe('refused');
});
