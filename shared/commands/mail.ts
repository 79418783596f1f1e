import { z } from 'zod';
import { checkTextLength } from '#shared/channels/channel.ts';
import { checkFile } from '#shared/channels/files.ts';
import { emailRules } from '#shared/channels/email/rules.ts';
import { storedFileSchema } from '#shared/domain/attachment.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import { emailAddressSchema, idSchema } from '#shared/domain/common.ts';
import { consentPurposes } from '#shared/domain/consent.ts';
import type { Conversation, ConversationState, Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { mailOf, mailSchema, type Mail } from '#shared/domain/mail.ts';
import { holdsPlaceholder } from '#shared/domain/placeholder.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { sendingChannel, usualMailAccount } from '#shared/records/accounts.ts';
import { messagesBy, writeQueued } from '#shared/records/messages.ts';
import { checkRight, contactRefusal } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { showAsAnswer } from './inbox/summary.ts';
import { freshId } from './suppression.ts';

const words = z.string().trim().min(1, 'Write something here.');

/** To whom, and which words. */
export const mailWordsShape = {
  contactId: idSchema,
  to: emailAddressSchema,
  subject: words.max(mailSchema.shape.subject.maxLength!),
  text: words.max(emailRules.textLimit),
};

export const sendMail = defineCommand({
  name: 'mail.send',
  title: 'Send an e-mail',
  args: z.strictObject({
    ...mailWordsShape,
    /** One of ours, by the id that conversations name; left out: the usual one. */
    accountId: z.string().max(64).optional(),
    /** As `attach` of the vault has stored it. */
    file: storedFileSchema.optional(),
    purpose: z.enum(consentPurposes).optional(),
    /** The document that it brings: it follows the last e-mail to this customer that did. */
    aboutId: idSchema.optional(),
  }),
  undoable: false,
  run(draft, { contactId, to, accountId, subject, text, file, aboutId, ...rest }, context) {
    const talk = openMailConversation(draft, { contactId, accountId }, context);
    if (!talk.ok) return talk;
    const kind = file && checkFile(emailRules, { ...file, sizeBytes: file.size, asDocument: true });
    if (kind?.ok === false) return kind;
    const attachment = context.newId();
    const mail = { to, subject, ...(aboutId !== undefined && { aboutId }) };
    const replyTo = lastAbout(draft, talk.value, aboutId);
    const content =
      file === undefined ? { mail } : { mail, attachment, mime_type: file.mimeType, filename: file.name };
    const queued = queueMail(draft, talk.value, { text, content, replyTo, ...rest }, context);
    if (!queued.ok) return queued;
    const { id: messageId, at } = queued.value;
    if (file !== undefined)
      draft.create('attachments', { id: attachment, at, messageId, state: 'ready', file });
    return ok({ id: messageId, conversationId: talk.value.id });
  },
});

/** The name of the e-mail that was about this last: the next one follows it. */
export function lastAbout(records: RecordReader, { id }: Conversation, aboutId: string | undefined) {
  if (aboutId === undefined) return undefined;
  return messagesBy(records, 'conversationId', id)
    .filter((message) => mailOf(message)?.aboutId === aboutId && message.externalId !== undefined)
    .toSorted(compareMessages)
    .at(-1)?.externalId;
}

interface WantedTalk {
  contactId: string;
  accountId?: string | undefined;
  state?: ConversationState | undefined;
}

/** The e-mails between a mailbox of ours and a contact, made where there are none. Nobody has to answer them here. */
export function openMailConversation(
  draft: RecordWriter,
  { contactId, accountId, state }: WantedTalk,
  context: CommandContext,
): Result<Conversation> {
  const contact = draft.get('contacts', contactId);
  if (contact === undefined || contact.mergedInto !== undefined)
    return problem('contact.missing', 'This contact no longer exists.', 'Choose another one.');
  const refused = contactRefusal(draft, contactId, 'answers');
  if (refused !== undefined) return err(refused);
  const account = mailAccountFor(draft, accountId);
  if (account === undefined)
    return problem(
      'mail.no-account',
      'No mailbox of your business is connected. Nothing was sent.',
      'Connect one in Settings, under Channels.',
    );
  return ok(beginMailConversation(draft, { contactId, accountId: account, state }, context));
}

/** See `openMailConversation`, whatever stands against writing to them. */
export function beginMailConversation(
  draft: RecordWriter,
  { contactId, accountId, state = 'resolved' }: WantedTalk & { accountId: string },
  context: CommandContext,
): Conversation {
  const known = mailConversation(draft, contactId, accountId);
  if (known !== undefined) return known;
  const id = freshId(draft, 'conversations', contentId(['email', accountId, contactId]), context);
  const [createdAt, lastAt] = [context.now, context.now];
  draft.create('conversations', { id, contactId, channel: 'email', accountId, state, createdAt, lastAt });
  return draft.get('conversations', id)!;
}

/** The e-mails with a contact over a mailbox of ours. */
export function mailConversation(
  records: RecordReader,
  contactId: string,
  accountId: string,
): Conversation | undefined {
  return records
    .by('conversations', 'contactId', contactId)
    .filter((talk) => talk.channel === 'email' && talk.accountId === accountId)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
}

function mailAccountFor(records: RecordReader, accountId: string | undefined): string | undefined {
  const account = accountId === undefined ? usualMailAccount(records) : sendingChannel(records, accountId);
  return account?.kind === 'email' ? accountIdOf(account) : undefined;
}

export interface QueuedMail extends Pick<
  Message,
  'sendAt' | 'until' | 'unlessAnswered' | 'replyTo' | 'ruleId' | 'broadcastId' | 'purpose'
> {
  text: string;
  /** With the `mail`, and the file where it has one. */
  content: { mail: Mail; attachment?: unknown };
}

/** Writes an e-mail for the outbound worker, which sends it like every other message. */
export function queueMail(
  draft: RecordWriter,
  conversation: Conversation,
  { text, content, ...rest }: QueuedMail,
  { newId, now, deviceId, memberId }: CommandContext,
): Result<Message> {
  const fits = checkWords(content.mail.subject, text);
  if (!fits.ok) return fits;
  const isLater = rest.sendAt !== undefined && rest.sendAt > now;
  const isOneOfMany = rest.ruleId !== undefined || rest.broadcastId !== undefined;
  const written = {
    ...rest,
    salt: newId(),
    conversationId: conversation.id,
    direction: 'out',
    type: content.attachment === undefined ? 'text' : 'document',
    at: isLater ? rest.sendAt! : now,
    text,
    content,
    author: 'owner',
    autopilot: isOneOfMany ? true : undefined,
    deviceId,
    memberId,
  } as const;
  const may = checkRight(draft, conversation, { ...written, writtenAt: now }, now);
  if (!may.ok) return may;
  const message = writeQueued(draft, written, now);
  if (!isLater) showAsAnswer(draft, message);
  return ok(message);
}

function checkWords(subject: string, text: string): Result<void> {
  const length = checkTextLength('email', text);
  if (!length.ok) return length;
  if (!holdsPlaceholder(subject) && !holdsPlaceholder(text)) return ok();
  return problem(
    'message.placeholder',
    'A name or number is still missing: a token such as ⟦PERSON_1⟧ stands in its place. Nothing was sent.',
    'Write what belongs there.',
  );
}

export const mailCommands = [sendMail] as const;
