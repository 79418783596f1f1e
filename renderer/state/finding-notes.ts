import { t } from 'i18next';
import { useMemo } from 'react';
import type { CollectionName } from '#shared/domain/collections.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { Side } from '#shared/domain/finding.ts';
import type { Finding, Settlement } from '#shared/invariants/invariant.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from './commands.ts';
import { type FindingNames, findingWords, settlementWords, sideName } from './finding-words.ts';
import { useFindings } from './findings.ts';
import { useFormat } from './format.ts';
import { type RecordPlace, useOpenRecord } from './open-record.ts';
import { readTable, useTable } from './records.ts';
import { rightIn, useSession } from './session.ts';

/** A finding as a screen shows it. */
export interface FindingNote {
  id: string;
  title: string;
  text: string;
  actions: { label: string; onClick: () => void }[];
  /** Whether this member may decide. */
  mayDecide: boolean;
}

/** What is to be decided about a record. */
export function useFindingNotes(collection: CollectionName, id: string): FindingNote[] {
  const notes = useNotes(false);
  return useMemo(
    () => notes.filter(({ finding }) => isShownAt(finding, { collection, id })).map(({ note }) => note),
    [notes, collection, id],
  );
}

/** All that is to be decided, each with the way to what it is about. */
export function useAllFindingNotes(): FindingNote[] {
  const notes = useNotes(true);
  return useMemo(() => notes.map(({ note }) => note), [notes]);
}

function useNotes(withWays: boolean): { finding: Finding; note: FindingNote }[] {
  const findings = useFindings();
  const format = useFormat();
  const access = useSession((session) => session.access);
  const open = useOpenRecord();
  const [issued, payments, jobs] = [useTable('issued'), useTable('payments'), useTable('jobs')];
  const [holds, contacts, jobEvents] = [useTable('holds'), useTable('contacts'), useTable('jobEvents')];
  return useMemo(() => {
    const names = { format, issued, payments, jobs, holds, contacts, jobEvents };
    return findings.map((finding) => {
      const mayDecide = rightIn(access, finding.decides) === 'write';
      const actions = mayDecide ? settlingActions(finding, names, open) : [];
      const ways = withWays ? waysTo(finding, names, open) : [];
      const words = findingWords(finding, names);
      return { finding, note: { id: finding.id, ...words, actions: [...actions, ...ways], mayDecide } };
    });
  }, [findings, format, access, open, issued, payments, jobs, holds, contacts, jobEvents, withWays]);
}

type Open = (record: RecordPlace) => void;

function settlingActions(
  { begun, settlements }: Finding,
  names: FindingNames,
  open: Open,
): FindingNote['actions'] {
  if (begun !== undefined)
    return [{ label: t('app:settle.begun'), onClick: () => open({ collection: 'documents', id: begun }) }];
  return settlements.map((settlement) => ({
    label: settlementWords(settlement, names),
    onClick: () => ignore(settle(settlement, open)),
  }));
}

async function settle({ command, args }: Settlement, open: Open): Promise<void> {
  const done = await run(command, args);
  const isDraft = command === 'finding.credit' || command === 'finding.charge';
  if (done.ok && isDraft) open({ collection: 'documents', id: done.value.id });
}

function waysTo({ sides }: Finding, names: FindingNames, open: Open): FindingNote['actions'] {
  const ways = sides.slice(0, 2).map((side) => ({
    label: t('app:settle.look', { what: sideName(placeOf(side), names) }),
    onClick: () => open(placeOf(side)),
  }));
  return ways.filter(({ label }, index) => ways.findIndex((way) => way.label === label) === index);
}

function isShownAt({ sides }: Finding, { collection, id }: Side): boolean {
  return sides.map(placeOf).some((place) => place.collection === collection && place.id === id);
}

/** Where a record is shown: a payment at its invoice, a held time at its customer. */
export function placeOf(side: Side): Side {
  const held = side.collection === 'holds' ? readTable('holds').get(side.id) : undefined;
  if (held !== undefined) {
    const id = mergedTarget(held.contactId, (each) => readTable('contacts').get(each));
    return { collection: 'contacts', id };
  }
  const event = side.collection === 'jobEvents' ? readTable('jobEvents').get(side.id) : undefined;
  if (event !== undefined) return { collection: 'jobs', id: event.jobId };
  const payment = side.collection === 'payments' ? readTable('payments').get(side.id) : undefined;
  return payment === undefined ? side : { collection: 'issued', id: payment.issuedId };
}
