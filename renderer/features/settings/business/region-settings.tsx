import { useTranslation } from 'react-i18next';
import type { Business } from '#shared/domain/business.ts';
import { countries, countryOptions } from '#shared/domain/countries.ts';
import { currencies } from '#shared/domain/currencies.ts';
import { useRecords } from '#renderer/state/records.ts';
import { EditableSelect, Section } from '#renderer/ui/index.ts';
import type { SaveFields } from './business-section.tsx';

/** Country, currency, dates and time zone: each can be changed by itself. */
export function RegionSettings({ business, save }: { business: Business; save: SaveFields }) {
  const { t, i18n } = useTranslation('settings');
  const services = useRecords('services');
  const others = services.filter(
    ({ archivedAt, currency }) => archivedAt === undefined && currency !== business.currency,
  ).length;
  const locales = new Set([business.locale, ...countries.map(({ locale }) => locale)]);
  return (
    <Section title={t('region')}>
      <EditableSelect
        label={t('country')}
        value={business.country}
        options={countryOptions(i18n.language)}
        onSave={(country) => save({ country })}
      />
      <EditableSelect
        label={t('currency')}
        hint={
          others === 0
            ? t('currencyHint')
            : t('currencyOthers', { count: others, currency: business.currency })
        }
        value={business.currency}
        options={byLabel(
          [...new Set([business.currency, ...currencies.keys()])].map((code) => ({
            value: code,
            label: currencyName(code, i18n.language),
          })),
        )}
        onSave={(currency) => save({ currency })}
      />
      <EditableSelect
        label={t('formats')}
        value={business.locale}
        options={byLabel(
          [...locales].map((locale) => ({ value: locale, label: localeName(locale, i18n.language) })),
        )}
        onSave={(locale) => save({ locale })}
      />
      <EditableSelect
        label={t('timeZone')}
        value={business.timeZone}
        options={timeZones(business.timeZone)}
        onSave={(timeZone) => save({ timeZone })}
      />
    </Section>
  );
}

function currencyName(code: string, language: string): string {
  return `${new Intl.DisplayNames(language, { type: 'currency' }).of(code) ?? code} (${code})`;
}

function localeName(locale: string, language: string): string {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).format(new Date(2026, 11, 31));
  return `${new Intl.DisplayNames(language, { type: 'language' }).of(locale) ?? locale} · ${date}`;
}

function timeZones(current: string): { value: string; label: string }[] {
  const zones = new Set([current, ...Intl.supportedValuesOf('timeZone')]);
  return [...zones].toSorted().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

function byLabel<Option extends { label: string }>(options: Option[]): Option[] {
  return options.toSorted((a, b) => a.label.localeCompare(b.label));
}
