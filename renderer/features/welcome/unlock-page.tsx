import { useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { NewPassphrase, PlumbBob, SecretInput } from '#renderer/ui/index.ts';
import { ClosedNote } from './closed-note.tsx';
import { ClosingOrder } from './closing-order.tsx';
import { QuickUnlock } from './quick-unlock.tsx';
import { problemWords } from './problem-words.ts';
import { StillSending } from './still-sending.tsx';
import { useFocusFirst } from './use-focus-first.ts';
import { WordsField, wordsIn } from './words-field.tsx';
import classes from './welcome.module.css';

/** The locked window: the passphrase, or the recovery words and a new passphrase. */
export function UnlockPage() {
  const [recovering, setRecovering] = useState(false);
  return (
    <main className={classes.page}>
      <div className={`${classes.column} ${recovering ? '' : classes.lock}`}>
        <div className={classes.brand}>
          <PlumbBob size={28} />
          <span>Plumbline</span>
        </div>
        <ClosedNote />
        <ClosingOrder />
        <StillSending />
        {recovering ? (
          <Recover onBack={() => setRecovering(false)} />
        ) : (
          <Unlock onRecover={() => setRecovering(true)} />
        )}
      </div>
    </main>
  );
}

function Unlock({ onRecover }: { onRecover: () => void }) {
  const { t } = useTranslation('welcome');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const form = useFocusFirst<HTMLFormElement>();

  async function unlock(event: React.FormEvent) {
    event.preventDefault();
    if (passphrase === '') return setProblem({ code: 'empty', message: t('unlock_empty') });
    setBusy(true);
    const result = await vault().unlock(passphrase);
    setBusy(false);
    // When it opens, the gate replaces this page.
    if (!result.ok) setProblem(result.error);
  }

  return (
    <form ref={form} className={classes.form} onSubmit={(event) => void unlock(event)}>
      <h1 className={classes.title}>{t('unlock_title')}</h1>
      <QuickUnlock onProblem={setProblem} />
      <SecretInput
        label={t('unlock_label')}
        value={passphrase}
        autoComplete="current-password"
        error={problem === undefined ? undefined : problemWords(problem)}
        onChange={(event) => {
          setProblem(undefined);
          setPassphrase(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={busy}>
        {t('unlock_do')}
      </Button>
      <Anchor component="button" type="button" size="sm" onClick={onRecover}>
        {t('unlock_withWords')}
      </Anchor>
    </form>
  );
}

function Recover({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('welcome');
  const [text, setText] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const form = useFocusFirst<HTMLFormElement>();
  const words = wordsIn(text);

  async function recover(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const result = await vault().unlockWithWords(words, passphrase);
    setBusy(false);
    if (!result.ok) setProblem(result.error);
  }

  return (
    <form ref={form} className={classes.form} onSubmit={(event) => void recover(event)}>
      <h1 className={classes.title}>{t('recover_title')}</h1>
      <p className={classes.text}>{t('recover_text')}</p>
      <WordsField
        value={text}
        error={problem === undefined ? undefined : problemWords(problem)}
        onChange={(typed) => {
          setProblem(undefined);
          setText(typed);
        }}
      />
      <NewPassphrase
        label={t('recover_new')}
        value={passphrase}
        onChange={setPassphrase}
        onReady={setReady}
      />
      <Button type="submit" loading={busy} disabled={!ready || words.length !== 24}>
        {t('recover_do')}
      </Button>
      <Anchor component="button" type="button" size="sm" onClick={onBack}>
        {t('recover_back')}
      </Anchor>
    </form>
  );
}
