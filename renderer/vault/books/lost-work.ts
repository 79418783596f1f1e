import * as Y from 'yjs';
import { applyInnerUpdate, decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { Chains } from './chains.ts';
import type { BookCipher } from './cipher.ts';
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
  /** Opens envelopes once more. */
  open(envelopes: HeldEnvelope[]): Promise<{ held: HeldEnvelope; update: Uint8Array }[]>;
}): Promise<LostWork | undefined> {
  const { cipher, inner, held, chains } = deps;
  const { device } = cipher;
  const left = held.all().filter(({ standing }) => standing === 'waiting' || standing === 'beyond');
  const beyond = left.filter(({ standing }) => standing === 'beyond');
  if (beyond.length === 0 || cipher.lastHeads(device) !== undefined) return undefined;
  const known = chains.takenBack(device);
  const own = left
    .filter(({ statement }) => statement.device === device)
    .map(({ statement }) => statement.counter);
  const counters = [...own, ...chains.missing(device)].filter((counter) => !known.has(counter));
  if (counters.length === 0) return undefined;
  const opened = await deps.open(left);
  const isOwn = ownClients(device, chains, beyond);
  return {
    counters,
    writeAnew() {
      const all = new Y.Doc();
      for (const update of [Y.encodeStateAsUpdateV2(inner), ...opened.map((one) => one.update)])
        applyInnerUpdate(all, update);
      const written = opened.filter(
        (one) => one.held.statement.device === device && one.held.statement.level === 0,
      );
      const lost = itemsIn(all, isOwn, inner);
      inner.transact(() => {
        for (const item of lost) writeItem(inner, item);
        for (const { update } of written) removeAgain(inner, all, update);
      });
      all.destroy();
    },
  };
}

/** The Yjs clients of this device: also those that only a checkpoint names which counts no more. */
function ownClients(device: string, chains: Chains, beyond: HeldEnvelope[]): (client: number) => boolean {
  const statements = beyond.map(({ statement }) => statement);
  const named = statements.flatMap(({ heads }) =>
    heads.flatMap((head) => (head.device === device ? head.clients : [])),
  );
  const others = statements.flatMap((one) => (one.device === device ? [] : one.clients));
  const claimed = new Set(named.filter((client) => !others.includes(client)));
  return (client) => (chains.writerOf(client) ?? (claimed.has(client) ? device : undefined)) === device;
}

/** What some clients have written and what stands, as far as a document does not have it. */
function itemsIn(all: Y.Doc, isOwn: (client: number) => boolean, inner: Y.Doc): Y.Item[] {
  return [...all.store.clients].flatMap(([client, structs]) =>
    isOwn(client)
      ? structs.filter(
          (struct): struct is Y.Item =>
            struct instanceof Y.Item && !struct.deleted && struct.id.clock >= Y.getState(inner.store, client),
        )
      : [],
  );
}

const rootOf = (item: Y.Item): string => Y.findRootTypeKey(item.parent as Y.AbstractType<unknown>);

function writeItem(inner: Y.Doc, item: Y.Item): void {
  const content = item.content.getContent() as unknown[];
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
