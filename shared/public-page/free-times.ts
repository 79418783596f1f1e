import { z } from 'zod';
import { parseJson } from '#shared/lib/json.ts';

/** For what a device signs free times; see `forPurpose`. */
export const freeTimesPurpose = 'plumbline free times v1';
/** Where no device was there for so long, nothing is promised: the page takes wishes instead. Milliseconds. */
export const freeTimesLast = 24 * 60 * 60 * 1000;
/** How long a time is kept for who types. Milliseconds. */
export const holdLasts = 10 * 60 * 1000;
export const longestFreeTimes = 256 * 1024;

const minute = 60_000;
const id = z.string().min(1).max(64);
const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const claimId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** Minutes since 1970: coarser than anything in the calendar. */
const minuteSchema = z.int().min(0).max(5_000_000_000);

const offeredTimeSchema = z.tuple([
  minuteSchema,
  /** How many of it, or of others beside it, can take place at once. */
  z.int().min(1).max(1000),
]);

export const offeredServiceSchema = z.looseObject({
  minutes: z.int().positive().max(10_000),
  /** Kept free beside it: what is claimed is all of it. */
  before: z.int().min(0).max(1440),
  after: z.int().min(0).max(1440),
  /** Whether a device confirms what was claimed by itself. */
  atOnce: z.boolean(),
  /** How many customers take part in one visit: who chooses the same start needs no other time than the first. */
  seats: z.int().min(2).max(200).optional(),
  /** Who can do it, as numbers that mean nothing outside of this list; everybody where it does not say. */
  among: z.array(z.int().min(0).max(1000)).max(200).optional(),
  days: z
    .array(
      z.looseObject({
        /** How many more of the service the day takes; as many as fit where it does not say. */
        left: z.int().min(0).max(1000).optional(),
        times: z.array(offeredTimeSchema).max(500),
        /** Starts of visits that are planned, each with its seats that are left. */
        shared: z
          .array(z.tuple([minuteSchema, z.int().min(0).max(200)]))
          .max(200)
          .optional(),
      }),
    )
    .max(400),
});
export type OfferedService = z.infer<typeof offeredServiceSchema>;

/** When something can be booked, as one device has signed it: no name, no reason, nothing of whose time it is. */
export const freeTimesSchema = z.looseObject({
  version: z.literal(1),
  workspace: z.string().min(8).max(64),
  issuedAt: z.int().min(0),
  expiresAt: z.int().min(0),
  services: z.record(id, offeredServiceSchema),
  /** Claims that these times know of already: they take nothing away from them. */
  counted: z.array(claimId).max(5000),
});
export type FreeTimes = z.infer<typeof freeTimesSchema>;

