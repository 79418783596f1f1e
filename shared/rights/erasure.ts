import {
  type Collection,
  type CollectionName,
  collections,
  type RecordOf,
} from '#shared/domain/collections.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { ErasableCollection } from '#shared/domain/erasure.ts';
import type { DocumentRules } from '#shared/domain/retention/documents.ts';
import { newestOrder } from '#shared/domain/retention/order.ts';
import { blobsOf } from '#shared/domain/job-file.ts';
import { emailText, identityText, messageText, phoneText } from '#shared/domain/suppression.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { documentKeptUntil, workedTimeKeptUntil } from './kept-by-law.ts';
import { type PersonRecords, recordsFrom, recordsOfPerson } from './person-records.ts';
import { type Going, sharedWith, type SharedSite, type Trace, traces } from './shared-records.ts';

/** What can be erased, each with all that belongs to it. */
export const erasableKinds = [
  'contacts',
  'conversations',
  'enquiries',
  'jobs',
  'jobFiles',
  'attachments',
] as const;
export type ErasableKind = (typeof erasableKinds)[number];

export interface ErasureSubject {
  kind: ErasableKind;
  id: string;
}

export interface NamedRecord {
  collection: CollectionName;
  id: string;
}

/** Why a record outlives whom it is about. `time`: somebody of the team was at work then. */
export type KeptWhy = 'documents' | 'consent' | 'time' | 'request';

export interface KeptRecord extends NamedRecord {
  why: KeptWhy;
  /** The last day (`2026-11-29`) on which it has to be there; none where no law names one. */
  until?: string;
}

/** All that an erasure does. Nothing is changed yet. */
export interface ErasurePlan {
  /** Records that can be changed: they go. */
  removed: NamedRecord[];
  /** Records that are written once: they go, and a stub stays. */
  erased: { collection: ErasableCollection; id: string }[];
  /** Entries of records of others that go. */
  traces: Trace[];
  /** Sites where somebody else is too: they become theirs. */
  sites: SharedSite[];
  kept: KeptRecord[];
  /** By which nobody is brought in again: see `Suppression`. */
  suppressed: string[];
  /** The files, wherever they lie, each with the record that names it. */
  blobs: (NamedRecord & { blob: string })[];
}

/** The plan, or nothing where the subject is not here. All books have to be open. `now`: epoch milliseconds. */
export function planErasure(
  records: RecordReader,
  subject: ErasureSubject,
  now: number,
): ErasurePlan | undefined {
  if (records.get(subject.kind, subject.id) === undefined) return undefined;
  const mine = belongingsOf(records, subject);
  const plan = planFor(records, mine, now);
  return subject.kind === 'contacts'
    ? { ...plan, suppressed: [...suppressedOf(records, mine), ...plan.suppressed] }
    : plan;
}

/** What is done about records that belong together. */
export function planFor(records: RecordReader, mine: PersonRecords, now: number): ErasurePlan {
  const plan: ErasurePlan = {
    removed: [],
    erased: [],
    traces: [],
    sites: [],
    kept: [],
    suppressed: repeatable(mine, now),
    blobs: blobsIn(mine),
  };
  const clock = clockOf(records, now);
  plan.sites = sharedWith(records, mine, clock.today);
  const stays = new Set(plan.sites.map(({ siteId }) => siteId));
  for (const [collection, list] of mine)
    for (const record of list)
      if (collection !== 'sites' || !stays.has(record.id)) sort(plan, collection, record, clock);
  plan.removed.push(...leftovers(records, mine, stays));
  plan.traces = traces(records, goingIn(plan));
  return plan;
}

function goingIn({ removed, erased }: ErasurePlan): Going {
  const byCollection = Map.groupBy([...removed, ...erased], ({ collection }) => collection);
  return new Map([...byCollection].map(([name, list]) => [name, new Set(list.map(({ id }) => id))]));
}

interface Clock {
  today: string;
  country: string | undefined;
  /** What countries ask, where the owner knows better: see `RetentionTerms`. */
  own: DocumentRules | undefined;
  dayOf(moment: number): string;
}

function clockOf(records: RecordReader, now: number): Clock {
  const { country, timeZone = 'UTC' } = records.get('business', 'business') ?? {};
  const own = newestOrder(records.all('retentionOrders'))?.documents;
  return { today: dayOf(now, timeZone), country, own, dayOf: (moment) => dayOf(moment, timeZone) };
}

function belongingsOf(records: RecordReader, { kind, id }: ErasureSubject): PersonRecords {
  if (kind === 'contacts') return recordsOfPerson(records, id);
  const found = recordsFrom(records, kind, [id]);
  const messageId = kind === 'attachments' ? records.get(kind, id)?.messageId : undefined;
  const heard = messageId === undefined ? [] : records.by('transcripts', 'messageId', messageId);
  return heard.length === 0 ? found : new Map([...found, ['transcripts', heard]]);
}

function sort(
  plan: ErasurePlan,
  collection: CollectionName,
  record: RecordOf<CollectionName>,
  clock: Clock,
): void {
  const { id } = record;
  const kept = keptBy(collection, record, clock);
  if (kept !== undefined) plan.kept.push({ collection, id, ...kept });
  else if (isErasable(collection)) plan.erased.push({ collection, id });
  else plan.removed.push({ collection, id });
}

