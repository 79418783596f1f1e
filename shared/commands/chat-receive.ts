import type { MessageEvent } from '#shared/channels/events.ts';
import { websiteAccount } from '#shared/domain/channel.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { cleanName, cleanText } from '#shared/lib/clean-text.ts';
import { given } from '#shared/lib/given.ts';
import type { ChatMessage } from '#shared/public-page/request.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { contactsAt } from './booking-person.ts';
import type { Received } from './booking-wish.ts';
import type { CommandContext } from './command.ts';
import { contactsWith } from './inbox/lookup.ts';
import { receiveMessage } from './inbox/messages.ts';
import { isFromBefore } from './suppression.ts';

/**
 * What a visitor of the owner's site has written is a message like any other, over a channel of its own. Who knows the
 * secret of a chat is who has begun it: a message that names another one's says nothing.
 */
export function receiveChat(
  draft: RecordWriter,
  { id, receivedAt: at, said }: Received<ChatMessage>,
  context: CommandContext,
): void {
  // The same again, by whatever way it came twice.
  const isKnown = draft.by('messages', 'externalId', id).some(({ channel }) => channel === 'website');
  if (isKnown) return;
  const chatId = said.of ?? id;
  const known = [...draft.all('conversations')].find(({ chats = {} }) => Object.hasOwn(chats, chatId));
  if (known !== undefined && known.chats![chatId]!.secret !== said.secret) return;
  const origin = { channel: 'website' as const, accountId: websiteAccount };
  const event: MessageEvent = {
    ...origin,
    kind: 'message',
    externalId: id,
    customer: {
      scoped: { ...origin, id: chatId },
      ...given({ name: said.name === undefined ? undefined : cleanName(said.name) }),
    },
    at,
    receivedAt: at,
    type: 'text',
    text: cleanText(said.words).trim(),
    echo: false,
  };
  if (isFromBefore(draft, event, context)) return;
  receiveMessage(draft, event, context);
  const message = draft.by('messages', 'externalId', id).find(({ channel }) => channel === 'website');
  const conversation = message && draft.get('conversations', message.conversationId);
  if (conversation === undefined) return;
  if (known === undefined) {
    const { secret, language } = said;
    draft.putEntry('conversations', conversation.id, 'chats', chatId, { secret, language, at });
  }
  if (said.reach !== undefined) noteReach(draft, conversation.contactId, said.reach);
}

/** Anybody can type a number: one that somebody has already stays with those alone, and is read in the chat. */
function noteReach(draft: RecordWriter, contactId: string, reach: string): void {
  const contact = draft.get('contacts', contactId);
  if (contact === undefined) return;
  if (reach.includes('@')) {
    const address = cleanName(reach, 254);
    if (address !== undefined && contactsAt(draft, address).length === 0)
      draft.putEntry('contacts', contactId, 'emails', 'page', { address });
    return;
  }
  const number = normalisePhone(cleanName(reach, 32) ?? '', draft.get('business', 'business')?.country);
  if (number !== '' && contactsWith(draft, number).length === 0)
    draft.putEntry('contacts', contactId, 'phones', 'page', { number });
}
