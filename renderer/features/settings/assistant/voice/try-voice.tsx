import { useRef, useState } from 'react';
import { Button, FileButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import { ProblemText } from '../../problem-text.tsx';
import { partOf } from './wrong-part.ts';
import classes from '../assistant.module.css';

interface TryVoiceProps {
  problem: Problem | undefined;
  onProblem: (problem: Problem | undefined) => void;
}

interface Tried {
  text: string;
  model: string;
  /** Seconds of the recording, and of the work. */
  sound: number;
  took: number;
}

/** Turns a recording of the owner's own into text. What concerns a field is shown beside it. */
export function TryVoice({ problem, onProblem }: TryVoiceProps) {
  const { t } = useTranslation('voice');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<Tried>();
  /** So that the same recording can be chosen again. */
  const forget = useRef<() => void>(null);

  async function read(recording: File | null) {
    if (recording === null) return;
    forget.current?.();
    setBusy(true);
    onProblem(undefined);
    setTried(undefined);
    const begun = performance.now();
    const found = await vault().tryVoice(recording);
    setBusy(false);
    if (!found.ok) return onProblem(found.error);
    const { read: words, seconds } = found.value;
    const took = Math.ceil((performance.now() - begun) / 1000);
    setTried({ text: words.text, model: words.model, sound: Math.round(seconds), took });
  }

  return (
    <FieldRow label={t('try')} hint={t('tryHint')}>
      <FileButton resetRef={forget} accept="audio/*" onChange={(file) => ignore(read(file))}>
        {(props) => (
          <Button {...props} size="xs" variant="default" loading={busy}>
            {t('choose')}
          </Button>
        )}
      </FileButton>
      <output>{tried !== undefined && <Words tried={tried} />}</output>
      <ProblemText problem={problem !== undefined && partOf(problem) === 'other' ? problem : undefined} />
    </FieldRow>
  );
}

function Words({ tried: { text, model, sound, took } }: { tried: Tried }) {
  const { t } = useTranslation('voice');
  const facts = { model, sound: t('seconds', { count: sound }), took: t('seconds', { count: took }) };
  if (text === '') return <p className={classes.note}>{t('triedNothing', facts)}</p>;
  return (
    <>
      <p className={classes.note}>{t('tried', facts)}</p>
      <p className={classes.heard} dir="auto">
        {text}
      </p>
    </>
  );
}
