import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Service } from '#shared/domain/business.ts';
import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import { drop } from '#shared/lib/drop.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import classes from '../settings.module.css';

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
        <table className={classes.table}>
          <thead>
            <tr>
              <th className={classes.name}>{t('service')}</th>
              <th className={classes.end}>{t('price')}</th>
              <th>{t('unit')}</th>
              <th className={classes.end}>{t('minutes')}</th>
              <th>
                <span className="visually-hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {services.map((service) => (
              <ServiceRow key={service.id} service={service} />
            ))}
          </tbody>
        </table>
        <Button
          variant="subtle"
          size="xs"
          mt={8}
          ml={-12}
          leftSection={<IconPlus size={18} stroke={1.5} />}
          onClick={() => drop(run('service.add', { name: t('serviceNew'), unitPrice: '0' }, { quiet: true }))}
        >
          {t('serviceAdd')}
        </Button>
      </Section>
    </div>
  );
}

function ServiceRow({ service }: { service: Service }) {
  const { t } = useTranslation('settings');
  const { currency, locale } = useFormat();
  const save = (fields: ArgsOf<'service.update'>['fields']) =>
    drop(run('service.update', { id: service.id, fields }));
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
      <td>
        <Tooltip label={t('removeOne', { what: service.name })}>
          <ActionIcon
            aria-label={t('removeOne', { what: service.name })}
            onClick={() => drop(run('service.archive', { id: service.id }))}
          >
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
}
