import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconMessages, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRecords } from '#renderer/state/records.ts';
import { EmptyState, KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { AccountEvents } from './account-events.tsx';
import { ChannelCard } from './channel-card.tsx';
import { MailCard } from './mail/mail-card.tsx';
import { ConnectMail } from './mail/connect-mail.tsx';
import { MessageRates } from './message-rates.tsx';
import { ConnectChannels } from './connect-channels.tsx';

/** What the business writes over: its numbers, pages and mailboxes. */
export function ChannelsSection() {
  const { t } = useTranslation(['settings', 'mail']);
  const channels = useRecords('channels').toSorted((a, b) => a.createdAt - b.createdAt);
  const mailboxes = useRecords('mailAccounts').toSorted((a, b) => a.createdAt - b.createdAt);
  const [adding, setAdding] = useState<'channel' | 'mail'>();
  const none = channels.length === 0 && mailboxes.length === 0;
  return (
    <div>
      {none && adding === undefined && (
        <EmptyState
          icon={<IconMessages size={28} stroke={1.5} />}
          title={t('noChannel')}
          text={t('noChannelText')}
          action={{ label: t('connectChannel'), onClick: () => setAdding('channel') }}
          secondary={{ label: t('mail:connectMail'), onClick: () => setAdding('mail') }}
        />
      )}
      {channels.map((channel) => (
        <KeepsUnsaved key={channel.id} of={channel.id}>
          <ChannelCard channel={channel} />
        </KeepsUnsaved>
      ))}
      {mailboxes.map((account) => (
        <KeepsUnsaved key={account.id} of={account.id}>
          <MailCard account={account} />
        </KeepsUnsaved>
      ))}
      {adding === 'channel' && (
        <Section title={t('connectChannel')}>
          <ConnectChannels onClose={() => setAdding(undefined)} />
        </Section>
      )}
      {adding === 'mail' && (
        <Section title={t('mail:connectMail')}>
          <ConnectMail onClose={() => setAdding(undefined)} />
        </Section>
      )}
      {!none && adding === undefined && (
        <Group gap={8} ml={-12}>
          {(['channel', 'mail'] as const).map((kind) => (
            <Button
              key={kind}
              variant="subtle"
              size="xs"
              leftSection={<IconPlus size={18} stroke={1.5} />}
              onClick={() => setAdding(kind)}
            >
              {t(kind === 'mail' ? 'mail:connectMail' : 'connectAnother')}
            </Button>
          ))}
        </Group>
      )}
      {channels.length > 0 && <MessageRates />}
      <AccountEvents />
    </div>
  );
}
