import * as Y from 'yjs';
import type { Head, Stated, StatementName } from '#shared/crypto/statement.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { clientsOfInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { Chains } from './chains.ts';
import type { BookCipher } from './cipher.ts';

/**
 * Seals what this device writes, each as the next link of its chain: one after another. What cannot be sealed has left
 * no trace there, and may be written again.
 */
export interface EnvelopeWriter {
  /**
   * A change. `takesBack`: the statements of this device, by counter, of which it holds what they said. `clients`: as
   * whom it writes, where that is known without reading it.
   */
  change(
    update: Uint8Array,
    takesBack?: readonly number[],
    clients?: Iterable<number>,
  ): Promise<WrittenEnvelope>;
  /** A checkpoint of everything up to `heads`; `base`: what it builds on and does not replace. */
  checkpoint(
    update: Uint8Array,
    said: { level: number; heads: Head[]; base: StatementName[] },
  ): Promise<WrittenEnvelope>;
  /** Says that this device has rebuilt checkpoints of others. */
  confirmation(checkpoints: StatementName[]): Promise<WrittenEnvelope>;
}

/** An update that changes nothing. */
export const noChange = Y.encodeStateAsUpdateV2(new Y.Doc());

export interface WrittenEnvelope {
  stated: Stated;
  envelope: Bytes;
}

export function createEnvelopeWriter(deps: { cipher: BookCipher; chains: Chains }): EnvelopeWriter {
  const { cipher, chains } = deps;
  const { device } = cipher;
  /** By author, the head that was named last. */
  const told = new Map<string, string>();

  /** What this device has seen of others since it last said so. */
  function news(): Head[] {
    const heads = chains
      .seen()
      .filter((head) => head.device !== device && told.get(head.device) !== head.hash);
    return heads.map((head) => ({ ...head, missing: [], clients: [] }));
  }

  async function write(
    update: Uint8Array,
    said: { level: number; clients: number[]; heads: Head[]; base: StatementName[] },
  ): Promise<WrittenEnvelope> {
    const own = chains.head(device);
    const counter = (own?.counter ?? 0) + 1;
    const stated = cipher.state({ ...said, counter, previous: own?.hash }, update);
    const envelope = await cipher.seal(stated, update);
    chains.add(stated);
    if (said.level === 0) for (const head of said.heads) told.set(head.device, head.hash);
    return { stated, envelope };
  }

  return {
    change(update, takesBack = [], clients = clientsOfInnerUpdate(update)) {
      const own = chains.head(device);
      const taken =
        own === undefined || takesBack.length === 0 ? [] : [{ ...own, missing: [...takesBack], clients: [] }];
      const fresh = [...clients].filter((client) => !chains.mayWriteAs(device, client));
      return write(update, { level: 0, clients: fresh, heads: [...news(), ...taken], base: [] });
    },
    checkpoint: (update, said) => write(update, { ...said, clients: [] }),
    confirmation: (base) => write(noChange, { level: 0, clients: [], heads: news(), base }),
  };
}
