import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JobItem } from '#shared/domain/job.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { multiply } from '#shared/domain/money.ts';
import { formatDecimal, formatPrice, parseDecimal, parsePrice } from '#shared/domain/money-text.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Money, Section } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { AddFromList } from './add-from-list.tsx';
import { Cell } from './cell.tsx';
import classes from './job-items.module.css';

/** What is done and what it costs. Prices stay as they are once they are on an invoice. */
export function JobItems({ job }: { job: PlannedJob }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const items = Object.entries(job.items ?? {}).toSorted(
    ([a, x], [b, y]) => x.order - y.order || (a < b ? -1 : 1),
  );
  const totals = items.map(([, item]) => ({ amount: lineTotal(item), currency: item.currency }));
  const editable = isOpenJob(job) || job.state === 'completed';
  return (
    <Section title={t('work')} hint={job.state === 'invoiced' ? t('pricesFixed') : undefined}>
      {items.length > 0 && (
        <table className={classes.items}>
          <thead>
            <tr>
              <th>{t('what')}</th>
              <th className={classes.number}>{t('quantity')}</th>
              <th className={classes.number}>{t('unitPrice')}</th>
              <th className={classes.number}>{t('amount')}</th>
              <th>
                <span className="visually-hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(([itemId, item]) => (
              <ItemRow key={itemId} job={job} itemId={itemId} item={item} editable={editable} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th colSpan={3}>{t('total')}</th>
              <td className={classes.number} colSpan={2}>
                <Money strong>{format.sums(totals)}</Money>
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {editable && <AddItem job={job} />}
    </Section>
  );
}

interface ItemRowProps {
  job: PlannedJob;
  itemId: string;
  item: JobItem;
  editable: boolean;
}

function ItemRow({ job, itemId, item, editable }: ItemRowProps) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const { locale } = format;
  const save = (fields: Partial<JobItem>) => {
    const { name, quantity, unitPrice, currency, serviceId } = { ...item, ...fields };
    const changed = { name, quantity, unitPrice, currency, serviceId };
    return run('job.setItem', { id: job.id, itemId, item: changed });
  };
  const savePrice = (price: { minor: string; currency: string }) =>
    save({ unitPrice: price.minor, currency: price.currency });
  return (
    <tr>
      <td>
        <Cell
          label={t('what')}
          value={item.name}
          disabled={!editable}
          read={(text) => text || undefined}
          onSave={(name) => save({ name })}
        />
      </td>
      <td>
        <Cell
          label={t('quantity')}
          value={formatDecimal(item.quantity, locale)}
          numeric
          disabled={!editable}
          read={(text) => parseDecimal(text, locale)}
          onSave={(quantity) => save({ quantity })}
        />
      </td>
      <td>
        <Cell
          label={t('unitPrice')}
          value={formatPrice(item.unitPrice, item.currency, format)}
          numeric
          disabled={!editable}
          read={(text) => parsePrice(text, item.currency, format)}
          onSave={savePrice}
        />
      </td>
      <td className={classes.number}>
        <Money>{format.money(lineTotal(item), item.currency)}</Money>
      </td>
      <td>
        {editable && (
          <Tooltip label={t('remove')}>
            <ActionIcon
              size={24}
              aria-label={t('removeItem', { name: item.name })}
              onClick={() => ignore(run('job.removeItem', { id: job.id, itemId }))}
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
      </td>
    </tr>
  );
}

/** Takes a line from the price list, or any words with a price to be filled in. */
function AddItem({ job }: { job: PlannedJob }) {
  const { t } = useTranslation('jobs');
  return (
    <AddFromList
      label={t('addWork')}
      className={classes.add}
      onAdd={(name, service) => {
        const price = { unitPrice: service?.unitPrice ?? '0', currency: service?.currency };
        return run('job.setItem', {
          id: job.id,
          item: { name, quantity: '1', ...price, serviceId: service?.id },
        });
      }}
    />
  );
}

function lineTotal({ unitPrice, quantity }: JobItem): bigint {
  return multiply(BigInt(unitPrice), quantity);
}
