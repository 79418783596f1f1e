import { z } from 'zod';
import { dayOf } from '#shared/domain/day.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { contentId } from '#shared/lib/hash.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
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
  const zone = draft.get('business', 'business')?.timeZone ?? 'UTC';
  for (const who of recipientsOfPerson(draft, contactId)) {
    const id = contentId(['tell', why, causeId, who]);
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

/** Who carries their messages, and which models elsewhere have read some of them, by the receipts of the drafts. */
function recipientsOfPerson(records: RecordReader, contactId: string): string[] {
  const talks = contactsOf(records, contactId).flatMap((id) => records.by('conversations', 'contactId', id));
  const models = talks
    .flatMap(({ id }) => messagesBy(records, 'conversationId', id))
    .flatMap(({ receipts = [] }) => receipts.flatMap(({ origin }) => hostElsewhere(origin) ?? []));
  return [...(talks.length === 0 ? [] : ['Meta']), ...new Set(models)];
}

function hostElsewhere(origin: string): string | undefined {
  if (!z.url().safeParse(origin).success) return undefined;
  const url = new URL(origin);
  return isLoopback(url) ? undefined : url.host;
}

/** What they have asked to have corrected, and is not settled. */
export function openCorrection(records: RecordReader, contactId: string): string | undefined {
  return contactsOf(records, contactId)
    .flatMap((id) => records.by('privacyRequests', 'contactId', id))
    .filter(({ kind, outcome }) => kind === 'correction' && outcome === undefined)
    .map(({ id }) => id)
    .toSorted()[0];
}
