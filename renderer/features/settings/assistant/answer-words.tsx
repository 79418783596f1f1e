import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AnswerLanguage, answerLanguages } from '#shared/agent/acts/languages.ts';
import { defaultWords, templateKeys, wordsId } from '#shared/agent/acts/templates.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { EditableText, Section } from '#renderer/ui/index.ts';

/** The sentences of automatic answers, each as the owner words it; an empty one is ours again. Few ever do: shown on demand. */
export function AnswerWords() {
  const { t } = useTranslation('assistant');
  const [isOpen, setOpen] = useState(false);
  const [language, setLanguage] = useState<AnswerLanguage>('en');
  return (
    <Section title={t('answerWords')} hint={t('answerWordsHint')}>
      <Button variant="default" w="fit-content" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'answerWordsHide' : 'answerWordsShow')}
      </Button>
      {isOpen && <WordList language={language} onLanguage={setLanguage} />}
    </Section>
  );
}

interface WordListProps {
  language: AnswerLanguage;
  onLanguage: (language: AnswerLanguage) => void;
}

function WordList({ language, onLanguage }: WordListProps) {
  const { t, i18n } = useTranslation('assistant');
  const own = new Map(useRecords('answerWords').map(({ id, text }) => [id, text]));
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  return (
    <>
      <Select
        size="xs"
        w={220}
        aria-label={t('answerLanguage')}
        allowDeselect={false}
        data={answerLanguages.map((value) => ({ value, label: names.of(value) ?? value }))}
        value={language}
        onChange={(chosen) => onLanguage(answerLanguages.find((each) => each === chosen) ?? 'en')}
      />
      {templateKeys.map((key) => (
        <EditableText
          key={`${language}-${key}`}
          label={t(`sentence.${key}`)}
          placeholder={defaultWords(language, key)}
          multiline
          value={own.get(wordsId(language, key)) ?? ''}
          onSave={(text) => run('answerWords.set', { language, key, text: text || undefined })}
        />
      ))}
    </>
  );
}
