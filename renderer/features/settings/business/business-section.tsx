import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Business } from '#shared/domain/business.ts';
import type { Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { useInTurn } from '#renderer/state/in-turn.ts';
import { readTable, useRecord } from '#renderer/state/records.ts';
import { EditableText, Section } from '#renderer/ui/index.ts';
import { InvoiceSettings } from './invoice-settings.tsx';
import { RegionSettings } from './region-settings.tsx';
import { TaxSettings } from './tax-settings.tsx';

export type SaveFields = (fields: ArgsOf<'business.update'>['fields']) => Promise<Result<unknown>>;

/** Who the business is, where it works, what it taxes and how its invoices look. */
export function BusinessSection() {
  const business = useRecord('business', 'business');
  if (business === undefined) return null;
  const save: SaveFields = (fields) => run('business.update', { fields });
  return (
    <div>
      <Profile business={business} save={save} />
      <Address business={business} save={save} />
      <RegionSettings business={business} save={save} />
      <TaxSettings business={business} save={save} />
      <InvoiceSettings business={business} save={save} />
    </div>
  );
}

const profileFields = [
  'legalName',
  'taxId',
  'taxIdLabel',
  'phone',
  'email',
  'website',
  'serviceArea',
] as const;

function Profile({ business, save }: { business: Business; save: SaveFields }) {
  const { t } = useTranslation('settings');
  return (
    <Section title={t('profile')}>
      <EditableText
        label={t('name')}
        value={business.name}
        validate={(name) => (name === '' ? t('nameNeeded') : undefined)}
        onSave={(name) => save({ name })}
      />
      {profileFields.map((field) => (
        <EditableText
          key={field}
          label={t(field)}
          value={business[field] ?? ''}
          onSave={(value) => save({ [field]: value || undefined })}
        />
      ))}
    </Section>
  );
}

const addressFields = ['street', 'line2', 'postcode', 'city', 'region'] as const;

function Address({ business, save }: { business: Business; save: SaveFields }) {
  const { t } = useTranslation('settings');
  const inTurn = useInTurn();
  return (
    <Section title={t('address')}>
      {addressFields.map((field) => (
        <EditableText
          key={field}
          label={t(field)}
          value={business.address?.[field] ?? ''}
          onSave={(value) =>
            inTurn(() => {
              const address = readTable('business').get('business')?.address;
              return save({ address: { ...address, [field]: value || undefined } });
            })
          }
        />
      ))}
    </Section>
  );
}
