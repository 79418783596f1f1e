import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { contactSchema } from '#shared/domain/contact.ts';
import type { ConversationState } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { isPhoneNumber, normalisePhone } from '#shared/domain/phone.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { whatsappAccounts } from '#shared/records/accounts.ts';
import { freshId, noteErasedBefore } from './suppression.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { identityId } from './inbox/people.ts';

const phoneNumber = contactSchema.shape.phones.unwrap().valueType.shape.number;

/**
 * Opens a conversation with somebody who has not written yet. Only WhatsApp lets a business write first, and takes an
 * approved template then: https://developers.facebook.com/docs/whatsapp/conversation-types
 */
export const beginConversation = defineCommand({
  name: 'conversation.begin',
  title: 'Begin a conversation',
  args: z.strictObject({
    contactId: idSchema,
    /** One of the contact's numbers. */
    number: phoneNumber,
    /** The business's number that writes. */
    accountId: z.string().max(64),
  }),
  undoable: true,
  run: (draft, wanted, context) => openConversation(draft, wanted, context),
});

/** The conversation with this contact over this number of ours, made where there is none. */
export function openConversation(
  draft: RecordWriter,
  { state = 'open', ...wanted }: Wanted & { state?: ConversationState },
  context: CommandContext,
): Result<{ id: string }> {
  const fits = check(draft, wanted);
  if (!fits.ok) return fits;
  const { contactId, number, accountId } = wanted;
  const digits = normalisePhone(number, countryOf(draft)).slice(1);
  const identity = identityOf(draft, contactId, digits, context);
  if (!identity.ok) return identity;
  const known = draft
    .by('conversations', 'contactId', contactId)
    .filter((talk) => talk.channel === 'whatsapp' && talk.accountId === accountId && isPrivate(talk))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
  if (known !== undefined) return ok({ id: known.id });
  const first = contentId(['whatsapp', accountId, contactId]);
  const id = freshId(draft, 'conversations', first, context);
  draft.create('conversations', {
    id,
    contactId,
    channel: 'whatsapp',
    accountId,
    identityId: identity.value,
    state,
    createdAt: context.now,
    lastAt: context.now,
  });
  return ok({ id });
}

interface Wanted {
  contactId: string;
  number: string;
  accountId: string;
}

function check(records: RecordReader, { contactId, number, accountId }: Wanted): Result<void> {
  const contact = records.get('contacts', contactId);
  if (contact === undefined || contact.mergedInto !== undefined)
    return problem('contact.missing', 'This contact no longer exists.', 'Choose another one.');
  const refused = contactRefusal(records, contactId, 'answers');
  if (refused !== undefined) return err(refused);
  if (!whatsappAccounts(records).includes(accountId))
    return problem(
      'conversation.no-account',
      'This number of your business is not connected.',
      'Connect WhatsApp in Settings, under Channels.',
    );
  if (isPhoneNumber(number, countryOf(records))) return ok();
  const message = 'This is no number that can be written to.';
  return err({ code: 'conversation.no-number', message, fields: [{ path: ['number'], message }] });
}

/** The number as WhatsApp knows it; whoever has written from it under another contact is that one. */
function identityOf(
  draft: RecordWriter,
  contactId: string,
  digits: string,
  context: CommandContext,
): Result<string> {
  const { now } = context;
  const id = freshId(draft, 'identities', identityId('phone', digits), context);
  const known = draft.get('identities', id);
  if (known === undefined)
    draft.create('identities', {
      id,
      channel: 'whatsapp',
      kind: 'phone',
      value: digits,
      contactId,
      createdAt: now,
    });
  if (known === undefined)
    noteErasedBefore(draft, { id, channel: 'whatsapp', kind: 'phone', value: digits }, context);
  else if (known.contactId !== contactId) {
    const other = draft.get('contacts', known.contactId)?.name ?? '';
    return problem(
      'conversation.other-contact',
      `Somebody has written from this number already: ${other}.`,
      'Open that contact, or merge the two if they are one person.',
    );
  }
  return ok(id);
}

function countryOf(records: RecordReader): string | undefined {
  return records.get('business', 'business')?.country;
}

export const beginConversationCommands = [beginConversation] as const;
