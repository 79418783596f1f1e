import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { QuickUnlockView } from '#renderer/vault/api.ts';
import { vault } from '#renderer/state/vault-client.ts';
import classes from './welcome.module.css';

/** Where it is switched on: opens by the system's key store, or says that it is time for the passphrase. */
export function QuickUnlock({ onProblem }: { onProblem: (problem: Problem) => void }) {
  const { t } = useTranslation('access');
  const [view, setView] = useState<QuickUnlockView>();
  const [busy, setBusy] = useState(false);
  useEffect(() => ignore(vault().quickUnlock().then(setView)), []);
  if (view?.terms === undefined) return null;

  async function open() {
    setBusy(true);
    const opened = await vault().unlockQuickly(t('reason'));
    setBusy(false);
    // When it opens, the gate replaces this page.
    if (!opened.ok) onProblem(opened.error);
  }

  if (!view.opens) return <p className={classes.text}>{t('due')}</p>;
  return (
    <Button
      variant="default"
      loading={busy}
      leftSection={<IconFingerprint size={18} stroke={1.5} />}
      onClick={() => ignore(open())}
    >
      {t(`open_${view.asks}`)}
    </Button>
  );
}
