import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '#shared/domain/bin.ts';
import { siteLabel } from '#shared/domain/site.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import type { CallValues } from './call-values.ts';

/** Where it is: one of the caller's sites, or an address. */
export function SiteChoice({ form }: { form: UseFormReturnType<CallValues> }) {
  const { t } = useTranslation('call');
  const { contactId, siteId } = form.values;
  const sites = useRecordsBy('sites', 'contactId', contactId)
    .filter(isCurrent)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const isNew = sites.length === 0 || siteId === 'new';
  return (
    <>
      {sites.length > 0 && (
        <NativeSelect
          label={t('site')}
          data={[
            { value: '', label: t('siteLater') },
            ...sites.map((site) => ({ value: site.id, label: siteLabel(site) || t('siteUnnamed') })),
            { value: 'new', label: t('siteNew') },
          ]}
          {...form.getInputProps('siteId')}
        />
      )}
      {isNew && (
        <>
          <TextInput label={t('street')} maxLength={200} dir="auto" {...form.getInputProps('street')} />
          <Group gap={12} grow preventGrowOverflow={false} wrap="nowrap" align="flex-start">
            <TextInput label={t('postcode')} w={120} maxLength={20} {...form.getInputProps('postcode')} />
            <TextInput label={t('city')} maxLength={100} dir="auto" {...form.getInputProps('city')} />
          </Group>
        </>
      )}
    </>
  );
}
