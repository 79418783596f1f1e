import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { structKind } from '#shared/sync/outer-update.ts';

/** Makes an update of so many parts, in some way in which no device makes one. */
export type Hostile = (parts: number) => Uint8Array;

function written(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const number = encoding.writeVarUint;

function section(encoder: encoding.Encoder, structs: number, client: number, clock: number): void {
  number(encoder, structs);
  number(encoder, client);
  number(encoder, clock);
}

/** An envelope of no bytes at the front of the array, or beside another one. */
function envelope(encoder: encoding.Encoder): void {
  encoding.writeUint8(encoder, structKind.bytes);
  number(encoder, 1);
  encoding.writeVarString(encoder, envelopesKey);
  number(encoder, 0);
}

/** So many of one kind, each of one clock. */
const row =
  (kind: number): Hostile =>
  (parts) =>
    written((encoder) => {
      number(encoder, 1);
      section(encoder, parts, 1, 0);
      for (let i = 0; i < parts; i++) {
        encoding.writeUint8(encoder, kind);
        number(encoder, 1);
      }
      number(encoder, 0);
    });

const deletions = (encoder: encoding.Encoder, count: number, clockOf: (i: number) => number): void => {
  number(encoder, 1);
  number(encoder, 1);
  number(encoder, count);
  for (let i = 0; i < count; i++) {
    number(encoder, clockOf(i));
    number(encoder, 1);
  }
};

const ofDocument = (fill: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc();
  fill(doc);
  return Y.encodeStateAsUpdate(doc);
};

/** What stops a relay that parses before it counts. */
export const hostileShapes: Record<string, Hostile> = {
  'what is gone': row(structKind.gone),
  gaps: row(structKind.gap),
  'envelopes of nothing': (parts) =>
    written((encoder) => {
      number(encoder, 1);
      section(encoder, parts, 1, 0);
      for (let i = 0; i < parts; i++) envelope(encoder);
      number(encoder, 0);
    }),
  'a client each, and all wait': (parts) =>
    written((encoder) => {
      number(encoder, parts);
      for (let i = parts; i > 0; i--) {
        section(encoder, 1, i, 5);
        envelope(encoder);
      }
      number(encoder, 0);
    }),
  'sections of nothing': (parts) =>
    written((encoder) => {
      number(encoder, parts);
      for (let i = 0; i < parts; i++) section(encoder, 0, i, 0);
      number(encoder, 0);
    }),
  'deletions here and there': (parts) =>
    written((encoder) => {
      number(encoder, 0);
      deletions(encoder, parts, (i) => 3 * i);
    }),
  'deletions from the end to the start': (parts) =>
    written((encoder) => {
      number(encoder, 0);
      deletions(encoder, parts, (i) => 3 * (parts - i));
    }),
  'a client’s sections in the wrong order': (parts) =>
    written((encoder) => {
      number(encoder, parts);
      for (let i = parts; i > 0; i--) {
        section(encoder, 1, 1, 2 * i);
        envelope(encoder);
      }
      number(encoder, 0);
    }),
  'deep content': (parts) =>
    written((encoder) => {
      number(encoder, 1);
      section(encoder, 1, 1, 0);
      encoding.writeUint8(encoder, 8);
      number(encoder, 1);
      encoding.writeVarString(encoder, envelopesKey);
      number(encoder, 1);
      for (let i = 0; i < parts; i++) {
        encoding.writeUint8(encoder, 117);
        number(encoder, 1);
      }
      encoding.writeUint8(encoder, 126);
      number(encoder, 0);
    }),
  'a great many values': (parts) =>
    ofDocument((doc) => doc.getArray(envelopesKey).push(Array.from({ length: parts }, (_, i) => i))),
  'a long text': (parts) => ofDocument((doc) => doc.getText('text').insert(0, 'x'.repeat(2 * parts))),
  'types in types': (parts) =>
    ofDocument((doc) => {
      const list = doc.getArray<unknown>(envelopesKey);
      for (let i = 0; i < Math.min(parts, 1000); i++) list.push([new Y.Map([['key', new Y.Array()]])]);
    }),
};
