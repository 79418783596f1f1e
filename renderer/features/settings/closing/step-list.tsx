import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { StateBadge, type Tone } from '#renderer/ui/index.ts';
import type { ClosingStep } from '#renderer/vault/closing/api.ts';
import { detailOf, titleOf } from './step-words.ts';
import classes from './closing.module.css';

const tones: Record<ClosingStep['outcome'], Tone> = {
  done: 'good',
  failed: 'bad',
  yours: 'warn',
  waits: 'warn',
};

/** What was done when the business was closed, one after another. */
export function StepList({ steps }: { steps: ClosingStep[] }) {
  const { t } = useTranslation('closing');
  const format = useFormat();
  return (
    <ol className={classes.steps} aria-label={t('steps')} aria-live="polite">
      {steps.map((step, index) => {
        const detail = detailOf(t, format, step);
        return (
          // Steps are only added.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={classes.step}>
            <span className={classes.stepTitle} dir="auto">
              {titleOf(t, step)}
            </span>
            <StateBadge tone={tones[step.outcome]} title={format.full(step.at)}>
              {t(`outcome_${step.outcome}`)}
            </StateBadge>
            {detail !== '' && <p className={classes.stepDetail}>{detail}</p>}
          </li>
        );
      })}
    </ol>
  );
}
