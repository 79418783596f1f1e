import { createBackoff, type Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { blobPieceBytes } from '#shared/lib/blob-format.ts';
import type { BlobDatabase, BlobRow } from './blob-database.ts';
import type { RelayBlobs } from './relay-blobs.ts';

const firstRetryMilliseconds = 5000;
const lastRetryMilliseconds = 10 * 60_000;

/** Refusals that no second try changes: the file stays on this device. */
const final = new Set(['relay.blob.too-large', 'relay.blob.full', 'relay.blob.size']);

/** Brings to the relay what it does not have yet, one blob after another, in pieces, again and again until it is there. */
export interface Uploads {
  /** Looks for something to do: after a file was kept. */
  wake(): void;
  /** The device has signed in at the relay: time to see whether it still has what it had. */
  signedIn(): void;
  /** Blobs that the relay will not take, since this device was unlocked. */
  refused(): number;
  /** Whether the relay that was last met has this blob. */
  isStored(row: BlobRow): boolean;
}

export function createUploads(deps: {
  database: BlobDatabase;
  work: Work;
  /** From 0 to 1. */
  random(): number;
  /** The relay of now; `undefined` where there is none. */
  relay(): RelayBlobs | undefined;
  /** Something has been stored at the relay: there may be something to evict. */
  onStored(): void;
}): Uploads {
  const { database } = deps;
  const refused = new Set<string>();
  /** Of which relay it was checked that it still has what it once had. */
  let checked: string | undefined;
  let met: string | undefined;
  const start = deps.work.singleFlight(work);
  const alarm = deps.work.alarm(start);
  const backoff = createBackoff(firstRetryMilliseconds, lastRetryMilliseconds);

  async function work(): Promise<void> {
    const relay = deps.relay();
    if (relay === undefined) return;
    const identity = await relay.identity();
    if (!identity.ok) return retryLater();
    met = identity.value;
    const looked = checked === identity.value ? ok() : await recheck(relay, identity.value);
    if (!looked.ok) return retryLater();
    for (const row of await waiting(identity.value)) {
      if (deps.work.isOver || deps.relay() !== relay) return;
      const sent = await send(relay, row);
      if (sent.ok) await database.change(row.id, { relay: identity.value });
      else if (final.has(sent.error.code)) refused.add(row.id);
      else return retryLater();
      deps.onStored();
    }
    backoff.reset();
  }

  /**
   * A relay that was set back to an earlier state lacks what came last: from the newest on, whatever it does
   * not have any more is sent anew.
   */
  async function recheck(relay: RelayBlobs, identity: string): Promise<Result<void>> {
    const stored = (await database.all()).filter((row) => row.relay === identity);
    for (const row of stored.toSorted((a, b) => b.createdAt - a.createdAt)) {
      const received = await relay.received(row.id, row.bytes);
      if (!received.ok) return received;
      if (received.value === row.bytes) break;
      await database.change(row.id, { relay: undefined });
    }
    checked = identity;
    return ok();
  }

  const waiting = async (identity: string): Promise<BlobRow[]> =>
    (await database.all())
      .filter((row) => row.kept === 1 && row.whole === 1 && row.relay !== identity && !refused.has(row.id))
      .toSorted((a, b) => b.createdAt - a.createdAt);

  async function send(relay: RelayBlobs, { id, bytes: size, pieces }: BlobRow): Promise<Result<void>> {
    const received = await relay.received(id, size);
    if (!received.ok) return received;
    for (let index = Math.floor(received.value / blobPieceBytes); index < pieces; index++) {
      if (received.value === size) break;
      const bytes = await database.readPiece(id, index);
      if (deps.work.isOver || bytes === undefined)
        return problem('blob.interrupted', 'The upload was interrupted.');
      const put = await relay.put(id, { index, size, bytes });
      if (!put.ok) return put;
    }
    return ok();
  }

  function wake(): void {
    alarm.clear();
    start();
  }

  function retryLater(): void {
    // Spread, so that a relay that comes back is not met by all devices at once.
    alarm.reset(backoff.next() * (0.75 + deps.random() / 2));
  }

  return {
    wake,
    signedIn() {
      checked = undefined;
      wake();
    },
    refused: () => refused.size,
    isStored: ({ relay }) => relay !== undefined && (met === undefined || relay === met),
  };
}
