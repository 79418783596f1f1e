import { type LimitKind, openLimits } from '#shared/domain/restriction.ts';
import { contactsOf } from '#shared/records/merged.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';

/** Notes that something is not done with a contact; once more where it is known, as another device may end that one. */
export function setLimit(
  draft: RecordWriter,
  contactId: string,
  kind: LimitKind,
  { now: at, memberId, newId }: Pick<CommandContext, 'now' | 'memberId' | 'newId'>,
): void {
  draft.putEntry('contacts', contactId, 'limits', newId(), { is: kind, at, memberId });
}

/** Ends what is known here, at whichever contact of this person: what another device has said meanwhile stays. */
export function endLimit(
  draft: RecordWriter,
  contactId: string,
  kind: LimitKind,
  { now: endedAt, memberId: endedBy }: Pick<CommandContext, 'now' | 'memberId'>,
): void {
  for (const id of contactsOf(draft, contactId))
    for (const key of openLimits(draft.get('contacts', id) ?? {}, kind))
      draft.patchEntry('contacts', id, 'limits', key, { endedAt, endedBy });
}
