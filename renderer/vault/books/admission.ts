import * as Y from 'yjs';
import { isJsonObject } from '#shared/lib/json.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { Chains } from './chains.ts';

/** Who has signed an update. */
export interface Author {
  device: string;
  /** `undefined` where the team does not know the device any more. */
  memberId: string | undefined;
}

interface Content {
  chains: Chains;
  inner: Y.Doc;
  /** The lists that are only ever appended to. */
  fixed: ReadonlySet<unknown>;
  /** They say who did what: `AuditEntry`. */
  isLog: boolean;
}

/**
 * Whether an update may count as its author's: it writes only as Yjs clients which that author's chain has
 * introduced, since whoever writes as a colleague's could put words into their mouth; it takes nothing out of lists
 * that are only ever appended to; and into a log it puts no line that names somebody else. Throws where it
 * is no update.
 */
export function mayCount(
  update: Uint8Array,
  author: Author,
  { chains, inner, fixed, isLog }: Content,
): boolean {
  const { structs, ds } = decodeInnerUpdate(update);
  if (!structs.every(({ id }) => chains.mayWriteAs(author.device, id.client))) return false;
  if (fixed.size === 0) return true;
  if (isLog && !structs.every((struct) => namesNobodyElse(struct, author))) return false;
  const ends = new Map<number, number>();
  for (const { id, length } of structs) ends.set(id.client, id.clock + length);
  return [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) => {
      // What is not here yet may be in such a list.
      const known = Math.max(ends.get(client) ?? 0, Y.getState(inner.store, client));
      return (
        clock + len <= known && !partsIn(inner, client, clock, clock + len).some((part) => isIn(part, fixed))
      );
    }),
  );
}

function namesNobodyElse(struct: Y.Item | Y.GC | Y.Skip, { device, memberId }: Author): boolean {
  if (!(struct instanceof Y.Item)) return true;
  // Whatever kind of content it comes as: Yjs has several that lists show alike.
  return (struct.content.getContent() as unknown[]).every((entry) => {
    if (!isJsonObject(entry) || typeof entry['deviceId'] !== 'string') return true;
    return entry['deviceId'] === device && (memberId === undefined || entry['memberId'] === memberId);
  });
}

function partsIn(inner: Y.Doc, client: number, from: number, end: number): (Y.Item | Y.GC)[] {
  const structs = inner.store.clients.get(client) ?? [];
  if (from >= Y.getState(inner.store, client)) return [];
  const parts: (Y.Item | Y.GC)[] = [];
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
    if (structs[index]!.id.clock >= end) break;
    parts.push(structs[index]!);
  }
  return parts;
}

function isIn(part: Y.Item | Y.GC, lists: ReadonlySet<unknown>): boolean {
  return part instanceof Y.Item && !part.deleted && lists.has(part.parent);
}
