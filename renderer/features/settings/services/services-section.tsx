import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Service } from '#shared/domain/business.ts';
import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import { drop } from '#shared/lib/drop.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';

/** The price list, edited in place. */
export function ServicesSection() {
  const { t } = useTranslation('settings');
  const { currency } = useFormat();
  const services = useRecords('services')
    .filter((service) => service.archivedAt === undefined)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return (
    <div>
      <Section title={t('section_services')} hint={t('servicesHint', { currency })}>
        <EditableTable
          columns={[
            { header: t('service'), width: '45%' },
            { header: t('price'), align: 'end' },
            { header: t('unit') },
            { header: t('minutes'), align: 'end' },
          ]}
          rows={services.map((service) => (
            <KeepsUnsaved key={service.id} of={service.id}>
              <ServiceRow service={service} />
            </KeepsUnsaved>
          ))}
          addLabel={t('serviceAdd')}
          onAdd={() => drop(save('service.add', { name: t('serviceNew'), unitPrice: '0' }))}
        />
      </Section>
    </div>
  );
}

function ServiceRow({ service }: { service: Service }) {
  const { t } = useTranslation('settings');
  const { currency, locale } = useFormat();
  const save = (fields: ArgsOf<'service.update'>['fields']) =>
    run('service.update', { id: service.id, fields });
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
          value={formatAmount(service.unitPrice, currency, locale)}
          align="end"
          accepts={(text) => parseMoney(text, currency, locale) !== undefined}
          onSave={(text) => save({ unitPrice: String(parseMoney(text, currency, locale) ?? 0n) })}
        />
      </td>
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
        onRemove={() => drop(run('service.archive', { id: service.id }))}
      />
    </tr>
  );
}
