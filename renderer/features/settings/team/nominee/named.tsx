import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNomineeRequest, useRefusal } from '#renderer/state/nominee.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import type { NomineeView } from '#renderer/vault/api.ts';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';

interface NamedProps {
  nominee: NomineeView;
  canChange: boolean;
  onRenew: () => void;
}

/** Who is named, what they have asked for, and what the owner can do about it. */
export function Named({ nominee, canChange, onRenew }: NamedProps) {
  const { t } = useTranslation('nominee');
  const format = useFormat();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const name = nominee.name || t('somebody');
  const isEnded = nominee.state === 'ended';
  const { busy, refuse } = useRefusal();
  const asked = useNomineeRequest(nominee);

  async function end() {
    setAsking(false);
    const ended = await withFactor(() => vault().endNominee());
    setProblem(ended.ok ? undefined : ended.error);
    if (ended.ok) showDone(t('isEnded'));
  }

  return (
    <div className={classes.said}>
      {isEnded ? (
        <p>{t('ended', { name })}</p>
      ) : (
        <p>
          {t('named', { name, days: nominee.days })}{' '}
          {nominee.at !== undefined && t('since', { when: format.dayAndTime(nominee.at) })}
        </p>
      )}
      {nominee.hasHalf === false && <p>{t('noHalf')}</p>}
      {asked !== undefined && (
        <p>
          {asked.words} {asked.isOpen && t('refuseMore')}
        </p>
      )}
      <ProblemText problem={problem} />
      <div className={classes.line}>
        {asked?.isOpen === true && (
          <Button size="xs" color="red" loading={busy} onClick={refuse}>
            {t('refuse')}
          </Button>
        )}
        <Button size="xs" variant="default" disabled={!canChange} onClick={onRenew}>
          {t('renew')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!canChange && !isEnded}
          onClick={() => (isEnded ? ignore(end()) : setAsking(true))}
        >
          {t(isEnded ? 'forget' : 'end')}
        </Button>
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={t('endTitle', { name })}
        confirmLabel={t('end')}
        onConfirm={() => ignore(end())}
        onCancel={() => setAsking(false)}
      >
        {t('endText', { name })}
      </ConfirmDialog>
    </div>
  );
}
