import { IconBuildingStore, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StepFrame } from '../step-frame.tsx';
import type { Answers } from '../answers.ts';
import classes from '../welcome.module.css';

/** Begin with one's own business, or look around in a sample. */
export function StartStep({ onChoose }: { onChoose: (mode: Answers['mode']) => void }) {
  const { t } = useTranslation('welcome');
  return (
    <StepFrame title={t('start_title')} text={t('start_text')}>
      <div className={classes.choices}>
        <button type="button" className={classes.choice} onClick={() => onChoose('fresh')}>
          <IconBuildingStore size={24} stroke={1.5} aria-hidden />
          <span>
            <span className={classes.choiceTitle}>{t('start_fresh')}</span>
            <span className={classes.choiceText}>{t('start_freshText')}</span>
          </span>
        </button>
        <button type="button" className={classes.choice} onClick={() => onChoose('sample')}>
          <IconEye size={24} stroke={1.5} aria-hidden />
          <span>
            <span className={classes.choiceTitle}>{t('start_sample')}</span>
            <span className={classes.choiceText}>{t('start_sampleText')}</span>
          </span>
        </button>
      </div>
    </StepFrame>
  );
}
