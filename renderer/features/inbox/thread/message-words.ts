import type { TFunction } from 'i18next';
import type { Message } from '#shared/domain/conversation.ts';

/** A message in one line of words, whatever its type. */
export function messageWords(message: Message, t: TFunction<'inbox'>): string {
  if (message.revokedAt !== undefined) return t('deleted');
  if (message.type === 'call' && message.content?.['missed'] === true) return t('missedCall');
  const kind = t(`type.${message.type}`);
  if (message.type === 'text' || message.type === 'button' || message.type === 'interactive')
    return message.text ?? kind;
  return message.text ? `${kind}: ${message.text}` : kind;
}
