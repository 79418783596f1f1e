import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMembers } from '#renderer/state/members.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';

/** When a message was said; whoever points at it reads the whole date, and who has taken it in or written it. */
export function MessageTime({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const members = useMembers();
  const [who, setWho] = useState<string>();
  const ask = async (): Promise<void> => {
    const found = await vault().writtenBy('messages', message.id);
    if (!found.ok) return;
    const names = found.value.map(({ deviceId }) => deviceName(members, deviceId) ?? t('deviceOfBefore'));
    setWho(names.length === 0 ? undefined : [...new Set(names)].join(', '));
  };
  const key = message.accountId === undefined ? 'writtenOn' : 'takenInBy';
  const title = [format.full(message.at), ...(who === undefined ? [] : [t(key, { who })])].join('\n');
  return (
    <time dateTime={new Date(message.at).toISOString()} title={title} onPointerEnter={() => void ask()}>
      {format.time(message.at)}
    </time>
  );
}

function deviceName(members: TeamMember[], id: string): string | undefined {
  const member = members.find(({ devices }) => devices.some((device) => device.id === id));
  const device = member?.devices.find((one) => one.id === id);
  return device && `${member!.name} · ${device.name}`;
}
