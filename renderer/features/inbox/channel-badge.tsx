import { Tooltip } from '@mantine/core';
import {
  IconBrandInstagram,
  IconBrandMessenger,
  IconBrandWhatsapp,
  IconMail,
  IconWorld,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import { accountIdOf, type ChannelKind } from '#shared/domain/channel.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { useSendingChannels } from '#renderer/state/sending-channels.ts';
import classes from './channel-badge.module.css';

const icons: Record<ChannelKind, typeof IconBrandWhatsapp> = {
  whatsapp: IconBrandWhatsapp,
  instagram: IconBrandInstagram,
  messenger: IconBrandMessenger,
  website: IconWorld,
  email: IconMail,
};

/** Over which channel, and where several accounts of it are connected, over which of them. */
export function ChannelBadge({
  conversation: { channel, accountId },
  named = false,
}: {
  conversation: Pick<Conversation, 'channel' | 'accountId'>;
  /** Shows the account's name as well. */
  named?: boolean;
}) {
  const { t } = useTranslation('inbox');
  const channels = useSendingChannels();
  const own = channels.find((one) => one.kind === channel && accountIdOf(one) === accountId);
  const isOneOfSeveral = channels.filter(({ kind }) => kind === channel).length > 1;
  const account = isOneOfSeveral ? own?.name : undefined;
  const { name } = channelRules(channel);
  const label = account === undefined ? name : t('channel.overAccount', { channel: name, account });
  const Icon = icons[channel];
  return (
    <Tooltip label={label}>
      <span className={classes.badge}>
        <Icon size={16} stroke={1.5} aria-label={label} />
        {named && account !== undefined && <span className={classes.account}>{account}</span>}
      </span>
    </Tooltip>
  );
}
