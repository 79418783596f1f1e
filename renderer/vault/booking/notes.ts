import { deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { wasCleared } from '#shared/commands/erase-records.ts';
import type { CommandContext } from '#shared/commands/command.ts';
import type { Booking } from '#shared/domain/booking.ts';
import { websiteAccount } from '#shared/domain/channel.ts';
import type { Work } from '#shared/lib/async.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import { fingerprintOf, noteContext, noteKeyInfo } from '#shared/public-page/names.ts';
import { bookingIdsSchema, bookingsPath, notePath } from '#shared/public-page/request.ts';
import { bookingNote } from '#shared/records/bookings.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { PageKeys } from './page-keys.ts';

const [second, minute, day] = [1000, 60_000, 86_400_000];
const [pause, again] = [1 * second, 2 * minute];
/** What was settled longer ago, and whose visit is over, is not written anew at each start. */
const lately = 60 * day;
/** All notes have one length, so that a relay learns from it neither answer nor time: the longest words fit. Bytes. */
const noteLength = 8192;

/**
 * Leaves for each request what its customer is to read, sealed with the secret that their browser made. Any device does
 * it that is there when something changes; two that know the same leave the same.
 */
export function createBookingNotes(deps: {
  crypto: WebCrypto;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  work: Work;
  workspace: string;
  keys: Pick<PageKeys, 'pair'>;
  mayWrite(): boolean;
  client(): Pick<RelayClient, 'signed'> | undefined;
  pseudonym: NonNullable<CommandContext['pseudonym']>;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
}): { wake(): void } {
  const { crypto, records, work, workspace } = deps;
  /** What this start has left there. */
  const left = new Map<string, string>();
  /** How many erasures the relay has been asked about. */
  let heeded = 0;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const client = deps.client();
    if (client === undefined || !deps.mayWrite()) return;
    let isDone = true;
    // As they are now: others come and go while each is told of.
    const bookings = [...records.all('bookings')];
    for (const booking of bookings) {
      if (work.isOver) return;
      if (isRecent(booking) && !(await leave(client, booking))) isDone = false;
    }
    if (!(await forgetErased(client))) isDone = false;
    if (!isDone) alarm.reset(again);
  }

  /** What an owner has erased the relay answers for no longer. It names itself what it has: here its ids are gone. */
  async function forgetErased(client: Pick<RelayClient, 'signed'>): Promise<boolean> {
    const erasures = [...records.all('talkClearances'), ...records.all('peopleClearances')].length;
    if (erasures === heeded) return true;
    for (let after: string | undefined = ''; after !== undefined;) {
      const path = `${bookingsPath(workspace)}?after=${after}`;
      const answered = await client.signed({ method: 'GET', path });
      const page = answered.ok ? bookingIdsSchema.safeParse(answered.value).data : undefined;
      if (page === undefined || work.isOver) return false;
      for (const id of page.ids.filter(isErased)) {
        const gone = await client.signed({ method: 'DELETE', path: notePath(workspace, id) });
        if (!gone.ok || work.isOver) return false;
        left.delete(id);
      }
      after = page.more ? page.ids.at(-1) : undefined;
    }
    heeded = erasures;
    return true;
  }

  /** A request, or who has written in a chat of this id. */
  function isErased(id: string): boolean {
    const visitor = contentId(['website', 'scoped', websiteAccount, id]);
    const wasOne = (collection: 'bookings' | 'identities', name: string): boolean =>
      records.get(collection, name) === undefined && wasCleared(records, { collection, id: name }, deps);
    return wasOne('bookings', id) || wasOne('identities', visitor);
  }

  async function keyNow(): Promise<string | undefined> {
    const page = records.get('publicPages', 'page');
    const pair = page && (await deps.keys.pair(page.keyNumber));
    return pair && fingerprintOf(pair.publicKey);
  }

  function isRecent({ stateAt, confirmedFor = stateAt }: Booking): boolean {
    return Math.max(stateAt, confirmedFor) > deps.now() - lately;
  }

  async function leave(client: Pick<RelayClient, 'signed'>, booking: Booking): Promise<boolean> {
    const { id, secret } = booking;
    const text = JSON.stringify({ ...bookingNote(records, booking), ...given({ key: await keyNow() }) });
    if (left.get(id) === text) return true;
    const key = await importAesKey(crypto, await deriveBytes(crypto, fromBase64Url(secret), noteKeyInfo, 32));
    const padded = withSpaces(utf8(text));
    const sealed = toBase64Url(await encryptBlob(crypto, key, padded, noteContext(id)));
    const taken = await client.signed({ method: 'PUT', path: notePath(workspace, id), body: { sealed } });
    // A relay that has lost everything answers for this request no more.
    const isGone =
      !taken.ok && taken.error.code === 'relay.not-found' && booking.stateAt < deps.now() - minute;
    if (taken.ok || isGone) left.set(id, text);
    return taken.ok || isGone;
  }

  deps.changes.on(
    ['bookings', 'talkClearances', 'visits', 'jobEvents', 'jobs', 'bookingRules', 'publicPages'],
    () => alarm.reset(pause),
  );
  return { wake: start };
}

function withSpaces(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil(text.length / noteLength) * noteLength).fill(0x20);
  padded.set(text);
  return padded;
}
