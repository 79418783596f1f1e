import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { Section, useKeptWords } from '#renderer/ui/index.ts';

interface NoteDeedProps {
  /** The request, by its id. */
  of: string;
  title: string;
  hint: string;
  onNote: (words: string) => Promise<Result<unknown>>;
}

/** A step that is written down in a sentence. */
export function NoteDeed({ of, title, hint, onNote }: NoteDeedProps) {
  const { t } = useTranslation('requests');
  const [words, setWords, forget] = useKeptWords(`${title} ${of}`);
  const [error, setError] = useState<string>();

  async function note() {
    if (words.trim() === '') return setError(t('wordsNeeded'));
    if ((await onNote(words.trim())).ok) forget();
  }

  return (
    <Section title={title} hint={hint}>
      <Textarea
        aria-label={title}
        autosize
        minRows={2}
        maxLength={2000}
        my={8}
        value={words}
        error={error}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setError(undefined);
        }}
      />
      <Button size="compact-sm" variant="default" onClick={() => ignore(note())}>
        {t('noteIt')}
      </Button>
    </Section>
  );
}
