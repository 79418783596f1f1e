import { z } from 'zod';
import { channelKinds } from '#shared/domain/channel.ts';
import { idSchema } from '#shared/domain/common.ts';
import {
  consentBases,
  consentPurposes,
  type ConsentPurpose,
  consentSchema,
  endedByStop,
  openWithdrawals,
} from '#shared/domain/consent.ts';
import { proven } from '#shared/domain/proven.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { consentsOf } from '#shared/records/consents.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { endLimit, setLimit } from './limit.ts';

/** As many as an event can name; of more the next one names the rest. */
const mostLifted = 500;

const { words, proof, byGuardian } = consentSchema.shape;
const note = words.unwrap().trim();

const wordSchema = z.strictObject({
  contactId: idSchema,
  purposes: z.array(z.enum(consentPurposes)).min(1).max(consentPurposes.length),
  given: z.boolean(),
  /** Left out: for every channel. */
  channel: z.enum(channelKinds).optional(),
  basis: z.enum(consentBases).optional(),
  words: note.optional(),
  proof,
  byGuardian,
  /** The notice that was shown; what it says of the purpose is what was agreed to. */
  noticeId: idSchema.optional(),
});
type Word = z.infer<typeof wordSchema>;

const record = defineCommand({
  name: 'consent.record',
  title: 'Note what a contact agrees to',
  args: wordSchema,
  // What was noted stays: who was wrong notes the other.
  undoable: false,
  evenKeptOnly: true,
  run(draft, word, context) {
    if (draft.get('contacts', word.contactId) === undefined) return missing();
    return noteWord(draft, word, context);
  },
});

const setDoNotContact = defineCommand({
  name: 'contact.setDoNotContact',
  title: 'Change whether a contact may be contacted',
  args: z.strictObject({ id: idSchema, on: z.boolean(), words: note.optional() }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, on, words: said }, context) {
    if (draft.get('contacts', id) === undefined) return missing();
    if (!on) {
      // Whoever of them has it: they are one person. What was withdrawn with it has to be given anew.
      endLimit(draft, id, 'doNotContact', context);
      return ok({ id });
    }
    setLimit(draft, id, 'doNotContact', context);
    const all = { contactId: id, purposes: [...consentPurposes], given: false, words: said };
    const noted = noteWord(draft, all, context);
    return noted.ok ? ok({ id }) : noted;
  },
});

/** Writes one event for each purpose; a word that gives names the withdrawals that it lifts. */
export function noteWord(
  draft: RecordWriter,
  { contactId, purposes, channel, noticeId, basis = 'owner', ...said }: Word,
  { now, memberId, newId }: CommandContext,
): Result<{ ids: string[] }> {
  const notice = noticeId === undefined ? undefined : draft.get('notices', noticeId);
  if (noticeId !== undefined && notice === undefined)
    return problem('notice.missing', 'This notice no longer exists.');
  const before = consentsOf(draft, contactId);
  const ids: string[] = [];
  for (const purpose of purposes) {
    const refused = said.given ? mayNotGive(draft, contactId, purpose) : undefined;
    if (refused !== undefined) return err(refused);
    const lifts = said.given ? openWithdrawals(before, purpose, channel).slice(0, mostLifted) : [];
    const event = proven({
      contactId,
      purpose,
      channel,
      ...said,
      basis,
      noticeId,
      shown: notice?.asks[purpose],
      ...(lifts.length > 0 && { lifts }),
      at: now,
      memberId,
      salt: newId(),
    });
    draft.create('consents', event);
    ids.push(event.id);
  }
  settleQuestions(draft, contactId, purposes);
  return ok({ ids });
}

/** A child agrees to no advertising, whoever says so. */
function mayNotGive(draft: RecordWriter, contactId: string, purpose: ConsentPurpose) {
  const refused = contactRefusal(draft, contactId, purpose);
  return refused?.code === 'contact.minor' ? refused : undefined;
}

/** Whoever has said what they want is not asked any more. */
function settleQuestions(draft: RecordWriter, contactId: string, purposes: readonly ConsentPurpose[]): void {
  if (!purposes.some((purpose) => endedByStop.includes(purpose))) return;
  for (const { id, stopQuestion } of draft.by('conversations', 'contactId', contactId))
    if (stopQuestion !== undefined) draft.unset('conversations', id, 'stopQuestion');
}

function missing(): Result<never> {
  return problem('contact.missing', 'This contact no longer exists.');
}

export const consentCommands = [record, setDoNotContact] as const;
