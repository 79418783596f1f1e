import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { NomineeWait } from '#renderer/vault/api.ts';
import { StepFrame } from '../step-frame.tsx';
import classes from '../welcome.module.css';

/** How often the relay is asked while this is open. */
const lookMilliseconds = 60_000;

interface NomineeWaitsProps {
  kit: { relayUrl: string; words: string[] };
  wait: NomineeWait;
  onWait: (wait: NomineeWait) => void;
  onBack: () => void;
}

/** How long the relay still keeps its half, or that an owner has refused. */
export function NomineeWaits({ kit, wait, onWait, onBack }: NomineeWaitsProps) {
  const { t } = useTranslation('welcome');
  const { dayAndTime } = useFormat();
  const { state, requestedAt, releasesAt, refusedAt, againAt } = wait;
  const isRefused = state === 'refused';

  useEffect(() => {
    // To look begins nothing anew, also where it was refused.
    const looking = setInterval(() => {
      const asked = vault().askAsNominee({ ...kit, isLook: true });
      ignore(asked.then((answer) => answer.ok && onWait(answer.value)));
    }, lookMilliseconds);
    return () => clearInterval(looking);
  }, [kit, onWait]);

  const when = dayAndTime(requestedAt);
  if (isRefused)
    return (
      <StepFrame title={t('nominee_refusedTitle')} onBack={onBack}>
        <output>
          {t('nominee_refusedText', {
            when,
            refused: dayAndTime(refusedAt ?? requestedAt),
            again: dayAndTime(againAt ?? requestedAt),
          })}
        </output>
      </StepFrame>
    );
  return (
    <StepFrame title={t('nominee_waitTitle')} onBack={onBack}>
      <div className={classes.paragraphs}>
        <p>{t('nominee_waitText', { when, until: dayAndTime(releasesAt) })}</p>
        <p>{t('nominee_waitHow')}</p>
      </div>
    </StepFrame>
  );
}
