import * as Y from 'yjs';
import { isJsonObject } from '#shared/lib/json.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { Chains } from './chains.ts';
import { createLists } from './fixed-lists.ts';

/** Who has signed an update. */
export interface Author {
  device: string;
  /** `undefined` where the team does not know the device any more. */
  memberId: string | undefined;
  /** May erase what nobody else takes away. */
  isOwner: boolean;
}

type Struct = Y.Item | Y.GC | Y.Skip;

interface Content {
  chains: Chains;
  inner: Y.Doc;
  /** The collections whose lists are only ever appended to. */
  fixed: ReadonlySet<string>;
}

/**
 * Whether an update counts as its author's. `waits`: not before what it builds on; Yjs itself would keep all that its
 * author writes later waiting with it. `refused`: it may not be. It writes only as Yjs clients which that author's
 * chain has introduced, since whoever writes as a colleague's could put words into their mouth; takes nothing out of
 * lists that are only ever appended to, also nothing that the author has put in and that comes later, unless it leaves
 * there what proves the rest, or an owner has erased it; and puts nothing into them that names somebody else as its
 * writer. Throws where it is no update.
 */
export function admissionOf(
  update: Uint8Array,
  author: Author,
  { chains, inner, fixed }: Content,
): 'counts' | 'waits' | 'refused' {
  const { structs, ds } = decodeInnerUpdate(update);
  if (!structs.every(({ id }) => chains.mayWriteAs(author.device, id.client))) return 'refused';
  const ends = new Map<number, number>();
  for (const { id, length } of structs) ends.set(id.client, id.clock + length);
  const isKnown = ({ client, clock }: Y.ID): boolean =>
    clock < Math.max(ends.get(client) ?? 0, Y.getState(inner.store, client));
  if (!goesOnFrom(structs, inner) || !structs.every((struct) => isBuiltOn(struct, isKnown))) return 'waits';
  if (fixed.size === 0) return 'counts';
  const lists = createLists({ structs, ds, inner, fixed });
  if (!structs.every((struct) => namesNobodyElse(struct, author) || lists.listOf(struct) === undefined))
    return 'refused';
  if (!author.isOwner && lists.erases()) return 'refused';
  const removed = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, len })),
  );
  // What is not here yet may be in such a list.
  if (!removed.every(({ client, clock, len }) => isKnown(Y.createID(client, clock + len - 1))))
    return 'waits';
  const gone = removed.flatMap(({ client, clock, len }) => lists.entriesIn(client, clock, clock + len));
  return gone.every((entry) => lists.mayGo(entry, author.isOwner)) ? 'counts' : 'refused';
}

/** Whether of each client nothing is left out before these parts, or among them. */
function goesOnFrom(structs: Struct[], inner: Y.Doc): boolean {
  const reached = new Map<number, number>();
  return structs.every((struct) => {
    const { client, clock } = struct.id;
    const end = reached.get(client) ?? Y.getState(inner.store, client);
    if (clock > end || (struct instanceof Y.Skip && clock + struct.length > end)) return false;
    reached.set(client, Math.max(end, clock + struct.length));
    return true;
  });
}

/** Whether all that a part stands beside and lies in is here, or comes with it. */
function isBuiltOn(struct: Struct, isKnown: (id: Y.ID) => boolean): boolean {
  if (!(struct instanceof Y.Item)) return true;
  const { origin, rightOrigin, parent } = struct;
  return [origin, rightOrigin, parent].every((id) => !(id instanceof Y.ID) || isKnown(id));
}

function namesNobodyElse(struct: Struct, { device, memberId }: Author): boolean {
  if (!(struct instanceof Y.Item)) return true;
  // Whatever kind of content it comes as: Yjs has several that lists show alike.
  return (struct.content.getContent() as unknown[]).every((entry) => {
    if (!isJsonObject(entry)) return true;
    const { deviceId: ofDevice = device, memberId: ofMember = memberId } = entry;
    return ofDevice === device && (memberId === undefined || ofMember === memberId);
  });
}
