import { IconClock, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReplyWindow } from '#shared/channels/whatsapp/reply-window.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './reply-window-line.module.css';

/** From here on the line warns. In minutes. */
const lastMinutes = 120;

/** How long WhatsApp still takes a free answer, and what is possible when it does not. */
export function ReplyWindowLine({ window }: { window: ReplyWindow }) {
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
    if (closesAt === undefined) return t('window.never');
    if (!open) return t('window.shut', { time: format.dayAndTime(closesAt) });
    if (minutesLeft < 60) return t('window.minutes', { count: minutesLeft });
    if (tone === 'soon') return t('window.soon', { time: format.time(closesAt) });
    return t('window.open', { time: format.dayAndTime(closesAt) });
  }
}
