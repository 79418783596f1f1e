import { useState } from 'react';
import { NativeSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countryOptions } from '#shared/domain/countries.ts';
import { type LetterLanguage, letterLanguageOf, letterLanguages } from '#shared/domain/letters/language.ts';
import { noticesOf } from '#shared/domain/notice.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { languageName, Section } from '#renderer/ui/index.ts';
import { EarlierNotices } from './earlier-notices.tsx';
import { NoticeEditor } from './notice-editor.tsx';
import { useWrittenNotice } from './use-written-notice.ts';

/** What people are told when their data are collected, by country: written from the settings, changed by the owner. */
export function NoticesSection() {
  const { t, i18n } = useTranslation(['privacy', 'settings']);
  const { country: own = 'GB', locale } = useRecord('business', 'business') ?? {};
  const spoken = letterLanguageOf(locale);
  const notices = useRecords('notices');
  const [chosen, setChosen] = useState<string>();
  const country = chosen ?? own;
  const [language, setLanguage] = useState(spoken);
  const written = useWrittenNotice(country, language);
  const versions = noticesOf(notices, country).filter((each) => (each.language ?? spoken) === language);
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const used = new Set(notices.map((notice) => notice.country));
  const options = countryOptions(i18n.language).map(({ value, label }) => ({
    value,
    label: used.has(value) ? t('notices.countryInUse', { country: label }) : label,
  }));
  return (
    <div>
      <Section title={t('settings:section_notices')} hint={t('notices.hint')}>
        <Select
          label={t('notices.country')}
          description={t('notices.countryHint')}
          data={options}
          value={country}
          searchable
          allowDeselect={false}
          maw={360}
          my={12}
          onChange={(value) => value !== null && setChosen(value)}
        />
        <NativeSelect
          label={t('notices.language')}
          value={language}
          data={letterLanguages.map((value) => ({ value, label: languageName(names, value) }))}
          maw={360}
          my={12}
          onChange={({ currentTarget: { value } }) => setLanguage(value as LetterLanguage)}
        />
      </Section>
      {written !== undefined && (
        <NoticeEditor
          key={`${country} ${language} ${versions[0]?.id ?? ''}`}
          country={country}
          language={language}
          current={versions[0]}
          written={written}
        />
      )}
      <EarlierNotices versions={versions} />
    </div>
  );
}
