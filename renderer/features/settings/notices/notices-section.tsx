import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countryOptions } from '#shared/domain/countries.ts';
import { noticesOf } from '#shared/domain/notice.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { EarlierNotices } from './earlier-notices.tsx';
import { NoticeEditor } from './notice-editor.tsx';
import { useWrittenNotice } from './use-written-notice.ts';

/** What people are told when their data are collected, by country: written from the settings, changed by the owner. */
export function NoticesSection() {
  const { t, i18n } = useTranslation(['privacy', 'settings']);
  const own = useRecord('business', 'business')?.country ?? 'GB';
  const notices = useRecords('notices');
  const [chosen, setChosen] = useState<string>();
  const country = chosen ?? own;
  const written = useWrittenNotice(country);
  const versions = noticesOf(notices, country);
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
      </Section>
      {written !== undefined && (
        <NoticeEditor
          key={`${country} ${versions[0]?.id ?? ''}`}
          country={country}
          current={versions[0]}
          written={written}
        />
      )}
      <EarlierNotices versions={versions} />
    </div>
  );
}
