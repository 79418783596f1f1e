import * as Y from 'yjs';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { newDoc } from '#shared/sync/new-doc.ts';
import { type Announced, createAnnounced } from './announced.ts';
import { attestationsKey } from './attestations.ts';
import { type Attester, createAttester } from './attester.ts';
import type { BookCipher } from './cipher.ts';
import { createEnvelopeReader, type EnvelopeReader } from './envelope-reader.ts';
import { createEnvelopeWriter, type EnvelopeWriter } from './envelope-writer.ts';
import type { CheckpointNote } from './held-envelopes.ts';
import { createKeptEnvelopes, type KeptEnvelopes } from './kept-envelopes.ts';
import { fixedLists } from './tables.ts';

/** What a book says, as this device reads its envelopes, and what it knows of who has written them. */
export interface BookContent {
  /** In memory only. */
  inner: Y.Doc;
  reader: EnvelopeReader;
  writer: EnvelopeWriter;
  /** In books with records that are written once, and that others read. */
  attester: Attester | undefined;
  announced: Announced;
  kept: KeptEnvelopes;
  /** A state vector: what of it is in checkpoints, or came before the first envelope that is in none. */
  summedUp: Uint8Array;
}

/** Empty, until its reader reads. */
export function createBookContent(deps: {
  name: string;
  room: string;
  crypto: WebCrypto;
  cipher: BookCipher;
  onUnknownWriter(): void;
  withstand(step: () => void): void;
  /** What lies in the outer document. */
  items(): Uint8Array[];
  /** By checkpoint, the notes that have a row. */
  noted: Map<string, CheckpointNote>;
  /** By checkpoint, those that are known. */
  notes: ReadonlyMap<string, CheckpointNote>;
}): BookContent {
  const { name, room, cipher, noted, items, onUnknownWriter, withstand } = deps;
  const inner = newDoc(deps.crypto);
  inner.clientID = cipher.newClient();
  const lists = fixedLists(name);
  const isAttested = cipher.isShared && lists.size > 0;
  const fixed = isAttested ? new Set([...lists, attestationsKey]) : lists;
  const reader = createEnvelopeReader({
    cipher,
    inner,
    fixed,
    noted: deps.notes,
    onUnknownWriter,
    withstand,
    onCheckpointsRead: () => {
      content.summedUp = Y.encodeStateVector(inner);
    },
  });
  const attester = isAttested ? createAttester({ cipher, inner, reader, lists }) : undefined;
  const content: BookContent = {
    inner,
    reader,
    writer: createEnvelopeWriter({ cipher, chains: reader.chains }),
    attester,
    announced: createAnnounced({ cipher, reader, attester }),
    kept: createKeptEnvelopes({ room, reader, noted, items }),
    summedUp: new Uint8Array([0]),
  };
  return content;
}
