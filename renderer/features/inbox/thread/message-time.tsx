import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMembers } from '#renderer/state/members.ts';
import { signersOf } from '#renderer/state/signers.ts';

/** When a message was said; whoever points at it reads the whole date, and who has taken it in or written it. */
export function MessageTime({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const members = useMembers();
  const [who, setWho] = useState<string>();
  const ask = async (): Promise<void> => {
    setWho(await signersOf(members, { collection: 'messages', id: message.id }, t('deviceOfBefore')));
  };
  const key = message.accountId === undefined ? 'writtenOn' : 'takenInBy';
  const title = [format.full(message.at), ...(who === undefined ? [] : [t(key, { who })])].join('\n');
  return (
    <time dateTime={new Date(message.at).toISOString()} title={title} onPointerEnter={() => void ask()}>
      {message.broughtIn === true && `${t('broughtIn')} · `}
      {format.time(message.at)}
    </time>
  );
}
