import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import type { Preference } from '#shared/domain/preference.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from './format.ts';
import { useMembers } from './members.ts';
import { useAccess } from './session.ts';

interface Remembered {
  id: string;
  text: string;
  /** Who wrote it down, or when the customer said it. */
  source: string;
  /** Opens the message in which it was said. */
  onOpenSource: (() => void) | undefined;
}

/** What is remembered of a contact, in the order in which it was written down. */
export function useRemembered({ preferences = {} }: Contact): Remembered[] {
  const { t } = useTranslation('contacts');
  const navigate = useNavigate();
  const format = useFormat();
  const members = useMembers();
  const seesTalk = useAccess('talk') !== 'none';

  function sourceOf({ messageId, memberId, at, changedAt }: Preference): string {
    const author = members.length > 1 && members.find(({ id }) => id === memberId);
    const name = author ? author.name : '';
    const of = messageId === undefined ? (author ? 'notedBy' : 'noted') : author ? 'saidTo' : 'said';
    const told = t(`remembered.${of}`, { name, day: format.day(at) });
    return changedAt === undefined ? told : t('remembered.changed', { told, day: format.day(changedAt) });
  }

  function openSource({ messageId, conversationId }: Preference): (() => void) | undefined {
    if (messageId === undefined || conversationId === undefined || !seesTalk) return undefined;
    return () =>
      ignore(
        navigate({
          to: '/inbox/$conversationId',
          params: { conversationId },
          search: { message: messageId },
        }),
      );
  }

  return Object.entries(preferences)
    .toSorted(([, a], [, b]) => a.at - b.at)
    .map(([id, preference]) => ({
      id,
      text: preference.text,
      source: sourceOf(preference),
      onOpenSource: openSource(preference),
    }));
}
