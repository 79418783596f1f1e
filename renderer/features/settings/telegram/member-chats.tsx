import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { type PairedChat, pairedChats } from '#shared/records/telegram.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useRecord } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';
import { ConfirmButton, Section, StateBadge } from '#renderer/ui/index.ts';
import peopleClasses from '../people.module.css';
import settingsClasses from '../settings.module.css';
import { ChatChoices } from './chat-choices.tsx';
import { LinkDialog, type PairingLink } from './link-dialog.tsx';

/** Each member of the team, with the chat that is bound to them. */
export function MemberChats() {
  const { t } = useTranslation('telegram');
  const records = useReader(['telegramBots', 'telegramPairings']);
  const members = useTeam(({ team }) => team?.members) ?? [];
  const { localOnly } = useRecord('aiSettings', 'ai') ?? defaultAiSettings;
  const chats = pairedChats(records);
  const isHeld = localOnly && chats.some(({ content = 'hidden' }) => content !== 'hidden');
  return (
    <Section title={t('chats')} hint={t('chatsHint')}>
      {isHeld && <p className={settingsClasses.muted}>{t('localOnly')}</p>}
      <ul className={peopleClasses.people} aria-label={t('chats')}>
        {members.map((member) => (
          <Member
            key={member.id}
            member={member}
            chat={chats.find(({ memberId }) => memberId === member.id)}
          />
        ))}
      </ul>
    </Section>
  );
}

function Member({ member, chat }: { member: TeamMember; chat: PairedChat | undefined }) {
  const { t } = useTranslation('telegram');
  const format = useFormat();
  const [link, setLink] = useState<PairingLink>();
  const { id, name } = member;

  async function invite() {
    const done = await run('telegram.invite', { memberId: id });
    if (done.ok) setLink(done.value);
  }

  return (
    <li className={peopleClasses.person}>
      <div className={peopleClasses.head}>
        <h3 className={peopleClasses.name} dir="auto" title={name}>
          {name}
        </h3>
        <span className={peopleClasses.standing}>
          {chat === undefined ? (
            <StateBadge tone="neutral">{t('notPaired')}</StateBadge>
          ) : (
            <StateBadge tone={chat.stoppedAt === undefined ? 'good' : 'warn'}>
              {chat.stoppedAt === undefined ? t('paired', { day: format.day(chat.chat.at) }) : t('stopped')}
            </StateBadge>
          )}
        </span>
        <Button
          size="compact-sm"
          variant={chat === undefined ? 'default' : 'subtle'}
          color={chat === undefined ? undefined : 'gray'}
          aria-label={t(chat === undefined ? 'pairOne' : 'pairAgainOne', { name })}
          onClick={() => ignore(invite())}
        >
          {t(chat === undefined ? 'pair' : 'pairAgain')}
        </Button>
        {chat !== undefined && <Unpair id={chat.id} name={name} />}
      </div>
      {chat !== undefined && <ChatChoices pairing={chat} access={member.access} />}
      {link !== undefined && (
        <LinkDialog
          link={link}
          name={name}
          isUsed={chat !== undefined && chat.id === link.id}
          onClose={() => setLink(undefined)}
        />
      )}
    </li>
  );
}

function Unpair({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('telegram');
  return (
    <>
      <ConfirmButton
        label={t('unpair')}
        name={t('unpairOne', { name })}
        title={t('unpairTitle', { name })}
        onConfirm={() => ignore(run('telegram.unpair', { id }))}
      >
        {t('unpairText')}
      </ConfirmButton>
    </>
  );
}
