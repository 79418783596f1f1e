import { type CollectionName, collections, compartmentOf } from '#shared/domain/collections.ts';
import { settlementId } from '#shared/domain/finding.ts';
import { invariants } from '#shared/invariants/invariants.ts';
import type { Finding, Invariant, InvariantReader } from '#shared/invariants/invariant.ts';
import type { Timers, Work } from '#shared/lib/async.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Archive } from '../archive/archive.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Indexes } from '../search/indexes.ts';
import { Slice } from '../search/slices.ts';
import { closedDocuments } from './closed-documents.ts';

/** What two commands that never met have broken together. It follows the records. */
export interface Findings {
  /** Looks through all there are, once the closed years can be searched. */
  start(): void;
  all(): Finding[];
}

export interface FindingsDeps {
  library: Library;
  changes: Pick<RecordChanges, 'on'>;
  indexes: Pick<Indexes, 'of'>;
  archive: Pick<Archive, 'openRecord'>;
  keyring: Pick<Keyring, 'canOpen'>;
  work: Work;
  timers: Timers;
  /** Epoch milliseconds. */
  now(): number;
  onChange(findings: Finding[]): void;
}

/** The subjects of each invariant, and what is to be said of each. */
type BySubject<Value> = Map<Invariant, Map<string, Value>>;

export function createFindings(deps: FindingsDeps): Findings {
  const { library, indexes, archive, keyring, work, timers } = deps;
  const found: BySubject<Finding[]> = new Map(invariants.map((invariant) => [invariant, new Map()]));
  const waiting = new Map(invariants.map((invariant) => [invariant, new Set<string>()]));
  const records: InvariantReader = {
    get: (collection, id) => library.get(collection, id),
    all: (collection) => library.all(collection),
    by: (collection, field, value) => library.by(collection, field, value),
    exists,
    now: deps.now,
  };
  let said = '[]';
  let closed: { states: string | undefined; subjects: BySubject<string[]> } = {
    states: undefined,
    subjects: new Map(),
  };

  function exists(collection: CollectionName, id: string): boolean {
    const { compartment } = collections[collection];
    if (library.get(collection, id) !== undefined || !keyring.canOpen(compartment)) return true;
    // That it is gone is as it should be.
    if (library.isErased(collection, id)) return true;
    const closed = [...library.closedBooks.keys()].filter((name) => compartmentOf(name) === compartment);
    return closed.some((name) => indexes.of(name)?.has(`${collection}/${id}`) ?? true);
  }

  function all(): Finding[] {
    return [...found.values()].flatMap((bySubject) => [...bySubject.values()].flat());
  }

  function waitFor(collection: CollectionName, record: JsonObject & { id: string }): void {
    for (const invariant of invariants)
      if (invariant.watches.includes(collection))
        for (const subject of invariant.subjectsOf(collection, record)) waiting.get(invariant)!.add(subject);
  }

  /** What a finding says may have changed with one of its sides, or with the draft that settles it. */
  function waitAgain(collection: CollectionName, id: string): void {
    for (const [invariant, bySubject] of found)
      for (const [subject, findings] of bySubject)
        if (findings.some((finding) => isPartOf(finding, collection, id)))
          waiting.get(invariant)!.add(subject);
  }

  async function waitForAll(): Promise<void> {
    const slice = new Slice(timers);
    for (const [invariant, bySubject] of found)
      for (const subject of bySubject.keys()) waiting.get(invariant)!.add(subject);
    for (const collection of watched)
      for (const record of library.all(collection)) {
        waitFor(collection, record as JsonObject & { id: string });
        await slice.pause();
      }
    for (const [invariant, bySubject] of subjectsInClosedYears())
      for (const [subject, ids] of bySubject) if (ids.length > 1) waiting.get(invariant)!.add(subject);
  }

  /** Read anew only when other years are closed, or one of them has changed: much comes in between. */
  function subjectsInClosedYears(): BySubject<string[]> {
    const states = Array.from(library.closedBooks, ([name, { state }]) => `${name} ${state}`).join();
    if (states !== closed.states) closed = { states, subjects: readClosedYears() };
    return closed.subjects;
  }

  function readClosedYears(): BySubject<string[]> {
    const subjects: BySubject<string[]> = new Map(invariants.map((invariant) => [invariant, new Map()]));
    for (const document of closedDocuments(library, indexes))
      for (const invariant of invariants.filter(({ watches }) => watches.includes('issued')))
        for (const subject of invariant.subjectsOf('issued', document as JsonObject & { id: string })) {
          const ids = subjects.get(invariant)!;
          ids.set(subject, [...(ids.get(subject) ?? []), document.id]);
        }
    return subjects;
  }

  const look = work.singleFlight(async () => {
    const slice = new Slice(timers);
    const inClosedYears = subjectsInClosedYears();
    for (const [invariant, subjects] of waiting)
      for (const subject of subjects) {
        if (work.isOver) return;
        subjects.delete(subject);
        // Only a year in which something may be wrong is opened.
        for (const id of inClosedYears.get(invariant)!.get(subject) ?? [])
          await archive.openRecord('issued', id);
        const findings = invariant.find(subject, records);
        if (findings.length > 0) found.get(invariant)!.set(subject, findings);
        else found.get(invariant)!.delete(subject);
        await slice.pause();
      }
    tell();
  });

  const lookAtAll = work.singleFlight(async () => {
    // Indexes may have been made since that were not there before.
    closed.states = undefined;
    await waitForAll();
    look();
  });

  /** What settles itself in time is looked at again then. */
  const alarm = work.alarm(() => lookAtAll());

  function tell(): void {
    const next = Math.min(...all().map(({ until = Infinity }) => until));
    if (next < Infinity) alarm.reset(Math.min(Math.max(next - deps.now(), 0), longestAlarm));
    const text = JSON.stringify(all());
    if (text === said) return;
    said = text;
    deps.onChange(all());
  }

  deps.changes.on(watched, (ids, collection) => {
    for (const id of ids) {
      waitFor(collection, (library.get(collection, id) ?? { id }) as JsonObject & { id: string });
      waitAgain(collection, id);
    }
    look();
  });
  // Somebody has decided, or has taken that back.
  deps.changes.on(['decisions'], lookAtAll);

  return { start: lookAtAll, all };
}

/** Timers hold no more than 24 days. */
const longestAlarm = 24 * 60 * 60 * 1000;

const watched = [...new Set(invariants.flatMap(({ watches }) => watches))];

function isPartOf({ id: finding, sides }: Finding, collection: CollectionName, id: string): boolean {
  return (
    sides.some((side) => side.collection === collection && side.id === id) ||
    (collection === 'documents' && settlementId(finding) === id)
  );
}
