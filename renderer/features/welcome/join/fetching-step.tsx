import { useEffect } from 'react';
import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRecord } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { StepFrame } from '../step-frame.tsx';
import classes from '../welcome.module.css';

/** This device is in; the business is on its way from the relay. */
export function FetchingStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('welcome');
  const here = useRecord('business', 'business') !== undefined;
  const problem = useSession(({ sync }) => (sync.connection === 'offline' ? sync.problem : undefined));
  useEffect(() => {
    if (here) onDone();
  }, [here, onDone]);
  return (
    <StepFrame title={t('fetch_title')} text={t('fetch_text')}>
      <output className={classes.progressLine}>
        <Loader size={16} aria-hidden />
        {problem ?? t('fetch_waiting')}
      </output>
    </StepFrame>
  );
}
