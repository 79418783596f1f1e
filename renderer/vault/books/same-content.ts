import * as Y from 'yjs';
import type { Json } from '#shared/lib/json.ts';

/**
 * Whether a document holds what another one holds: every part of it at the same place with the same value, and
 * taken away where it is taken away there. Equal state vectors say nothing of that: they only count.
 * `mayRemove`: parts may be taken away that are there in the other one.
 */
export function contains(doc: Y.Doc, other: Y.Doc, mayRemove = false): boolean {
  for (const [client, structs] of other.store.clients)
    if (!isIn(doc, client, structs, mayRemove)) return false;
  return true;
}

/** Whether two documents hold the same, value by value. */
export function isSameContent(one: Y.Doc, other: Y.Doc): boolean {
  return contains(one, other) && contains(other, one);
}

type Struct = Y.Item | Y.GC;

/** Walks both lists side by side: what one has as one run, the other may have in pieces. */
function isIn(doc: Y.Doc, client: number, theirs: Struct[], mayRemove: boolean): boolean {
  const ours = doc.store.clients.get(client) ?? [];
  let index = 0;
  for (const their of theirs) {
    let clock = their.id.clock;
    const end = clock + their.length;
    while (clock < end) {
      while (index < ours.length && endOf(ours[index]!) <= clock) index++;
      const our = ours[index];
      if (our === undefined) return false;
      const upTo = Math.min(end, endOf(our));
      if (!isSamePart(our, their, clock, upTo, mayRemove)) return false;
      clock = upTo;
    }
  }
  return true;
}

const endOf = ({ id, length }: Struct): number => id.clock + length;

function isSamePart(ours: Struct, theirs: Struct, from: number, upTo: number, mayRemove: boolean): boolean {
  if (ours.deleted || theirs.deleted) return ours.deleted === theirs.deleted || (mayRemove && ours.deleted);
  if (!(ours instanceof Y.Item) || !(theirs instanceof Y.Item)) return false;
  return (
    placeOf(ours, from) === placeOf(theirs, from) && valueOf(ours, from, upTo) === valueOf(theirs, from, upTo)
  );
}

/** Where the part was put: behind and before which other one, in what, under which key. */
function placeOf(item: Y.Item, clock: number): string {
  const before = clock === item.id.clock ? item.origin : { client: item.id.client, clock: clock - 1 };
  return JSON.stringify([before, item.rightOrigin, nameOf(item.parent), item.parentSub]);
}

function nameOf(parent: Y.Item['parent']): unknown {
  if (!(parent instanceof Y.AbstractType)) return parent;
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way to say what a type is part of
  const { _item: item } = parent;
  return item === null ? Y.findRootTypeKey(parent) : item.id;
}

function valueOf({ id, content }: Y.Item, from: number, upTo: number): string {
  const [start, end] = [from - id.clock, upTo - id.clock];
  const kind = content.constructor.name;
  if (content instanceof Y.ContentString) return `${kind} ${content.str.slice(start, end)}`;
  if (content instanceof Y.ContentType) return `${kind} ${content.type.constructor.name}`;
  return `${kind} ${content
    .getContent()
    .slice(start, end)
    .map((value) => textOf(value as Json | undefined))
    .join(' ')}`;
}

/** JSON knows no `undefined`, by which a field is taken away, and no bytes. */
function textOf(value: Json | undefined | Uint8Array): string {
  if (value === undefined) return 'undefined';
  return value instanceof Uint8Array ? `bytes ${value.join()}` : JSON.stringify(value);
}