/** What the law, or a wish of theirs, asks to keep. */
function keptBy(
  collection: CollectionName,
  record: RecordOf<CollectionName>,
  { today, country, own, dayOf: day }: Clock,
): Omit<KeptRecord, keyof NamedRecord> | undefined {
  const until = (last: string, why: KeptWhy) => (last < today ? undefined : { why, until: last });
  if (collection === 'consents') return { why: 'consent' };
  if (collection === 'privacyRequests') return { why: 'request' };
  if (collection === 'issued')
    return until(documentKeptUntil((record as RecordOf<'issued'>).issueDate, country, own), 'documents');
  if (collection === 'payments')
    return until(documentKeptUntil((record as RecordOf<'payments'>).day, country, own), 'documents');
  if (collection !== 'jobEvents') return undefined;
  const { signature, reason, at } = record as RecordOf<'jobEvents'>;
  // The hours are those of who worked; a signature and a reason are the customer's.
  return signature === undefined && reason === undefined
    ? until(workedTimeKeptUntil(day(at)), 'time')
    : undefined;
}

function isErasable(collection: CollectionName): collection is ErasableCollection {
  const { erasures }: Collection = collections[collection];
  return erasures !== undefined;
}

/** What stands for somebody, or for what they wrote, and is nobody's record. */
function leftovers(records: RecordReader, mine: PersonRecords, stays: ReadonlySet<string>): NamedRecord[] {
  const identities = of(mine, 'identities');
  const waiting = [
    ...identities.map(({ id }) => id),
    ...of(mine, 'messages').flatMap(({ externalId }) => externalId ?? []),
    ...of(mine, 'messageStates').flatMap(({ externalId }) => externalId ?? []),
  ];
  const pending = waiting.flatMap((about) => records.by('pendingUpdates', 'externalId', about));
  const runs = [...mine.values()].flat().flatMap(({ id }) => records.by('ruleRuns', 'aboutId', id));
  const reminders = of(mine, 'visits').flatMap(({ id }) => records.by('reminders', 'visitId', id));
  const sites = of(mine, 'sites').filter(({ id }) => !stays.has(id));
  const former = sites.flatMap(({ id }) => records.by('relationships', 'siteId', id));
  const known = (collection: CollectionName, id: string) =>
    mine.get(collection)?.some((record) => record.id === id) === true;
  const found: NamedRecord[] = [
    ...pending.map(({ id }) => ({ collection: 'pendingUpdates' as const, id })),
    ...runs.map(({ id }) => ({ collection: 'ruleRuns' as const, id })),
    ...reminders.map(({ id }) => ({ collection: 'reminders' as const, id })),
    ...former.map(({ id }) => ({ collection: 'relationships' as const, id })),
    ...reportsAbout(records, mine),
  ].filter(({ collection, id }) => !known(collection, id));
  return [...new Map(found.map((each) => [`${each.collection}/${each.id}`, each])).values()];
}

/** What a channel reported and nobody could file names people by the channel's ids, or by ours. */
function reportsAbout(records: RecordReader, mine: PersonRecords): NamedRecord[] {
  const values = [
    ...of(mine, 'identities').map(({ value }) => value),
    ...of(mine, 'contacts').map(({ id }) => id),
    ...of(mine, 'messages').flatMap(({ externalId }) => externalId ?? []),
  ].filter((value) => value.length >= shortestValue);
  if (values.length === 0) return [];
  return [...records.all('accountEvents')]
    .filter(({ raw }) => {
      const text = JSON.stringify(raw) ?? '';
      return values.some((value) => text.includes(value));
    })
    .map(({ id }) => ({ collection: 'accountEvents', id }));
}

/** What is shorter may be part of anything. */
const shortestValue = 6;

function suppressedOf(records: RecordReader, mine: PersonRecords): string[] {
  const country = records.get('business', 'business')?.country;
  const contacts = of(mine, 'contacts');
  const texts = [
    ...contacts
      .flatMap(({ phones = {} }) => Object.values(phones))
      .map(({ number }) => phoneText(number, country)),
    ...contacts.flatMap(({ emails = {} }) => Object.values(emails)).map(({ address }) => emailText(address)),
    ...of(mine, 'identities').map(identityText),
  ];
  return [...new Set(texts)];
}

/** So long a channel repeats what it has delivered, and some days more. In milliseconds. */
const longestRepetition = 14 * 24 * 60 * 60 * 1000;

/** The messages of which something may still be reported. */
function repeatable(mine: PersonRecords, now: number): string[] {
  const recent = of(mine, 'messages').filter(({ at }) => at > now - longestRepetition);
  const states = of(mine, 'messageStates').filter(({ at }) => at > now - longestRepetition);
  return [...recent, ...states].flatMap(({ externalId }) =>
    externalId === undefined ? [] : [messageText(externalId)],
  );
}

function blobsIn(mine: PersonRecords): ErasurePlan['blobs'] {
  const attached = of(mine, 'attachments').map(({ id, file, removedBlob }) => {
    return { collection: 'attachments' as const, id, blobs: [file?.blob ?? removedBlob ?? []].flat() };
  });
  const added = of(mine, 'jobFiles').map((file) => {
    const blobs = [...blobsOf(file), ...(file.removedBlobs ?? [])];
    return { collection: 'jobFiles' as const, id: file.id, blobs };
  });
  const asked = of(mine, 'bookings').map(({ id, photos = [] }) => {
    return { collection: 'bookings' as const, id, blobs: photos.map(({ blob }) => blob) };
  });
  return [...attached, ...added, ...asked].flatMap(({ blobs, ...record }) =>
    blobs.map((blob) => ({ ...record, blob })),
  );
}

function of<Name extends CollectionName>(mine: PersonRecords, name: Name): RecordOf<Name>[] {
  return (mine.get(name) ?? []) as RecordOf<Name>[];
}
