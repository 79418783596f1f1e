import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/state/session.ts';
import { StepFrame, WelcomeFrame } from './step-frame.tsx';
import classes from './welcome.module.css';

/** Whether there is a business here cannot be told now. The vault goes on trying; the gate follows it. */
export function BlockedPage() {
  const { t } = useTranslation('welcome');
  const problem = useSession(({ storage }) => storage?.problem);
  // Nothing has been done yet, so what is said of a change that waits does not belong here.
  const told = problem?.code === 'storage.waiting' ? undefined : problem;
  return (
    <WelcomeFrame>
      <StepFrame title={t('blocked_title')} text={told?.message ?? t('blocked_text')}>
        <div className={classes.paragraphs}>
          <p>{t('blocked_safe')}</p>
          <p>{told?.remedy ?? t('blocked_remedy')}</p>
          <output className={classes.progressLine}>
            <Loader size={16} aria-hidden />
            {t('blocked_waiting')}
          </output>
        </div>
      </StepFrame>
    </WelcomeFrame>
  );
}
