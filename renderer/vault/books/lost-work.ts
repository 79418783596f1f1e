import * as Y from 'yjs';
import { applyInnerUpdate, decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { Chains } from './chains.ts';
import type { BookCipher } from './cipher.ts';
import type { Confirmations } from './confirmations.ts';
import type { HeldEnvelope, HeldEnvelopes } from './held-envelopes.ts';

/** What this device has written, and what hangs on work that counts no more: nobody will ever take it in. */
export interface LostWork {
  /** The statements that it is in, by counter. */
  counters: number[];
  /** Writes it into the document once more, as work of now. */
  writeAnew(): void;
}

/** `undefined` where nothing of this device is lost. */
export async function findLostWork(deps: {
  cipher: Pick<BookCipher, 'device' | 'lastHeads'>;
  inner: Y.Doc;
  held: HeldEnvelopes;
  chains: Chains;
  confirmations: Pick<Confirmations, 'isRebuilt'>;
  /** Opens envelopes once more. */
  open(envelopes: HeldEnvelope[]): Promise<{ held: HeldEnvelope; update: Uint8Array }[]>;
}): Promise<LostWork | undefined> {
  const { cipher, inner, held, chains, confirmations } = deps;
  const { device } = cipher;
  const isKnown = (one: HeldEnvelope): boolean =>
    one.statement.device === device || confirmations.isRebuilt(one);
  const left = held.all().filter(({ standing }) => standing === 'waiting' || standing === 'beyond');
  const beyond = left.filter(({ standing }) => standing === 'beyond');
  if (beyond.length === 0 || cipher.lastHeads(device) !== undefined) return undefined;
  const known = chains.takenBack(device);
  const own = left.filter(({ statement }) => statement.device === device);
  const counters = [
    ...own.map(({ statement }) => statement.counter),
    ...coveredOnly(device, chains, beyond),
  ].filter((counter) => !known.has(counter));
  if (counters.length === 0) return undefined;
  const isOwn = ownClients(device, chains, beyond.filter(isKnown));
  const opened = (await deps.open(left)).filter(
    (one) => isKnown(one.held) || mayTellOfOwn(one, { cipher, isOwn }),
  );
  return {
    counters,
    writeAnew() {
      // Nothing is given up: what others have taken out here is this device's work all the same.
      const all = new Y.Doc({ gc: false });
      for (const update of [Y.encodeStateAsUpdateV2(inner), ...opened.map((one) => one.update)])
        applyInnerUpdate(all, update);
      const written = opened
        .filter(({ held: one }) => one.statement.device === device && one.statement.level === 0)
        .map(({ update }) => update);
      const lost = itemsIn(all, inner, { isOwn, isRemoved: removedBy(written) });
      inner.transact(() => {
        for (const item of lost) writeItem(inner, item);
        for (const update of written) removeAgain(inner, all, update);
      });
      all.destroy();
    },
  };
}

/** Of this device's statements that are not here, those that only a sum holds which counts no more. */
function coveredOnly(device: string, chains: Chains, beyond: HeldEnvelope[]): number[] {
  const heads = beyond.flatMap(({ statement }) => statement.heads.filter((head) => head.device === device));
  return chains
    .missing(device)
    .filter((counter) => heads.some((head) => counter <= head.counter && !head.missing.includes(counter)));
}

/**
 * Whether another's update that this device has not rebuilt may say what it has written: a sum of one who may write
 * here does; else it is needed for what this device's work hangs on, and may bring nothing in this device's name.
 */
function mayTellOfOwn(
  { held: { statement }, update }: { held: HeldEnvelope; update: Uint8Array },
  { cipher, isOwn }: { cipher: Pick<BookCipher, 'lastHeads'>; isOwn: (client: number) => boolean },
): boolean {
  if (statement.level > 0 && cipher.lastHeads(statement.device) === undefined) return true;
  return decodeInnerUpdate(update).structs.every(({ id }) => !isOwn(id.client));
}

/** The Yjs clients of this device: also those that only a sum names which counts no more, and says what is right. */
function ownClients(device: string, chains: Chains, sums: HeldEnvelope[]): (client: number) => boolean {
  const own = sums.flatMap(({ statement }) => statement.heads);
  const named = new Set(own.flatMap((head) => (head.device === device ? head.clients : [])));
  return (client) => (chains.writerOf(client) ?? (named.has(client) ? device : undefined)) === device;
}

/** Whether some updates take a part out: so does one that writes the same key later. */
function removedBy(updates: Uint8Array[]): (id: Y.ID) => boolean {
  const removed = updates.flatMap((update) => [...decodeInnerUpdate(update).ds.clients]);
  return (id) =>
    removed.some(
      ([client, ranges]) =>
        client === id.client && ranges.some(({ clock, len }) => id.clock >= clock && id.clock < clock + len),
    );
}

/** A part of what some clients have written, as far as a document does not have it. */
interface LostItem {
  item: Y.Item;
  content: unknown[];
}

function itemsIn(
  all: Y.Doc,
  inner: Y.Doc,
  { isOwn, isRemoved }: { isOwn(client: number): boolean; isRemoved(id: Y.ID): boolean },
): LostItem[] {
  return [...all.store.clients].flatMap(([client, structs]) => {
    const here = Y.getState(inner.store, client);
    const isLost = (one: Y.Item | Y.GC): one is Y.Item =>
      one instanceof Y.Item &&
      one.id.clock + one.length > here &&
      !(one.content instanceof Y.ContentDeleted) &&
      !(one.deleted && isRemoved(one.id));
    // Yjs joins parts that follow each other: some of one may be here.
    const contentOf = (item: Y.Item): unknown[] =>
      (item.content.getContent() as unknown[]).slice(Math.max(0, here - item.id.clock));
    return isOwn(client) ? structs.filter(isLost).map((item) => ({ item, content: contentOf(item) })) : [];
  });
}

const rootOf = (item: Y.Item): string => Y.findRootTypeKey(item.parent as Y.AbstractType<unknown>);

function writeItem(inner: Y.Doc, { item, content }: LostItem): void {
  if (item.parentSub === null) inner.getArray(rootOf(item)).push(content);
  else inner.getMap(rootOf(item)).set(item.parentSub, content.at(-1));
}

/** Takes out of maps what an update of this device took out. */
function removeAgain(inner: Y.Doc, all: Y.Doc, update: Uint8Array): void {
  for (const [client, ranges] of decodeInnerUpdate(update).ds.clients)
    for (const { clock, len } of ranges)
      for (const item of inner.store.clients.get(client) ?? []) {
        const isMeant = item.id.clock >= clock && item.id.clock < clock + len && !item.deleted;
        if (!isMeant || !(item instanceof Y.Item) || item.parentSub === null) continue;
        const root = rootOf(item);
        if (!all.getMap(root).has(item.parentSub)) inner.getMap(root).delete(item.parentSub);
      }
}
