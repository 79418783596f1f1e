import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeliveryState, Message } from '#shared/domain/conversation.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { run } from '#renderer/state/commands.ts';
import { useChannel, useIsConnected } from './use-channel.ts';
import classes from './send-trouble.module.css';

/** A message that waits longer than this is worth a word. In milliseconds. */
const patience = 15_000;

interface SendTroubleProps {
  message: Message;
  state: DeliveryState;
  now: number;
}

/** Under a message that did not go out: what happened, and what the owner can do. */
export function SendTrouble({ message, state, now }: SendTroubleProps) {
  const { t } = useTranslation('inbox');
  const channel = useChannel(message);
  const isConnected = useIsConnected(message);
  const failed = state === 'failed';
  const waiting = state === 'queued' && message.attemptedAt === undefined && now - message.at > patience;
  if (!failed && !waiting && state !== 'unconfirmed') return null;
  if (message.retriedAs !== undefined) return <p className={classes.trouble}>{t('trouble.sentAgain')}</p>;
  return (
    <div className={classes.trouble} data-state={state}>
      <span title={message.error?.details}>{words()}</span>
      {!waiting && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => ignore(run('message.retry', { id: message.id }))}
        >
          {t('trouble.retry')}
        </Button>
      )}
      {state !== 'unconfirmed' && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => ignore(run('message.discard', { id: message.id }))}
        >
          {t('trouble.discard')}
        </Button>
      )}
    </div>
  );

  function words(): string {
    if (waiting && !isConnected) return t('trouble.notConnected', { channel: channelRules(channel).name });
    if (waiting)
      return message.refusal === undefined
        ? t('trouble.waiting')
        : adviseOnSendError(message.refusal, channel).sentence;
    if (!failed) return t('trouble.unconfirmed');
    if (message.error === undefined) return t('trouble.failed', { channel: channelRules(channel).name });
    return adviseOnSendError(message.error, channel).sentence;
  }
}
