import type { OutgoingMail } from '#shared/bridge/contract.ts';
import { withWayOut } from '#shared/channels/email/footer.ts';
import type { MailAccount } from '#shared/domain/channel.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import {
  answeringSubject,
  mailAddressesOf,
  mailAddressId,
  mailMessageId,
  mailOf,
} from '#shared/domain/mail.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { UploadedFile } from './deliver.ts';

/** What each advertisement's link says to the relay: nothing that it can read. See `Unsubscribing`. */
export type LinkFor = (person: {
  contactId: string;
  addressId: string;
  language: string;
}) => Promise<string | undefined>;

/** Where an e-mail goes: what it says itself, or where the last one of its conversation went. */
export function mailRecipient(
  records: RecordReader,
  message: Message,
  { contactId }: Conversation,
): { email: string } | undefined {
  const contact = records.get('contacts', contactId);
  const to = mailOf(message)?.to ?? before(records, message).findLast(isMail)?.content.mail.to;
  const address = to ?? (contact && mailAddressesOf(contact)[0]);
  return address === undefined ? undefined : { email: address };
}

/** One e-mail as the shell is handed it. `undefined`: an advertisement that nobody could unsubscribe from. */
export async function outgoingMail(
  records: RecordReader,
  { message, account, to, file, linkFor }: OutgoingParts,
): Promise<OutgoingMail | undefined> {
  const { text = '', purpose, content } = message;
  const own = mailOf(message);
  const earlier = before(records, message);
  const followed = followedBy(message, earlier);
  const subject =
    own?.subject ?? answeringSubject(earlier.findLast(isMail)?.content.mail.subject ?? account.name);
  const mail: OutgoingMail = {
    messageId: mailMessageId(message, account.address),
    to,
    subject,
    text,
    references: followed,
    ...(own?.calendar && { calendar: own.calendar }),
    ...(file && { file: fileOf(file, content) }),
  };
  if (purpose !== 'marketing') return mail;
  const contactId = records.get('conversations', message.conversationId)?.contactId ?? '';
  const language = languageOf(records, contactId);
  const url = await linkFor({ contactId, addressId: mailAddressId(to), language });
  return url === undefined
    ? undefined
    : { ...mail, text: withWayOut(text, url, language), unsubscribeUrl: url };
}

interface OutgoingParts {
  message: Message;
  account: Pick<MailAccount, 'name' | 'address'>;
  to: string;
  file: UploadedFile | undefined;
  linkFor: LinkFor;
}

function fileOf({ mediaId, filename }: UploadedFile, content: Message['content']): OutgoingMail['file'] {
  const type = content?.['mime_type'];
  const mimeType = typeof type === 'string' ? type.split(';', 1)[0]!.trim() : '';
  const isType = /^[\w.+-]+\/[\w.+-]+$/.test(mimeType);
  return {
    upload: mediaId,
    filename: filename ?? 'file',
    mimeType: isType ? mimeType : 'application/octet-stream',
  };
}

type MailMessage = Message & { content: { mail: { to: string; subject: string } } };
const isMail = (message: Message): message is MailMessage => mailOf(message) !== undefined;

/** What was sent before it in its conversation, in order. */
function before(records: RecordReader, message: Message): Message[] {
  return messagesBy(records, 'conversationId', message.conversationId)
    .filter(
      ({ id, direction, externalId }) => id !== message.id && direction === 'out' && externalId !== undefined,
    )
    .filter((one) => compareMessages(one, message) < 0)
    .toSorted(compareMessages);
}

/** At most so many names of e-mails: mail programs need the first and the last. */
const mostReferences = 10;

/** The names of those it follows: the one that it names, with all that this one followed; words without a subject follow the last. */
function followedBy(message: Message, earlier: Message[]): string[] {
  const byName = new Map(earlier.map((one) => [one.externalId!, one]));
  const chain: string[] = [];
  let name = message.replyTo ?? (isMail(message) ? undefined : earlier.at(-1)?.externalId);
  while (name !== undefined && !chain.includes(name) && chain.length < mostReferences) {
    chain.unshift(name);
    name = byName.get(name)?.replyTo;
  }
  return chain;
}

function languageOf(records: RecordReader, contactId: string): string {
  const business = records.get('business', 'business');
  return (records.get('contacts', contactId)?.language ?? business?.locale ?? 'en').slice(0, 2);
}
