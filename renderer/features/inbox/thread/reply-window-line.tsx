import { IconClock, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChannelRules } from '#shared/channels/channel.ts';
import type { ReplyWindow } from '#shared/channels/reply-window.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './reply-window-line.module.css';

/** From here on the line warns. In minutes. */
const lastMinutes = 120;

/** How long the channel still takes a free answer, and what is possible when it does not. */
export function ReplyWindowLine({ window, rules }: { window: ReplyWindow; rules: ChannelRules }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { open, closesAt, minutesLeft } = window;
  const tone = !open ? 'shut' : minutesLeft < lastMinutes ? 'soon' : 'open';
  return (
    <p className={classes.line} data-tone={tone} role={tone === 'open' ? undefined : 'status'}>
      {open ? <IconClock size={16} stroke={1.5} /> : <IconLock size={16} stroke={1.5} />}
      <span>{words()}</span>
    </p>
  );

  function words(): string {
    const { name: channel, hasTemplates } = rules;
    if (rules.kind === 'email') return t('window.mail');
    if (closesAt === undefined) return t(hasTemplates ? 'window.never' : 'window.neverAtAll', { channel });
    const time = format.dayAndTime(closesAt);
    if (!open) return t(hasTemplates ? 'window.shut' : 'window.shutForGood', { time, channel });
    if (minutesLeft < 60) return t('window.minutes', { count: minutesLeft, channel });
    if (tone === 'soon') return t('window.soon', { time: format.time(closesAt), channel });
    return t('window.open', { time });
  }
}
