import { useState } from 'react';
import { NativeSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countryName, countryOptions } from '#shared/domain/countries.ts';
import { dayOf, formatDay } from '#shared/domain/day.ts';
import {
  type DocumentRule,
  documentRule,
  keptUntil,
  type StartRule,
  startRules,
} from '#shared/domain/retention/documents.ts';
import type { RetentionTerms } from '#shared/domain/retention/order.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord } from '#renderer/state/records.ts';
import settingsClasses from '../settings.module.css';
import classes from './retention.module.css';

const years = Array.from({ length: 15 }, (_, index) => index + 1);

interface DocumentRulesProps {
  terms: RetentionTerms;
  onChange: (fields: Partial<RetentionTerms>) => void;
}

/** What countries ask of issued documents, and whether these go when that is over. */
export function DocumentRulesTable({ terms, onChange }: DocumentRulesProps) {
  const { t, i18n } = useTranslation('retention');
  const home = useRecord('business', 'business')?.country;
  const [more, setMore] = useState<string[]>([]);
  const shown = [...new Set([home, ...Object.keys(terms.documents), ...more])].filter(
    (each) => each !== undefined,
  );
  const rest = countryOptions(i18n.language).filter(({ value }) => !shown.includes(value));
  return (
    <>
      <Switch
        mt={8}
        mb={12}
        label={t('erasesDocuments')}
        description={t('erasesDocumentsHint')}
        checked={terms.erasesDocuments}
        onChange={({ currentTarget: { checked } }) => onChange({ erasesDocuments: checked })}
      />
      <div className={classes.scroller}>
        <table className={settingsClasses.table}>
          <thead>
            <tr>
              <th>{t('country')}</th>
              <th style={{ width: 120 }}>{t('years')}</th>
              <th style={{ width: 240 }}>{t('start')}</th>
              <th>{t('ofToday')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((country) => (
              <Row
                key={country}
                country={country}
                rule={documentRule(country, terms.documents)}
                onChange={(rule) => onChange({ documents: { ...terms.documents, [country]: rule } })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <NativeSelect
        className={classes.choice}
        mt={8}
        aria-label={t('addCountry')}
        value=""
        data={[{ value: '', label: t('addCountry') }, ...rest]}
        onChange={({ currentTarget: { value } }) => setMore([...more, value])}
      />
    </>
  );
}

interface RowProps {
  country: string;
  rule: DocumentRule;
  onChange: (rule: DocumentRule) => void;
}

function Row({ country, rule, onChange }: RowProps) {
  const { t, i18n } = useTranslation('retention');
  const { locale, timeZone } = useFormat();
  const name = countryName(country, i18n.language);
  const today = dayOf(useNow(), timeZone);
  return (
    <tr>
      <td>{name}</td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('yearsIn', { country: name })}
          value={String(rule.years)}
          data={years.map((each) => ({ value: String(each), label: t('yearCount', { count: each }) }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...rule, years: Number(value) })}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('startIn', { country: name })}
          value={rule.start}
          data={startRules.map((value) => ({ value, label: t(`starts.${value}`) }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...rule, start: value as StartRule })}
        />
      </td>
      <td>{formatDay(keptUntil(today, rule), locale)}</td>
    </tr>
  );
}
