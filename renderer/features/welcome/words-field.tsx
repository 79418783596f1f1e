import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface WordsFieldProps {
  /** Where it is for other words than those of recovery. */
  label?: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** 24 words, typed from paper. */
export function WordsField({ label, value, error, onChange }: WordsFieldProps) {
  const { t } = useTranslation('welcome');
  return (
    <Textarea
      label={label ?? t('recover_label')}
      description={t('recover_count', { count: wordsIn(value).length })}
      value={value}
      rows={4}
      autoComplete="off"
      spellCheck={false}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function wordsIn(text: string): string[] {
  return text.trim().toLowerCase().split(/\s+/).filter(Boolean);
}
