import { newsObstacle } from '#shared/commands/booking-tell.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Booking } from '#shared/domain/booking.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { pageUrl } from '#shared/public-page/document.ts';
import { fingerprintOf } from '#shared/public-page/names.ts';
import { newsOf } from '#shared/records/booking-news.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import type { PageKeys } from './page-keys.ts';

export interface BookingTellingDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  keys: Pick<PageKeys, 'pair'>;
  relayUrl(): string | undefined;
  mayTell(): boolean;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

const minute = 60_000;
/** What was moved in the schedule is mostly moved once more: it is told when it has stood still. */
const stands = 2 * minute;
const [settled, waitForRelay] = [500, 20_000];
/** A visit can be moved for as long after it was to begin. */
const longest = 60 * 24 * 60 * minute;

/**
 * Tells customers by e-mail what becomes of what they have booked. Each news is one device's, by claim, and once by the
 * booking's own record.
 */
export function createBookingTelling(deps: BookingTellingDeps): { wake(): void } {
  const { records, work, now } = deps;
  /** What this device is done with, or another one tells. */
  const done = new Set<string>();
  /** Since when this device sees what it would tell of. */
  const seen = new Map<string, number>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    if (!deps.mayTell()) return;
    let soonest = Infinity;
    // As they are now: others come and go while each is told of.
    const bookings = [...records.all('bookings')].filter(mayBeNews);
    for (const booking of bookings) {
      if (work.isOver) return;
      const due = newsOf(records, booking, now());
      if (due === undefined || done.has(due.key)) continue;
      if (newsObstacle(records, booking, now()) !== undefined) continue;
      const wait = standsFor(booking, due.key);
      if (wait > 0) soonest = Math.min(soonest, wait);
      else if (!(await take(booking, due.key))) return alarm.reset(waitForRelay);
    }
    if (soonest < Infinity) alarm.reset(soonest);
  }

  /** Looked at first, because it costs nothing: most bookings are long over. */
  function mayBeNews({ stateAt, confirmedFor = stateAt }: Booking): boolean {
    return Math.max(stateAt, confirmedFor) > now() - longest;
  }

  /** How much longer it has to stand as it is. Who answers a request means what they say at once. */
  function standsFor({ stateAt }: Booking, key: string): number {
    if (!seen.has(key)) seen.set(key, now());
    return stateAt > now() - minute ? 0 : seen.get(key)! + stands - now();
  }

  /** `false` where the relay cannot say whose it is: told twice would be worse than told late. */
  async function take({ id, secret }: Booking, key: string): Promise<boolean> {
    if (!(await deps.caughtUp())) return false;
    const claim = await deps.claims.take('booking', key);
    if (claim === 'unknown' || work.isOver) return false;
    done.add(key);
    if (claim === 'mine') await deps.run('booking.tell', { id, key, link: await linkTo(id, secret) });
    return true;
  }

  /** The one that the customer got on the page; `undefined` where the page is gone. */
  async function linkTo(id: string, secret: string): Promise<string | undefined> {
    const page = records.get('publicPages', 'page');
    const relayUrl = deps.relayUrl();
    const pair = page && (await deps.keys.pair(page.keyNumber));
    if (page?.slug === undefined || relayUrl === undefined || pair === undefined) return undefined;
    return `${pageUrl(relayUrl, page.slug, fingerprintOf(pair.publicKey))}.${id}.${secret}`;
  }

  const later = work.debounce(async () => start(), settled);
  deps.changes.on(
    ['bookings', 'visits', 'jobs', 'jobEvents', 'publicPages', 'mailAccounts', 'consents', 'pauses'],
    later,
  );
  return { wake: start };
}
