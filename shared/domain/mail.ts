import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { emailAddressSchema, idSchema } from './common.ts';
import type { Contact } from './contact.ts';
import type { Message, WrittenMessage } from './conversation.ts';

/** What an e-mail has beside its words: kept in the `content` of its message. */
export const mailSchema = z.looseObject({
  to: emailAddressSchema,
  subject: z.string().max(200),
  /** The document that came with it, or what was booked. */
  aboutId: idSchema.optional(),
  /** An appointment for the reader's own calendar (RFC 5545). */
  calendar: z.object({ filename: z.string().max(40), text: z.string().max(10_000) }).optional(),
});
export type Mail = z.infer<typeof mailSchema>;

/** What a message says of itself as an e-mail; `undefined` where it is none, or follows another one as it is. */
export function mailOf({ content }: Pick<WrittenMessage, 'content'>): Mail | undefined {
  return mailSchema.safeParse(content?.['mail']).data;
}

/** By this, what is said of an address is found under whatever contact it stands. */
export function mailAddressId(address: string): string {
  return contentId(['email', 'address', address.trim().toLowerCase()]);
}

/** Where somebody is written to by e-mail, the first address first. */
export function mailAddressesOf({ emails = {} }: Pick<Contact, 'emails'>): string[] {
  const addresses = Object.values(emails).map(({ address }) => address.trim());
  return addresses.filter((address) => emailAddressSchema.safeParse(address).success);
}

/** The name of an e-mail all over the world; the same each time that it is asked for. */
export function mailMessageId({ id }: Pick<Message, 'id'>, sender: string): string {
  return `<${id}@${sender.slice(sender.lastIndexOf('@') + 1).toLowerCase()}>`;
}

/** `Re:` before a subject, once. */
export function answeringSubject(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}
