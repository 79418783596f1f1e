import { useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/domain/business.ts';
import { ruleFor } from '#shared/domain/public-page.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { Dialog, Section, useShelf } from '#renderer/ui/index.ts';
import settings from '../settings.module.css';
import { keptRule, RuleForm } from './rule-form.tsx';
import classes from './booking.module.css';

/** What of the price list stands on the page, and what a request for it has to keep to. */
export function ServiceRules() {
  const { t } = useTranslation('booking');
  const [open, setOpen] = useState<Service>();
  const services = useRecords('services')
    .filter((service) => service.archivedAt === undefined)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const shelf = useShelf();
  const close = () => {
    if (open !== undefined) shelf.forget(keptRule(open));
    setOpen(undefined);
  };
  return (
    <Section title={t('services')} hint={t('servicesHint')}>
      {services.length === 0 && <p className={classes.nothing}>{t('noServices')}</p>}
      {services.length > 0 && (
        <table className={settings.table}>
          <thead>
            <tr>
              <th>{t('service')}</th>
              <th>{t('priceShown')}</th>
              <th>{t('askedFor')}</th>
              <th>{t('offered')}</th>
            </tr>
          </thead>
          <tbody>
            {services.map((service) => (
              <Row key={service.id} service={service} onOpen={() => setOpen(service)} />
            ))}
          </tbody>
        </table>
      )}
      <Dialog opened={open !== undefined} onClose={close} title={open?.name ?? ''}>
        {open !== undefined && <RuleForm service={open} onClose={close} />}
      </Dialog>
    </Section>
  );
}

function Row({ service, onOpen }: { service: Service; onOpen: () => void }) {
  const { t } = useTranslation('booking');
  const rule = ruleFor(useRecord('bookingRules', service.id));
  return (
    <tr>
      <td>
        <Button variant="subtle" size="compact-sm" color="gray" ml={-9} onClick={onOpen}>
          {service.name}
        </Button>
      </td>
      <td>{t(`price.${rule.price}`)}</td>
      <td>{t('between', { hours: rule.noticeHours, days: rule.windowDays })}</td>
      <td>
        <Switch
          aria-label={t('offerOne', { name: service.name })}
          checked={rule.isOffered}
          onChange={({ currentTarget: { checked } }) =>
            ignore(save('bookingRule.set', { serviceId: service.id, fields: { isOffered: checked } }))
          }
        />
      </td>
    </tr>
  );
}
