import { dayOf } from '#shared/domain/day.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { contentId } from '#shared/lib/hash.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { contactsOf } from '#shared/records/merged.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { recordsOfPerson } from '#shared/rights/person-records.ts';
import { recipientsOfPerson } from '#shared/rights/recipients.ts';
import type { CommandContext } from './command.ts';

const asked = { correction: 'tellCorrection', restriction: 'tellRestriction' } as const satisfies Record<
  string,
  TaskAsks
>;

/**
 * Everybody outside who is known to have received something of this person hears what became of it: a task for each.
 * `causeId`: what made it so; its tasks are made once, however often and on whichever device somebody looks.
 */
export function tellRecipients(
  draft: RecordWriter,
  contactId: string,
  { why, causeId }: { why: keyof typeof asked; causeId: string },
  { now }: Pick<CommandContext, 'now'>,
): void {
  const zone = businessTimeZone(draft);
  const known = recipientsOfPerson(draft, recordsOfPerson(draft, contactId)).filter(({ isKnown }) => isKnown);
  for (const [key, who] of new Map(known.map((each) => [each.key, each.name]))) {
    const id = contentId(['tell', why, causeId, key]);
    if (draft.get('tasks', id) !== undefined) continue;
    draft.create('tasks', {
      id,
      createdAt: now,
      title: '',
      asks: { kind: asked[why], about: who.slice(0, 300) },
      aboutKind: 'contacts',
      aboutId: contactId,
      due: { day: dayOf(now, zone) },
    });
  }
}

/** What they have asked to have corrected, and is not settled. */
export function openCorrection(records: RecordReader, contactId: string): string | undefined {
  return contactsOf(records, contactId)
    .flatMap((id) => records.by('privacyRequests', 'contactId', id))
    .filter(({ kind, outcome }) => kind === 'correction' && outcome === undefined)
    .map(({ id }) => id)
    .toSorted()[0];
}
