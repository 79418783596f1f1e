import {
  IconAlertCircle,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  type Icon,
} from '@tabler/icons-react';
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryState, Message } from '#shared/domain/conversation.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useChannel } from './use-channel.ts';
import classes from './ticks.module.css';

const icons: Record<DeliveryState, Icon> = {
  queued: IconClock,
  accepted: IconCheck,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  played: IconChecks,
  failed: IconAlertCircle,
  unconfirmed: IconHelpCircle,
};

/** How far a message has got: a sign, with its words on hover and for a screen reader. */
export function Ticks({ state, message }: { state: DeliveryState; message: Message }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const channel = channelRules(useChannel(message)).name;
  const Sign = icons[state];
  const at = message.statuses?.[state];
  const words = t(`delivery.${state}`, { channel }) + (at === undefined ? '' : ` · ${format.dayAndTime(at)}`);
  return (
    <Tooltip label={words}>
      <span className={classes.ticks} data-state={state}>
        <Sign size={16} stroke={1.75} aria-hidden />
        <span className="visually-hidden">{words}</span>
      </span>
    </Tooltip>
  );
}
