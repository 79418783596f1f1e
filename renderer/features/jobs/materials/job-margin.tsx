import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { costOn } from '#shared/domain/cost.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { LabourCost } from '#shared/domain/job-cost.ts';
import type { JobMaterial } from '#shared/domain/job.ts';
import { formatDecimal, formatPrice, parsePrice } from '#shared/domain/money-text.ts';
import { inOrder } from '#shared/domain/signature.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { partsOfCost, readJobCost } from '#shared/records/job-cost.ts';
import { Money, Section } from '#renderer/ui/index.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useAllStaff } from '#renderer/state/staff.ts';
import { Cell } from '../detail/cell.tsx';
import classes from '../detail/job-items.module.css';
import { useWorkerName } from '../use-worker-name.ts';

/** What a job costs and what is left of its price: for who has a key for the money. */
export function JobMargin({ job, now }: { job: PlannedJob; now: number }) {
  return useAccess('money') === 'none' ? null : <Margin job={job} now={now} />;
}

function Margin({ job, now }: { job: PlannedJob; now: number }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const records = useReader(partsOfCost);
  const found = useMemo(() => readJobCost(records, job, now), [records, job, now]);
  if (found === undefined || found.labour.length + found.materials.length === 0) return null;
  const { labour, materials, cost, price, margin, isComplete } = found;
  const amount = (minor: bigint) => format.money(minor, format.currency);
  const share = margin === undefined || !price ? undefined : Number((margin * 1000n) / price) / 10;
  const amounts = new Map(materials.map((each) => [each.materialId, each.amount]));
  return (
    <Section title={t('cost.title')} hint={t('cost.hint')}>
      <table className={classes.items}>
        <thead>
          <tr>
            <th>{t('material.what')}</th>
            <th className={classes.number}>{t('material.quantity')}</th>
            <th className={classes.number}>{t('cost.each')}</th>
            <th className={classes.number}>{t('cost.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {labour.map((each) => (
            <LabourRow key={each.workerId} labour={each} />
          ))}
          {inOrder(job.materials).map(([id, material]) => (
            <MaterialRow key={id} materialId={id} material={material} amount={amounts.get(id)} />
          ))}
        </tbody>
        <tfoot>
          <Sum label={t('cost.cost')} value={amount(cost)} />
          <Sum
            label={t('cost.price')}
            value={price === undefined ? t('cost.otherCurrency') : amount(price)}
          />
          {margin !== undefined && (
            <Sum
              label={isComplete ? t('cost.margin') : t('cost.marginAtMost')}
              value={
                share === undefined
                  ? amount(margin)
                  : t('cost.marginShare', {
                      amount: amount(margin),
                      share: share.toLocaleString(format.locale),
                    })
              }
            />
          )}
        </tfoot>
      </table>
    </Section>
  );
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <tr>
      <th colSpan={3}>{label}</th>
      <td className={`${classes.number} ${classes.edge}`}>
        <Money strong>{value}</Money>
      </td>
    </tr>
  );
}

function LabourRow({ labour: { workerId, milliseconds, amount } }: { labour: LabourCost }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const nameOf = useWorkerName();
  const staff = useAllStaff().find(({ id, memberId }) => id === workerId || memberId === workerId);
  const minutes = Math.round(milliseconds / 60_000);
  return (
    <tr>
      <td dir="auto">{nameOf(workerId)}</td>
      <td className={classes.number}>
        {t('cost.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
      </td>
      <td>
        {amount === undefined && (
          <CostCell
            label={t('cost.hourOf', { name: nameOf(workerId) })}
            of="staff"
            subjectId={staff?.id ?? workerId}
            value=""
          />
        )}
      </td>
      <td className={classes.number}>
        <Amount amount={amount} currency={format.currency} />
      </td>
    </tr>
  );
}

interface MaterialRowProps {
  materialId: string;
  material: JobMaterial;
  amount: bigint | undefined;
}

function MaterialRow({ materialId, material, amount }: MaterialRowProps) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const { name, quantity, unit, serviceId, at } = material;
  const costs = useTable('costs');
  const own = costs.by('subjectId', materialId);
  const known = own.length > 0 || serviceId === undefined ? own : costs.by('subjectId', serviceId);
  const cost = costOn(known, dayOf(at, format.timeZone));
  return (
    <tr>
      <td dir="auto">{name}</td>
      <td className={classes.number}>
        {[formatDecimal(quantity, format.locale), unit].filter(Boolean).join(' ')}
      </td>
      <td>
        <CostCell
          label={t('cost.eachOf', { name })}
          of="material"
          subjectId={materialId}
          value={cost === undefined ? '' : formatPrice(cost.amount, cost.currency, format)}
        />
      </td>
      <td className={classes.number}>
        <Amount amount={amount} currency={format.currency} />
      </td>
    </tr>
  );
}

function Amount({ amount, currency }: { amount: bigint | undefined; currency: string }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  return <Money>{amount === undefined ? t('cost.unknown') : format.money(amount, currency)}</Money>;
}

interface CostCellProps {
  label: string;
  of: 'staff' | 'material';
  subjectId: string;
  value: string;
}

/** What one costs; emptied, nobody knows it any more. */
function CostCell({ label, of, subjectId, value }: CostCellProps) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const mayWrite = useAccess('money') === 'write';
  return (
    <Cell
      label={label}
      value={value}
      placeholder={mayWrite ? t('cost.set') : undefined}
      numeric
      disabled={!mayWrite}
      read={(text) => {
        if (text === '') return { amount: undefined };
        const price = parsePrice(text, format.currency, format);
        return price && !price.minor.startsWith('-') ? { amount: price } : undefined;
      }}
      onSave={({ amount }) =>
        save('cost.set', {
          of,
          subjectId,
          cost: amount === undefined ? null : { amount: amount.minor, currency: amount.currency },
        })
      }
    />
  );
}
