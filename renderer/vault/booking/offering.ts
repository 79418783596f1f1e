import { forPurpose, type Signer } from '#shared/crypto/signing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Work } from '#shared/lib/async.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { contentId } from '#shared/lib/hash.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import {
  type FreeTimes,
  freeTimesLast,
  freeTimesPath,
  freeTimesPurpose,
  type OwnTimes,
  ownTimesPath,
} from '#shared/public-page/free-times.ts';
import type { BusyTimes } from '#shared/domain/calendar-feed.ts';
import { takenTimes, withBusy } from '#shared/records/availability.ts';
import { offeredTimes } from '#shared/records/offered-times.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { RelayClient } from '../sync/relay-client.ts';

const [second, minute, hour] = [1000, 60_000, 3_600_000];
/** How long is waited for further changes, how often at most they are told, and until when what stands there is renewed. */
const [pause, between, renewed] = [2 * second, minute, 6 * hour];
/** How often is looked whether times have become too near, or come into the window; and where the relay did not take them. */
const [again, afterTrouble] = [10 * minute, 2 * minute];
/** So far ahead calendars elsewhere are asked, as times are offered no further. */
const asked = 60 * 24 * hour;
/** Claims of times that are over for so long are in no list. */
const overFor = 24 * hour;

/** By what a time is free. */
const followed: readonly CollectionName[] = [
  ...([
    'publicPages',
    'bookingRules',
    'bookings',
    'services',
    'business',
    'visits',
    'jobEvents',
    'jobs',
  ] as const),
  ...(['holds', 'timeBlocks', 'busyTimes', 'staff', 'members', 'areas', 'sites'] as const),
];

/** Tells the relay when something can be booked, as coarsely as customers need it. Two devices that know the same say the same. */
export function createTimesOffering(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  work: Work;
  workspace: string;
  sign: Signer;
  mayOffer(): boolean;
  client(): Pick<RelayClient, 'signed'> | undefined;
  /** A name that says nothing to others; see `Keyring`. */
  pseudonym(text: string): string | undefined;
  /** See `PageRequests`. */
  settledClaims(): Iterable<string>;
  /** When people are busy by calendars that are asked only now; nothing of it is kept. */
  busyNow(start: number, end: number): Promise<readonly BusyTimes[]>;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
}): { wake(): void } {
  const { work, workspace, now } = deps;
  /** With what is busy elsewhere, as long as one look lasts. */
  let records = deps.records;
  let put: { content: string; at: number } | undefined;
  /** What the relay knows of this start's plans beside the list, by name. */
  let own: ReadonlyMap<string, OwnTimes['taken'][number]> | undefined;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const client = deps.client();
    if (client === undefined || !deps.mayOffer()) return;
    const offers = [...deps.records.all('bookingRules')].some(({ offersTimes }) => offersTimes === true);
    if (offers) records = withBusy(deps.records, await deps.busyNow(now(), now() + asked));
    try {
      await tellAll(client);
    } finally {
      records = deps.records;
    }
  }

  async function tellAll(client: Pick<RelayClient, 'signed'>): Promise<void> {
    if (put !== undefined) await tellOwn(client);
    const wait = put === undefined ? 0 : put.at + between - now();
    if (wait > 0) return alarm.reset(wait);
    const page = records.get('publicPages', 'page');
    const isOpen = page?.isPublished === true && page.takesRequests;
    const services = isOpen ? offeredTimes(records, now()) : {};
    // Who offers no times has nothing to tell, unless something stands there.
    if (Object.keys(services).length === 0 && put === undefined && !mayStandThere()) return;
    alarm.reset((await tell(client, services)) ? again : afterTrouble);
  }

  /** Whether any claim was ever made, or a rule that offers times is here: then another start may have told of some. */
  function mayStandThere(): boolean {
    return [...records.all('bookingRules')].some(({ offersTimes }) => offersTimes !== undefined);
  }

  async function tell(
    client: Pick<RelayClient, 'signed'>,
    services: FreeTimes['services'],
  ): Promise<boolean> {
    const planned = ownTimes();
    const counted = [...countedClaims(), ...planned.keys()].slice(-5000);
    const content = canonicalJson({ services, counted } as Json);
    if (put?.content === content && now() - put.at < renewed) return true;
    const [issuedAt, expiresAt] = [now(), now() + freeTimesLast];
    const times: FreeTimes = { version: 1, workspace, issuedAt, expiresAt, services, counted };
    const payload = JSON.stringify(times);
    const signature = toBase64Url(await deps.sign(forPurpose(freeTimesPurpose, utf8(payload))));
    const path = freeTimesPath(workspace);
    const taken = await client.signed({ method: 'PUT', path, body: { payload, signature } });
    // Another device has told the relay meanwhile: what it knows comes here as well.
    const isOlder = !taken.ok && taken.error.code === 'relay.times.older';
    if (taken.ok) {
      put = { content, at: now() };
      own ??= planned;
    }
    return taken.ok || isOlder;
  }

  /** What has been planned since the last list is told at once: nobody else is to claim it meanwhile. */
  async function tellOwn(client: Pick<RelayClient, 'signed'>): Promise<void> {
    const next = ownTimes();
    const before = own ?? next;
    const taken = [...next.values()].filter(({ id }) => !before.has(id)).slice(0, 500);
    // What is over is forgotten there by itself.
    const gone = [...before.values()]
      .filter(({ id, to }) => !next.has(id) && to > now())
      .map(({ id }) => id)
      .slice(0, 500);
    const isNews = taken.length + gone.length > 0;
    const told = isNews
      ? await client.signed({ method: 'PUT', path: ownTimesPath(workspace), body: { taken, gone } })
      : undefined;
    if (told === undefined || told.ok) own = next;
  }

  /** All that takes time, each under a name that every device gives it. */
  function ownTimes(): Map<string, OwnTimes['taken'][number]> {
    const spans = takenTimes(records, now()).flatMap(({ start, end, staffIds, isEverybodys }) => {
      const name = deps.pseudonym(`own time ${start} ${end} ${[...staffIds].toSorted().join(' ')}`);
      const id = name && contentId(['own-time', name]);
      const whole = isEverybodys === true ? { isWhole: true as const } : {};
      return id === undefined ? [] : [[id, { id, from: start, to: end, ...whole }] as const];
    });
    return new Map(spans);
  }

  /** Those that stand in the records, and those of which nothing has become. */
  function countedClaims(): string[] {
    const known = [...records.all('bookings')]
      .filter(
        ({ at, slot, confirmedFor = at }) => Math.max(at, slot?.end ?? 0, confirmedFor) > now() - overFor,
      )
      .flatMap(({ claims = {} }) => Object.keys(claims));
    return [...new Set([...known, ...deps.settledClaims()])].toSorted().slice(-5000);
  }

  deps.changes.on([...followed], () => alarm.reset(pause));
  return { wake: start };
}
