import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRecords } from '#renderer/state/records.ts';
import { EmptyState, KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { AccountEvents } from './account-events.tsx';
import { ChannelCard } from './channel-card.tsx';
import { MessageRates } from './message-rates.tsx';
import { ConnectChannels } from './connect-channels.tsx';

/** The business's WhatsApp numbers. */
export function ChannelsSection() {
  const { t } = useTranslation('settings');
  const channels = useRecords('channels').toSorted((a, b) => a.createdAt - b.createdAt);
  const [adding, setAdding] = useState(false);
  const none = channels.length === 0;
  return (
    <div>
      {none && !adding && (
        <EmptyState
          title={t('noChannel')}
          text={t('noChannelText')}
          action={{ label: t('connectChannel'), onClick: () => setAdding(true) }}
        />
      )}
      {channels.map((channel) => (
        <KeepsUnsaved key={channel.id} of={channel.id}>
          <ChannelCard channel={channel} />
        </KeepsUnsaved>
      ))}
      {adding ? (
        <Section title={t('connectChannel')}>
          <ConnectChannels onClose={() => setAdding(false)} />
        </Section>
      ) : (
        !none && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={18} stroke={1.5} />}
            onClick={() => setAdding(true)}
          >
            {t('connectAnother')}
          </Button>
        )
      )}
      {!none && <MessageRates />}
      <AccountEvents />
    </div>
  );
}
