import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import type { Channel } from '#shared/domain/channel.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

/** Why a number does not send at the moment, and since when. */
export function ChannelTrouble({ channel: { id, kind, trouble } }: { channel: Channel }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  if (trouble === undefined) return null;
  return (
    <FieldRow label={t('sending')}>
      <div role="alert">
        <p className={classes.problem}>{adviseOnSendError(trouble, kind).sentence}</p>
        <div className={classes.line}>
          <Button size="compact-sm" variant="default" onClick={() => ignore(run('channel.resume', { id }))}>
            {t('tryAgain')}
          </Button>
          <span className={classes.muted}>{t('stoppedSince', { time: format.dayAndTime(trouble.at) })}</span>
        </div>
      </div>
    </FieldRow>
  );
}
