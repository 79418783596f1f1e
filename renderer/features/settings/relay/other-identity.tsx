import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useTeam } from '#renderer/state/team.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

/** Another relay answers at the known address: only the owner can say whether that is meant to be so. */
export function OtherIdentity() {
  const { t } = useTranslation('settings');
  const canManage = useTeam(({ team }) => team?.canManage === true);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function trust() {
    setBusy(true);
    const trusted = await withFactor(() => vault().trustRelay());
    setBusy(false);
    setAsking(false);
    setProblem(trusted.ok ? undefined : trusted.error);
  }

  if (!canManage) return <p className={classes.muted}>{t('relay_otherAskOwner')}</p>;
  return (
    <>
      <Button mt={8} size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('relay_otherTrust')}
      </Button>
      <ProblemText problem={problem} />
      <ConfirmDialog
        opened={asking}
        title={t('relay_otherTitle')}
        confirmLabel={t('relay_otherTrust')}
        busy={busy}
        onConfirm={() => ignore(trust())}
        onCancel={() => setAsking(false)}
      >
        {t('relay_otherText')}
      </ConfirmDialog>
    </>
  );
}
