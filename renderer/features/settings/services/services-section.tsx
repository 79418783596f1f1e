import { Alert, Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Service } from '#shared/domain/business.ts';
import { formatPrice, parsePrice } from '#shared/domain/money-text.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { useAccess } from '#renderer/state/session.ts';
import { CellInput } from '../cell-input.tsx';
import { CostInput } from '../cost-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';

/** The price list, edited in place. */
export function ServicesSection() {
  const { t } = useTranslation('settings');
  const seesMoney = useAccess('money') !== 'none';
  const { currency } = useFormat();
  const services = useRecords('services')
    .filter((service) => service.archivedAt === undefined)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return (
    <div>
      <Section title={t('section_services')} hint={t('servicesHint', { currency })} action={<ImportButton />}>
        <OtherCurrencies services={services} />
        <EditableTable
          columns={[
            { header: t('service'), width: '45%' },
            { header: t('price'), align: 'end' },
            ...(seesMoney ? [{ header: t('costEach'), align: 'end' as const }] : []),
            { header: t('unit') },
            { header: t('minutes'), align: 'end' },
          ]}
          rows={services.map((service) => (
            <KeepsUnsaved key={service.id} of={service.id}>
              <ServiceRow service={service} />
            </KeepsUnsaved>
          ))}
          addLabel={t('serviceAdd')}
          onAdd={() => ignore(save('service.add', { name: t('serviceNew'), unitPrice: '0' }))}
        />
      </Section>
    </div>
  );
}

function ImportButton() {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => void navigate({ to: '/import/$what', params: { what: 'services' } })}
    >
      {t('servicesImport')}
    </Button>
  );
}

/** After the business has changed its currency: the prices are what they were, until the owner says otherwise. */
function OtherCurrencies({ services }: { services: Service[] }) {
  const { t } = useTranslation('settings');
  const { currency } = useFormat();
  const others = services.filter((service) => service.currency !== currency);
  if (others.length === 0) return null;
  const codes = [...new Set(others.map((service) => service.currency))].join(', ');
  return (
    <Alert color="yellow" mb={12}>
      {t('otherCurrency', { count: others.length, codes, currency })}
      <br />
      <Button size="xs" variant="default" mt={8} onClick={() => ignore(run('service.adoptCurrency', {}))}>
        {t('sameNumbers', { currency })}
      </Button>
    </Alert>
  );
}

function ServiceRow({ service }: { service: Service }) {
  const { t } = useTranslation('settings');
  const seesMoney = useAccess('money') !== 'none';
  const usual = useFormat();
  const read = (text: string) => parsePrice(text, service.currency, usual);
  const save = (fields: ArgsOf<'service.update'>['fields']) =>
    run('service.update', { id: service.id, fields });
  const savePrice = (price: ReturnType<typeof read>) =>
    price && save({ unitPrice: price.minor, currency: price.currency });
  return (
    <tr>
      <td>
        <CellInput
          label={t('service')}
          value={service.name}
          accepts={(name) => name !== ''}
          onSave={(name) => save({ name })}
        />
      </td>
      <td>
        <CellInput
          label={t('price')}
          value={formatPrice(service.unitPrice, service.currency, usual)}
          align="end"
          accepts={(text) => read(text) !== undefined}
          onSave={(text) => savePrice(read(text))}
        />
      </td>
      {seesMoney && (
        <td>
          <CostInput of="service" subjectId={service.id} />
        </td>
      )}
      <td>
        <CellInput
          label={t('unit')}
          value={service.unit ?? ''}
          onSave={(unit) => save({ unit: unit || undefined })}
        />
      </td>
      <td>
        <CellInput
          label={t('minutes')}
          value={String(service.durationMinutes ?? '')}
          align="end"
          accepts={(text) => /^([1-9]\d{0,3})?$/.test(text)}
          onSave={(text) => save({ durationMinutes: text === '' ? undefined : Number(text) })}
        />
      </td>
      <RemoveCell
        label={t('removeOne', { what: service.name })}
        onRemove={() => ignore(run('service.archive', { id: service.id }))}
      />
    </tr>
  );
}
