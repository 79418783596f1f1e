import * as Y from 'yjs';
import type { Json } from '#shared/lib/json.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';

/**
 * What an update says, part by part, read without building a document: there, whatever came first would cover up
 * what it says of the same parts.
 */
export interface Claims {
  /** By Yjs client, in order: what it brings. */
  parts: Map<number, Y.Item[]>;
  /** What it brings or takes away. */
  spoken: Ranges;
  /** What it takes away. */
  removed: Ranges;
}

interface Range {
  from: number;
  /** Behind the last. */
  end: number;
}
/** By Yjs client, in order and apart from each other. */
type Ranges = Map<number, Range[]>;

/** Throws where it is no update. */
export function readClaims(update: Uint8Array): Claims {
  const { structs, ds } = decodeInnerUpdate(update);
  const parts = new Map<number, Y.Item[]>();
  const spoken: Ranges = new Map();
  const removed: Ranges = new Map();
  for (const [client, ranges] of ds.clients)
    for (const { clock, len } of ranges) addRange(removed, client, { from: clock, end: clock + len });
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const range = { from: clock, end: clock + struct.length };
    addRange(spoken, client, range);
    if (struct instanceof Y.Item && !(struct.content instanceof Y.ContentDeleted)) add(parts, client, struct);
    else addRange(removed, client, range);
  }
  return { parts, spoken: joined(spoken, removed), removed: joined(removed) };
}

/**
 * Whether nothing that is said is otherwise in a document. `isWhole`: it may not say anything either that is not
 * there, nor take away what is.
 */
export function agreesWith(claims: Claims, doc: Y.Doc, isWhole: boolean): boolean {
  const { clients } = doc.store;
  for (const [client, parts] of claims.parts) {
    const here = clients.get(client) ?? [];
    const isFine = parts.every((part) =>
      everyPiece(here, part.id.clock, endOf(part), (ours, from, upTo) => {
        if (ours === undefined) return !isWhole;
        return ours.deleted || isSamePart(ours, part, from, upTo);
      }),
    );
    if (!isFine) return false;
  }
  return (
    !isWhole || [...claims.removed].every(([client, ranges]) => areGone(clients.get(client) ?? [], ranges))
  );
}

/** Whether all that another update brings and takes away is said as well. */
export function speaksOfAll(claims: Claims, other: Claims): boolean {
  return isWithin(other.spoken, claims.spoken) && isWithin(other.removed, claims.removed);
}

type Struct = Y.Item | Y.GC;

const endOf = ({ id, length }: Struct): number => id.clock + length;

function areGone(here: Struct[], ranges: Range[]): boolean {
  return ranges.every(({ from, end }) => everyPiece(here, from, end, (ours) => ours?.deleted === true));
}

/** Goes through what lies in a range; `undefined` stands for the rest, where there is nothing. */
function everyPiece(
  here: Struct[],
  from: number,
  end: number,
  test: (ours: Struct | undefined, from: number, upTo: number) => boolean,
): boolean {
  const last = here.at(-1);
  const known = last === undefined ? 0 : endOf(last);
  let index = from < known ? Y.findIndexSS(here, from) : here.length;
  for (let clock = from; clock < end; index++) {
    const ours = here[index];
    const upTo = ours === undefined ? end : Math.min(end, endOf(ours));
    if (!test(ours, clock, upTo)) return false;
    clock = upTo;
  }
  return true;
}

function isSamePart(ours: Struct, theirs: Y.Item, from: number, upTo: number): boolean {
  if (!(ours instanceof Y.Item)) return false;
  return (
    isSameId(originAt(ours, from), originAt(theirs, from)) &&
    isSameId(ours.rightOrigin, theirs.rightOrigin) &&
    isSameParent(ours, theirs) &&
    valueOf(ours, from, upTo) === valueOf(theirs, from, upTo)
  );
}

const originAt = ({ id, origin }: Y.Item, clock: number): Y.ID | null =>
  clock === id.clock ? origin : Y.createID(id.client, clock - 1);

const isSameId = (a: Y.ID | null, b: Y.ID | null): boolean => Y.compareIDs(a, b);

/** An update names what a part lies in only where no neighbour tells. */
function isSameParent(ours: Y.Item, { parent, parentSub }: Y.Item): boolean {
  if (parent === null) return true;
  return JSON.stringify(nameOf(ours.parent)) === JSON.stringify(parent) && ours.parentSub === parentSub;
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
  const values = content.getContent().slice(start, end) as (Json | undefined | Uint8Array)[];
  return `${kind} ${values.map(textOf).join(' ')}`;
}

/** JSON knows no `undefined`, by which a field is taken away, and no bytes. */
function textOf(value: Json | undefined | Uint8Array): string {
  if (value === undefined) return 'undefined';
  return value instanceof Uint8Array ? `bytes ${value.join()}` : JSON.stringify(value);
}

function add<Entry>(lists: Map<number, Entry[]>, client: number, entry: Entry): void {
  const known = lists.get(client);
  if (known === undefined) lists.set(client, [entry]);
  else known.push(entry);
}

/** What an update says of a client follows one another nearly always: it is one range then. */
function addRange(ranges: Ranges, client: number, { from, end }: Range): void {
  const last = ranges.get(client)?.at(-1);
  if (last?.end === from) last.end = end;
  else add(ranges, client, { from, end });
}

function joined(...all: Ranges[]): Ranges {
  const clients = new Set(all.flatMap((ranges) => [...ranges.keys()]));
  return new Map(
    [...clients].map((client) => {
      const inOrder = all.flatMap((ranges) => ranges.get(client) ?? []).toSorted((a, b) => a.from - b.from);
      const apart: Range[] = [];
      for (const { from, end } of inOrder) {
        const last = apart.at(-1);
        if (last !== undefined && from <= last.end) last.end = Math.max(last.end, end);
        else apart.push({ from, end });
      }
      return [client, apart];
    }),
  );
}

function isWithin(inside: Ranges, outside: Ranges): boolean {
  return [...inside].every(([client, ranges]) => {
    const around = outside.get(client) ?? [];
    return ranges.every(({ from, end }) => (lastUpTo(around, from)?.end ?? 0) >= end);
  });
}

/** The last of them that begins at a clock or before it. */
function lastUpTo(ranges: Range[], clock: number): Range | undefined {
  let [from, to] = [0, ranges.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ranges[middle]!.from <= clock) from = middle + 1;
    else to = middle;
  }
  return ranges[from - 1];
}
