import { Anchor } from '@mantine/core';
import { IconBuildingStore, IconEye, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StepFrame } from '../step-frame.tsx';
import type { Answers } from '../answers.ts';
import { ClosingOrder } from '../closing-order.tsx';
import { Choice } from './choice.tsx';
import classes from '../welcome.module.css';

interface StartStepProps {
  onChoose: (mode: Answers['mode']) => void;
  onJoin: () => void;
  onRecover: () => void;
  onRestore: () => void;
  onNominee: () => void;
  /** Left out where the first run begins here. */
  onBack: (() => void) | undefined;
}

/** Begin with one's own business, look around in a sample, or come into a business that there is. */
export function StartStep({ onChoose, onJoin, onRecover, onRestore, onNominee, onBack }: StartStepProps) {
  const { t } = useTranslation('welcome');
  return (
    <StepFrame title={t('start_title')} text={t('start_text')} onBack={onBack}>
      <ClosingOrder />
      <div className={classes.choices}>
        <Choice
          icon={<IconBuildingStore size={24} stroke={1.5} aria-hidden />}
          title={t('start_fresh')}
          text={t('start_freshText')}
          onClick={() => onChoose('fresh')}
        />
        <Choice
          icon={<IconUsersPlus size={24} stroke={1.5} aria-hidden />}
          title={t('start_join')}
          text={t('start_joinText')}
          onClick={onJoin}
        />
        <Choice
          icon={<IconEye size={24} stroke={1.5} aria-hidden />}
          title={t('start_sample')}
          text={t('start_sampleText')}
          onClick={() => onChoose('sample')}
        />
        <div className={classes.others}>
          <Anchor component="button" type="button" size="sm" className={classes.quiet} onClick={onRecover}>
            {t('start_recover')}
          </Anchor>
          <Anchor component="button" type="button" size="sm" className={classes.quiet} onClick={onRestore}>
            {t('start_restore')}
          </Anchor>
          <Anchor component="button" type="button" size="sm" className={classes.quiet} onClick={onNominee}>
            {t('start_nominee')}
          </Anchor>
        </div>
      </div>
    </StepFrame>
  );
}
