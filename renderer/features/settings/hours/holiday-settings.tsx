import { useTranslation } from 'react-i18next';
import { holidayRegions } from '#shared/domain/availability/holidays.ts';
import type { Business } from '#shared/domain/business.ts';
import { countryName } from '#shared/domain/countries.ts';
import { run } from '#renderer/state/commands.ts';
import { EditableSelect, Section } from '#renderer/ui/index.ts';

/** On which public holidays the business is closed. */
export function HolidaySettings({ business }: { business: Business }) {
  const { t, i18n } = useTranslation('settings');
  const country = countryName(business.country, i18n.language);
  const regions = holidayRegions(business.country);
  return (
    <Section title={t('holidays')} hint={t('holidaysHint')}>
      <EditableSelect
        label={t('holidaysOf')}
        value={business.holidayRegion ?? ''}
        options={[
          { value: '', label: t('holidaysNone') },
          ...regions.map(({ code, name }) => ({
            value: code,
            label: name === undefined ? country : `${country}: ${name}`,
          })),
        ]}
        onSave={(holidayRegion) => run('business.update', { fields: { holidayRegion } })}
      />
    </Section>
  );
}
