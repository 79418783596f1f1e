import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { isPhoneNumber } from '#shared/domain/phone.ts';

/** How a contact can be written to: where they wrote already, or to a number over WhatsApp. */
export type Way =
  | { key: string; kind: 'conversation'; conversation: Conversation }
  | { key: string; kind: 'number'; number: string; accountId: string };

interface Known {
  contact: Contact;
  conversations: readonly Conversation[];
  /** The business's own numbers on WhatsApp. */
  accounts: readonly string[];
  country: string | undefined;
}

/** The ways to a contact, the one they used last first. */
export function waysTo({ contact, conversations, accounts, country }: Known): Way[] {
  const talks = conversations
    .filter(isPrivate)
    .toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
  const given = new Set(Object.values(contact.phones ?? {}).map(({ number }) => number));
  const numbers = [...given].filter((number) => isPhoneNumber(number, country));
  return [
    ...talks.map((conversation): Way => ({ key: conversation.id, kind: 'conversation', conversation })),
    ...numbers.flatMap((number) =>
      accounts
        .filter(
          (accountId) => !talks.some((talk) => talk.channel === 'whatsapp' && talk.accountId === accountId),
        )
        .map((accountId): Way => ({ key: `${accountId} ${number}`, kind: 'number', number, accountId })),
    ),
  ];
}
