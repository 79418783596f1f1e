import { useState } from 'react';
import { Button, CopyButton, Group, NativeSelect, SegmentedControl, Textarea } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Breach } from '#shared/domain/breach.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { type LetterLanguage, letterLanguageOf, letterLanguages } from '#shared/domain/letters/language.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { useRecord } from '#renderer/state/records.ts';
import { languageName, useKept } from '#renderer/ui/index.ts';
import { SheetActions } from '../sheet/sheet-actions.tsx';
import { useSheet } from '../sheet/use-sheet.ts';
import { TellPeople } from './tell-people.tsx';
import { useAffected } from './use-affected.ts';
import { type Letter, useBreachWords } from './use-breach-words.ts';
import classes from './incident.module.css';

/** What is told to whom, as a draft to copy or print, and the whole record as a file. */
export function BreachPapers({ breach }: { breach: Breach }) {
  const { t, i18n } = useTranslation('incident');
  const people = useAffected(breach);
  const words = useBreachWords(breach, people?.length);
  const sheet = useSheet();
  const [letter, setLetter] = useState<Letter>('authority');
  const [edited, setEdited] = useKept<{ letter: Letter; text: string } | undefined>(
    `letters of ${breach.id}`,
    undefined,
  );
  const business = useRecord('business', 'business');
  const [language, setLanguage] = useState<LetterLanguage>(letterLanguageOf(business?.locale));
  const text = edited?.letter === letter ? edited.text : words.letter(letter, language);
  const spoken = languagesOf(people);
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });

  function saveJson(): void {
    const content = { ...breach, people: people?.map(({ id, name }) => ({ id, name })) };
    offerFile(`${t('recordFile')}.json`, new Blob([JSON.stringify(content, undefined, 2)]));
  }

  return (
    <div className={classes.text}>
      <Group justify="space-between" gap={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('letters')}
          value={letter}
          data={words.letters.map((value) => ({ value, label: t(`letterFor.${value}`) }))}
          onChange={(value) => setLetter(value)}
        />
        <Group gap={8}>
          {letter !== 'certIn' && (
            <NativeSelect
              size="xs"
              aria-label={t('letterLanguage')}
              value={language}
              data={letterLanguages.map((value) => {
                const count = letter === 'people' ? (spoken.get(value) ?? 0) : 0;
                const name = languageName(names, value);
                return { value, label: count === 0 ? name : t('letterLanguageOf', { name, count }) };
              })}
              onChange={({ currentTarget: { value } }) => {
                setLanguage(value as LetterLanguage);
                setEdited(undefined);
              }}
            />
          )}
          {letter === 'people' && <TellPeople breach={breach} text={text} />}
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={
                  copied ? <IconCheck size={16} stroke={1.5} /> : <IconCopy size={16} stroke={1.5} />
                }
                onClick={copy}
              >
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <SheetActions
            name={t(`letterFile.${letter}`)}
            what={t(`letterFor.${letter}`)}
            make={() => sheet(t('letterTitle'), [{ heading: breach.title, words: text.split('\n\n') }])}
          />
        </Group>
      </Group>
      <Textarea
        mt={8}
        autosize
        minRows={8}
        maxRows={24}
        dir="auto"
        aria-label={t(`letterFor.${letter}`)}
        description={t('letterHint')}
        value={text}
        onChange={({ currentTarget: { value } }) => setEdited({ letter, text: value })}
      />
      <Group gap={8} mt={12}>
        <span>{t('wholeRecord')}</span>
        <SheetActions
          name={t('recordFile')}
          what={t('wholeRecord')}
          make={() => sheet(t('recordTitle'), words.parts())}
        />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.5} />}
          onClick={saveJson}
        >
          {t('saveJson')}
        </Button>
      </Group>
    </div>
  );
}

/** How many of those who are affected speak which language, as far as that is known. */
function languagesOf(people: readonly Pick<Contact, 'language'>[] = []): Map<LetterLanguage, number> {
  const counts = new Map<LetterLanguage, number>();
  for (const { language } of people) {
    if (language === undefined) continue;
    const spoken = letterLanguageOf(language);
    counts.set(spoken, (counts.get(spoken) ?? 0) + 1);
  }
  return counts;
}
