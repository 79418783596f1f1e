import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { useAskedWords } from '#renderer/ui/index.ts';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';

interface AgreeFormProps {
  /** Who proposes it. */
  from: string;
  onClose: () => void;
}

/** The successor’s own words, shown once, and three of them back from the paper: with them they agree. */
export function AgreeForm({ from, onClose }: AgreeFormProps) {
  const [words, setWords] = useState<string[]>();
  useEffect(() => ignore(vault().newRecoveryWords().then(setWords)), []);
  return words === undefined ? null : <WithWords words={words} from={from} onClose={onClose} />;
}

function WithWords({ words, from, onClose }: AgreeFormProps & { words: string[] }) {
  const { t } = useTranslation('handover');
  const [isWritten, setWritten] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const asked = useAskedWords(words);

  async function agree(event: React.FormEvent) {
    event.preventDefault();
    if (!isWritten) return setWritten(true);
    if (!asked.check()) return;
    setBusy(true);
    const agreed = await vault().agreeToHandover(words);
    setBusy(false);
    if (!agreed.ok) return setProblem(agreed.error);
    onClose();
  }

  return (
    <form className={classes.form} onSubmit={(event) => void agree(event)} noValidate>
      {isWritten ? (
        <fieldset className={classes.plain}>
          <legend>{t('check')}</legend>
          {asked.fields}
        </fieldset>
      ) : (
        <>
          <p>{t('newWords_hint', { from })}</p>
          <ol className={classes.words} aria-label={t('newWords')}>
            {words.map((word, index) => (
              // A word may come twice, and its place is what counts.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>{word}</li>
            ))}
          </ol>
        </>
      )}
      <ProblemText problem={problem} />
      <div className={classes.line}>
        <Button type="submit" loading={busy} disabled={isWritten && !asked.isFilled}>
          {t(isWritten ? 'agreeNow' : 'written')}
        </Button>
        <Button variant="default" onClick={() => (isWritten ? setWritten(false) : onClose())}>
          {t(isWritten ? 'back' : 'notNow')}
        </Button>
      </div>
    </form>
  );
}
