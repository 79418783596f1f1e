import fc from 'fast-check';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, toBase64Url } from '#shared/lib/bytes.ts';
import type { Json } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';

/** Arbitraries that begin with something valid and damage it: random input alone never gets past a first check. */

type Edit = (bytes: Bytes) => Bytes;

/** Ends of ranges, and variable-length integers of 2^31, 2^32 and 2^53. */
const tellingBytes = [
  [0x00],
  [0x01],
  [0x7f],
  [0x80],
  [0xff],
  [0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0x80, 0x80, 0x80, 0x08],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
];

const place = fc.nat(2 ** 16);
const telling = fc.constantFrom(...tellingBytes.map((bytes) => new Uint8Array(bytes)));
const at = (bytes: Bytes, where: number): number => (bytes.length === 0 ? 0 : where % bytes.length);

function patched(bytes: Bytes, where: number, patch: Uint8Array): Bytes {
  const start = at(bytes, where);
  return concat(bytes.subarray(0, start), patch, bytes.subarray(start + patch.length));
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(([where, bit]): Edit => (bytes) => {
    const changed = bytes.slice();
    if (changed.length > 0) changed[at(bytes, where)]! ^= 1 << bit;
    return changed;
  }),
  fc.tuple(place, telling).map(
    ([where, patch]): Edit =>
      (bytes) =>
        patched(bytes, where, patch),
  ),
  place.map(
    (where): Edit =>
      (bytes) =>
        bytes.slice(0, at(bytes, where)),
  ),
  fc.tuple(place, fc.nat(40)).map(
    ([where, length]): Edit =>
      (bytes) =>
        concat(bytes.subarray(0, at(bytes, where)), bytes.subarray(at(bytes, where) + length)),
  ),
  fc.tuple(place, telling).map(
    ([where, more]): Edit =>
      (bytes) =>
        concat(bytes.subarray(0, at(bytes, where)), more, bytes.subarray(at(bytes, where))),
  ),
  fc.uint8Array({ maxLength: 24 }).map(
    (more): Edit =>
      (bytes) =>
        concat(bytes, more),
  ),
);

/** Bytes made from the specimens by bit flips, cuts, insertions and splices of two of them, and some from nothing. */
export function mutatedBytes(specimens: readonly Uint8Array[]): fc.Arbitrary<Bytes> {
  const one = fc.constantFrom(...specimens.map((bytes) => new Uint8Array(bytes)));
  const edited = fc
    .tuple(one, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([bytes, edits]) => edits.reduce((changed, change) => change(changed), bytes));
  const spliced = fc
    .tuple(one, one, place, place)
    .map(([head, tail, cut, join]) => concat(head.subarray(0, at(head, cut)), tail.subarray(at(tail, join))));
  return fc.oneof(
    { weight: 8, arbitrary: edited },
    { weight: 2, arbitrary: spliced },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)) },
    { weight: 1, arbitrary: one },
  );
}

const foreignText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '=', '====', 'A', 'AAAAA', '__proto__', '../../x', '\0', '\u{1F600}', '\uD800'),
  fc.constantFrom('x'.repeat(20_000), 'A'.repeat(43), '-1', '1e999', 'https://[', 'javascript:0'),
);

/** Text made from the specimens by changing characters, cutting and joining. */
export function mutatedText(specimens: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...specimens);
  const edited = fc
    .tuple(one, fc.array(fc.tuple(place, fc.nat(3), foreignText), { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) =>
      edits.reduce((changed, [where, length, put]) => {
        const start = changed.length === 0 ? 0 : where % changed.length;
        return changed.slice(0, start) + put + changed.slice(start + length);
      }, text),
    );
  const cut = fc.tuple(one, place).map(([text, where]) => text.slice(0, where % (text.length + 1)));
  return fc.oneof(
    { weight: 5, arbitrary: edited },
    { weight: 2, arbitrary: cut },
    { weight: 1, arbitrary: foreignText },
    { weight: 1, arbitrary: one },
  );
}

/** Base64url text whose bytes were changed, or whose characters were. */
export function mutatedBase64Url(specimens: readonly Uint8Array[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: mutatedBytes(specimens).map(toBase64Url) },
    { weight: 1, arbitrary: mutatedText(specimens.map(toBase64Url)) },
  );
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const deep = JSON.parse(nested(2000)) as Json;
/** Stands for nesting deeper than the stack of whoever walks it by calling itself: no writer could write it. */
const bottomless = '(bottomless)';
const bottomlessText = nested(20_000);

/** The JSON text of a case. */
export function jsonText(value: Json): string {
  return JSON.stringify(value).replaceAll(JSON.stringify(bottomless), bottomlessText);
}

const foreignValue: fc.Arbitrary<Json> = fc.oneof(
  foreignText,
  fc.constantFrom<Json>(null, true, false, 0, -1, 1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, -1e308),
  fc.constantFrom<Json>([], {}, [[]], [{}], { constructor: null }, [null], deep, bottomless),
  fc.constant(JSON.parse('{"__proto__":{"id":"x","polluted":true}}') as Json),
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
);

/** JSON made from the specimens: values replaced, taken away, moved and put where none belongs. */
export function mutatedJson(specimens: readonly Json[]): fc.Arbitrary<Json> {
  const one = fc.constantFrom(...specimens);
  const change = fc.record({
    path: fc.array(fc.nat(1000), { maxLength: 8 }),
    put: fc.option(foreignValue, { nil: undefined, freq: 4 }),
    key: fc.option(foreignText, { nil: undefined, freq: 2 }),
  });
  const edited = fc
    .tuple(one, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => changes.reduce((changed, each) => changedAt(changed, each), value));
  return fc.oneof(
    { weight: 8, arbitrary: edited },
    { weight: 1, arbitrary: foreignValue },
    { weight: 1, arbitrary: one },
  );
}

interface JsonChange {
  /** Which child on each level, counted round. */
  path: number[];
  /** `undefined` takes the value away. */
  put: Json | undefined;
  /** Put under a new key instead of replacing what is there. */
  key: string | undefined;
}

function changedAt(value: Json, { path, put, key }: JsonChange): Json {
  const [first, ...rest] = path;
  const isContainer = Array.isArray(value) || isJsonObject(value);
  const keys = isContainer ? Object.keys(value) : [];
  if (first === undefined || keys.length === 0) {
    if (key === undefined || !isJsonObject(value)) return put ?? null;
    return { ...value, [key]: put ?? null };
  }
  const chosen = keys[first % keys.length]!;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as { [key: string]: Json };
  if (rest.length === 0 && put === undefined && key === undefined) {
    if (Array.isArray(copy)) copy.splice(Number(chosen), 1);
    else delete copy[chosen];
  } else copy[chosen] = changedAt(copy[chosen]!, { path: rest, put, key });
  return copy as Json;
}
