import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Breach } from '#shared/domain/breach.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { usualMailAccount } from '#shared/records/accounts.ts';
import { save } from '#renderer/state/commands.ts';
import { useReader } from '#renderer/state/records.ts';

interface TellPeopleProps {
  breach: Breach;
  /** The letter as it stands now. */
  text: string;
}

/** Drafts the letter as an e-mail to everybody concerned: they have to be told, whatever they have agreed to. */
export function TellPeople({ breach, text }: TellPeopleProps) {
  const { t } = useTranslation('incident');
  const navigate = useNavigate();
  const account = usualMailAccount(useReader(['mailAccounts']));
  if (account === undefined) return null;

  async function draft(accountId: string) {
    const drafted = await save('broadcast.create', {
      name: breach.title.slice(0, 100),
      audience: { of: 'breach', breachId: breach.id },
      accountId,
      mail: { subject: t('letterSubject'), text },
      values: {},
    });
    if (!drafted.ok) return;
    const params = { broadcastId: drafted.value.id };
    await navigate({ to: '/broadcasts/$broadcastId', params });
  }

  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconMail size={16} stroke={1.5} />}
      onClick={() => ignore(draft(accountIdOf(account)))}
    >
      {t('tellByMail')}
    </Button>
  );
}
