import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';

const wordCount = 24;

/** The owner’s last act: the words from their paper sign once more. */
export function HandOverForm({ to }: { to: string }) {
  const { t } = useTranslation('handover');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);

  async function handOver(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const done = await withFactor(() => vault().handOver(words));
    setBusy(false);
    if (!done.ok) return setProblem(done.error);
    setTyped('');
    showDone(t('done', { to }));
  }

  return (
    <form className={classes.form} onSubmit={(event) => void handOver(event)}>
      <Textarea
        label={t('ownWords')}
        description={`${t('ownWords_hint')} ${t('ownWords_count', { count: words.length })}`}
        value={typed}
        rows={4}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p>{t('cannotUndo', { to })}</p>
      <ProblemText problem={problem} />
      <div className={classes.line}>
        <Button type="submit" color="red" loading={busy} disabled={words.length !== wordCount}>
          {t('handOver')}
        </Button>
      </div>
    </form>
  );
}
