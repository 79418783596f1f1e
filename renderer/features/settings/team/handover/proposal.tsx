import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { HandoverView } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';
import { AgreeForm } from './agree-form.tsx';
import { HandOverForm } from './hand-over-form.tsx';

/** What is proposed, and what each side can do about it. */
export function Proposal({ handover }: { handover: HandoverView }) {
  const { t } = useTranslation('handover');
  const format = useFormat();
  const { side, from, to, stays, at } = handover;
  const role = stays === undefined ? '' : t(`as_${stays === 'technician' ? 'technician' : 'manager'}`);
  return (
    <div className={classes.said}>
      <p>
        {t(`${side}${stays === undefined ? 'Leave' : 'Stay'}`, { from, to, role })}{' '}
        {t('since', { when: format.dayAndTime(at) })}
      </p>
      {side === 'from' && <AsOwner handover={handover} />}
      {side === 'to' && <AsSuccessor handover={handover} />}
    </div>
  );
}

/** What may be done at once, and what was wrong with it. */
function useDeed(): {
  busy: boolean;
  problem: Problem | undefined;
  run(deed: () => Promise<Result<void>>, done: string): void;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function run(deed: () => Promise<Result<void>>, words: string) {
    setBusy(true);
    const done = await deed();
    setBusy(false);
    setProblem(done.ok ? undefined : done.error);
    if (done.ok) showDone(words);
  }
  return { busy, problem, run: (deed, words) => ignore(run(deed, words)) };
}

function AsOwner({ handover: { answer, to } }: { handover: HandoverView }) {
  const { t } = useTranslation('handover');
  const { busy, problem, run } = useDeed();
  const words = { open: 'waits', refused: 'refused', outdated: 'outdated', agreed: 'agreed' } as const;
  return (
    <>
      <p>{t(words[answer], { to })}</p>
      {answer === 'agreed' && <HandOverForm to={to} />}
      <ProblemText problem={problem} />
      <Button
        size="xs"
        variant="default"
        loading={busy}
        onClick={() => run(() => withFactor(() => vault().withdrawHandover()), t('withdrawn'))}
      >
        {t('withdraw')}
      </Button>
    </>
  );
}

function AsSuccessor({ handover: { answer, from } }: { handover: HandoverView }) {
  const { t } = useTranslation('handover');
  const { busy, problem, run } = useDeed();
  const meaning = useId();
  const [isAgreeing, setAgreeing] = useState(false);
  const said = {
    open: undefined,
    refused: 'declined',
    outdated: 'agreedOutdated',
    agreed: 'agreedTo',
  } as const;
  const words = said[answer];
  if (isAgreeing) return <AgreeForm from={from} onClose={() => setAgreeing(false)} />;
  return (
    <>
      {words !== undefined && <p>{t(words, { from })}</p>}
      {answer !== 'agreed' && (
        <>
          <p id={meaning}>{t('become')}</p>
          <ul aria-labelledby={meaning}>
            <li>{t('becomeAll')}</li>
            <li>{t('becomeWords')}</li>
            <li>{t('becomeDuty')}</li>
          </ul>
        </>
      )}
      <ProblemText problem={problem} />
      <div className={classes.line}>
        {answer !== 'agreed' && (
          <Button size="xs" onClick={() => setAgreeing(true)}>
            {t('agree')}
          </Button>
        )}
        {answer !== 'refused' && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => run(() => vault().refuseHandover(), t('declined', { from }))}
          >
            {t(answer === 'agreed' ? 'takeBack' : 'decline')}
          </Button>
        )}
      </div>
    </>
  );
}
