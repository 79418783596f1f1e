import { useState } from 'react';
import { Anchor } from '@mantine/core';
import { IconCloudDown, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import { useKeptBackups } from '../restore/use-kept-backups.ts';
import { StepFrame } from '../step-frame.tsx';
import { Choice } from './choice.tsx';
import classes from '../welcome.module.css';

interface LostStepProps {
  onRestore: () => void;
  onRecover: () => void;
  onSetUp: () => void;
}

/** There was a business on this computer, and nothing of it can be read: the ways to bring it back. */
export function LostStep({ onRestore, onRecover, onSetUp }: LostStepProps) {
  const { t } = useTranslation('welcome');
  const [asking, setAsking] = useState(false);
  return (
    <StepFrame title={t('lost_title')} text={t('lost_text')}>
      <div className={classes.choices}>
        <Choice
          icon={<IconHistory size={24} stroke={1.5} aria-hidden />}
          title={t('lost_restore')}
          text={useNewest()}
          onClick={onRestore}
        />
        <Choice
          icon={<IconCloudDown size={24} stroke={1.5} aria-hidden />}
          title={t('lost_recover')}
          text={t('lost_recoverText')}
          onClick={onRecover}
        />
        <Anchor
          component="button"
          type="button"
          size="sm"
          className={classes.quiet}
          onClick={() => setAsking(true)}
        >
          {t('lost_setUp')}
        </Anchor>
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('lost_confirmTitle')}
        confirmLabel={t('lost_confirm')}
        onConfirm={onSetUp}
        onCancel={() => setAsking(false)}
      >
        {t('lost_confirmText')}
      </ConfirmDialog>
    </StepFrame>
  );
}

/** From when the newest backup on this computer is, in words. */
function useNewest(): string {
  const { t } = useTranslation('welcome');
  const { dayAndTime } = useFormat();
  const kept = useKeptBackups();
  if (kept === undefined) return t('lost_restoreLooking');
  const [newest] = kept;
  return newest === undefined
    ? t('lost_restoreNone')
    : t('lost_restoreText', { count: kept.length, when: dayAndTime(newest.at) });
}
