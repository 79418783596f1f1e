import { useState } from 'react';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

const wordCount = 24;

/** Puts other recovery words in the place of the present ones, such as after the paper was seen by somebody. */
export function RecoveryWords() {
  const { t } = useTranslation('settings');
  const [next, setNext] = useState<string[]>();
  const [typed, setTyped] = useState('');
  const [isWritten, setWritten] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const old = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);

  async function begin() {
    setNext(await vault().newRecoveryWords());
  }

  function close() {
    setNext(undefined);
    setTyped('');
    setWritten(false);
    setProblem(undefined);
  }

  async function renew(event: React.FormEvent) {
    event.preventDefault();
    if (next === undefined) return;
    setBusy(true);
    const renewed = await withFactor(() => vault().renewWords({ old, new: next }));
    setBusy(false);
    if (!renewed.ok) return setProblem(renewed.error);
    close();
    showDone(t('words_done'));
  }

  if (next === undefined) {
    return (
      <Button size="xs" variant="default" onClick={() => ignore(begin())}>
        {t('words_renew')}
      </Button>
    );
  }
  return (
    <form className={classes.form} onSubmit={(event) => void renew(event)}>
      <Textarea
        label={t('words_old')}
        description={t('words_oldCount', { count: old.length })}
        value={typed}
        rows={4}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p>{t('words_new')}</p>
      <ol className={classes.words} aria-label={t('words')}>
        {next.map((word, index) => (
          // A word may come twice, and its place is what counts.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>{word}</li>
        ))}
      </ol>
      <Checkbox
        label={t('words_written')}
        checked={isWritten}
        onChange={(event) => setWritten(event.currentTarget.checked)}
      />
      <ProblemText problem={problem} />
      <div className={classes.line}>
        <Button type="submit" loading={busy} disabled={!isWritten || old.length !== wordCount}>
          {t('words_renew')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
