import { useMemo, useState } from 'react';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { useAdding } from '#renderer/state/adding.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Dialog, EmptyState, Page, useShelf } from '#renderer/ui/index.ts';
import { PlanForm } from './plan-form.tsx';
import { PlanLine } from './plan-line.tsx';
import { keptPlan, keptRenewal } from './plan-values.ts';
import { RenewDialog } from './renew-dialog.tsx';
import classes from './plans.module.css';

/** Work that comes again: who has a plan, how often, what is next. Route `/plans`. */
export function PlansPage() {
  const { t } = useTranslation('plans');
  const { timeZone } = useFormat();
  const today = dayOf(useNow(), timeZone);
  const plans = usePlans();
  const readOnly = useAccess('work') !== 'write';
  const [changing, setChanging] = useState<Plan>();
  const [isAdding, setAdding] = useAdding();
  const [renewing, setRenewing] = useState<Plan>();
  const add = () => setAdding(true);
  const isOpen = changing !== undefined || (isAdding && !readOnly);
  const shelf = useShelf();

  function close() {
    if (isOpen) shelf.forget(keptPlan(changing));
    if (renewing !== undefined) shelf.forget(keptRenewal(renewing));
    setChanging(undefined);
    setRenewing(undefined);
    if (isAdding) setAdding(false);
  }

  return (
    <Page
      title={t('title')}
      filters={plans.length > 0 && <span>{t('count', { count: plans.length })}</span>}
      action={{ label: t('add'), onClick: add, icon: <IconPlus size={16} stroke={1.5} />, readOnly }}
    >
      {plans.length === 0 ? (
        <EmptyState
          icon={<IconRepeat size={28} stroke={1.5} />}
          title={t('emptyTitle')}
          text={t('emptyText')}
          {...(!readOnly && { action: { label: t('add'), onClick: add } })}
        />
      ) : (
        <ul className={classes.plans}>
          {plans.map((plan) => (
            <li key={plan.id}>
              <PlanLine
                plan={plan}
                today={today}
                readOnly={readOnly}
                onChange={() => setChanging(plan)}
                onRenew={() => setRenewing(plan)}
              />
            </li>
          ))}
        </ul>
      )}
      <Dialog
        opened={isOpen}
        onClose={close}
        title={changing === undefined ? t('add') : t('change')}
        size="md"
      >
        {isOpen && <PlanForm plan={changing} today={today} onClose={close} />}
      </Dialog>
      <Dialog opened={renewing !== undefined} onClose={close} title={t('renewal')} size="md">
        {renewing !== undefined && <RenewDialog plan={renewing} onClose={close} />}
      </Dialog>
    </Page>
  );
}

/** By their customers' names; those that have ended come last. */
function usePlans(): Plan[] {
  const plans = useRecords('plans');
  const contacts = useTable('contacts');
  const { locale } = useFormat();
  return useMemo(() => {
    const nameOf = ({ contactId }: Plan) => contacts.get(contactId)?.name ?? '';
    const ended = ({ until }: Plan) => Number(until !== undefined);
    return plans.toSorted((a, b) => ended(a) - ended(b) || nameOf(a).localeCompare(nameOf(b), locale));
  }, [plans, contacts, locale]);
}