export const signedFreeTimesSchema = z.object({
  payload: z.string().min(2).max(longestFreeTimes),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** The list in which a chosen time stood, with who has signed it: a device believes the relay nothing without it. */
export const provingTimesSchema = signedFreeTimesSchema.extend({ device: z.string().min(1).max(64) });
export type ProvingTimes = z.infer<typeof provingTimesSchema>;

/** What a payload says; `undefined` where it says nothing that can be read. */
export function readFreeTimes(payload: string): FreeTimes | undefined {
  return freeTimesSchema.safeParse(parseJson(payload)).data;
}

/** Where devices put them. */
export function freeTimesPath(workspace: string): string {
  return `/v1/workspaces/${workspace}/free-times`;
}

/** Where devices say at once what they have planned: the list follows within a minute. */
export function ownTimesPath(workspace: string): string {
  return `/v1/workspaces/${workspace}/own-times`;
}

/** Spans that are taken, or not any more, under names that say nothing. Moments in milliseconds. */
export const ownTimesSchema = z.object({
  taken: z
    .array(
      z.object({
        id: claimId,
        from: z.int().min(0),
        to: z.int().min(0),
        isWhole: z.literal(true).optional(),
      }),
    )
    .max(500),
  gone: z.array(claimId).max(500),
});
export type OwnTimes = z.infer<typeof ownTimesSchema>;

/** A time that somebody chose: which service, when it begins (ms), and in which list of times it stood. */
export const chosenTimeSchema = z.object({ service: id, start: z.int().min(0), times: hash });
export type ChosenTime = z.infer<typeof chosenTimeSchema>;

/** What a browser asks of the relay before anything is typed. */
export const holdSchema = chosenTimeSchema.extend({
  id: claimId,
  /** SHA-256 of the secret by which it is taken or given back. */
  secretHash: hash,
  proof: z.string().max(6000),
});

/** By which a held time is taken, with the request of the same id. */
export const takenTimeSchema = chosenTimeSchema.extend({ secret: hash });

/** What a page reads: each service with when it can begin, without what others hold. */
export interface ShownTimes {
  /** Of the list, by which a claim names it; none while nothing is promised. */
  times?: string;
  expiresAt?: number;
  services: Record<
    string,
    {
      minutes: number;
      atOnce: boolean;
      starts: number[];
      /** For each start, where several take part. */ seats?: number[];
    }
  >;
}

/** A claim as far as others matter to it. Moments in milliseconds. */
export interface Claim {
  id: string;
  service: string;
  start: number;
  from: number;
  to: number;
  /** Nothing else can take place then. */
  isWhole?: boolean;
}

/** The span that a time takes, with what is kept free beside it. */
export function spanOf(
  { minutes, before, after }: OfferedService,
  start: number,
): { from: number; to: number } {
  return { from: start - before * minute, to: start + (minutes + after) * minute };
}

/** Whether one more fits at this time beside the claims that the list does not know of. */
export function isFree(
  times: FreeTimes,
  chosen: Pick<ChosenTime, 'service' | 'start'>,
  claims: readonly Claim[],
): boolean {
  return roomAt(times, chosen, claims) > 0;
}

/** How many more can be had at this time: one at most, but where several take part. */
function roomAt(
  times: FreeTimes,
  { service, start }: Pick<ChosenTime, 'service' | 'start'>,
  claims: readonly Claim[],
): number {
  const offered = offeredOf(times, service);
  const counted = new Set(times.counted);
  const others = claims.filter((claim) => !counted.has(claim.id));
  const mates = others.filter((claim) => claim.service === service && claim.start === start).length;
  const planned = offered && sharedAt(offered, start);
  if (planned !== undefined) return planned - mates;
  const day = offered?.days.find((each) => each.times.some(([at]) => at * minute === start));
  const places = day?.times.find(([at]) => at * minute === start)?.[1];
  if (offered === undefined || day === undefined || places === undefined) return 0;
  const visits = visitsOf(times, others).filter((claim) => canConflict(times, service, claim.service));
  const isMate = (claim: Claim): boolean =>
    offered.seats !== undefined && claim.service === service && claim.start === start;
  const apart = visits.filter((claim) => !isMate(claim));
  const dayStarts = new Set(day.times.map(([at]) => at * minute));
  const sameDay = apart.filter((claim) => claim.service === service && dayStarts.has(claim.start));
  if (day.left !== undefined && sameDay.length >= day.left) return 0;
  if (mostAtOnce(apart, spanOf(offered, start)) >= places) return 0;
  return offered.seats === undefined ? 1 : offered.seats - mates;
}

function offeredOf({ services }: FreeTimes, service: string): OfferedService | undefined {
  return Object.hasOwn(services, service) ? services[service] : undefined;
}

/** The seats that are left at a visit that is planned. */
function sharedAt({ days }: OfferedService, start: number): number | undefined {
  return days.flatMap(({ shared = [] }) => shared).find(([at]) => at * minute === start)?.[1];
}

/** What takes time of its own: of those who take part in one visit the first, and none where the visit is planned. */
function visitsOf(times: FreeTimes, claims: readonly Claim[]): Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ service, start }) => {
    const offered = offeredOf(times, service);
    if (offered?.seats === undefined) return true;
    const visit = `${start} ${service}`;
    const isKnown = seen.has(visit) || sharedAt(offered, start) !== undefined;
    seen.add(visit);
    return !isKnown;
  });
}

/** Whether two services need somebody who does both. Of what a device has planned nobody says whom it needs. */
function canConflict(times: FreeTimes, one: string, other: string): boolean {
  const [mine, theirs] = [offeredOf(times, one)?.among, offeredOf(times, other)?.among];
  return mine === undefined || theirs === undefined || mine.some((each) => theirs.includes(each));
}

/** The most claims that lie over one moment of a span. */
function mostAtOnce(claims: readonly Claim[], { from, to }: { from: number; to: number }): number {
  const within = claims.filter((claim) => claim.from < to && from < claim.to);
  const moments = [from, ...within.map((claim) => Math.max(from, claim.from))];
  const taken = (at: number): number =>
    within
      .filter((claim) => claim.from <= at && at < claim.to)
      .reduce((sum, { isWhole }) => sum + (isWhole === true ? Infinity : 1), 0);
  return Math.max(...moments.map(taken));
}

/** What customers may choose now. */
export function shownTimes(
  times: FreeTimes,
  claims: readonly Claim[],
  { hash: version, now }: { hash: string; now: number },
): ShownTimes {
  const services = Object.entries(times.services).map(([service, { minutes, atOnce, seats, days }]) => {
    const all = days.flatMap(({ times: own, shared = [] }) => [...own, ...shared].map(([at]) => at * minute));
    const found = all
      .filter((start) => start > now)
      .toSorted((a, b) => a - b)
      .map((start) => [start, roomAt(times, { service, start }, claims)] as const)
      .filter(([, room]) => room > 0);
    const starts = found.map(([start]) => start);
    const left = seats === undefined ? {} : { seats: found.map(([, room]) => room) };
    return [service, { minutes, atOnce, starts, ...left }] as const;
  });
  return { times: version, expiresAt: times.expiresAt, services: Object.fromEntries(services) };
}
