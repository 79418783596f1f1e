import { useMemo, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays, dayOf, formatDay } from '#shared/domain/day.ts';
import { type Plan, planDays, planIds } from '#shared/domain/plan.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord, useRecords, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Dialog, EmptyState, Page } from '#renderer/ui/index.ts';
import { PlanForm } from './plan-form.tsx';
import { rhythmOf } from './rhythm.ts';
import classes from './plans.module.css';

/** Work that comes again: who has a plan, how often, what is next. Route `/plans`. */
export function PlansPage() {
  const { t } = useTranslation('plans');
  const { timeZone } = useFormat();
  const today = dayOf(useNow(), timeZone);
  const plans = usePlans();
  const readOnly = useAccess('work') !== 'write';
  const [changing, setChanging] = useState<{ plan: Plan | undefined }>();
  const add = () => setChanging({ plan: undefined });
  return (
    <Page
      title={t('title')}
      filters={<span>{t('count', { count: plans.length })}</span>}
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
                onChange={() => setChanging({ plan })}
              />
            </li>
          ))}
        </ul>
      )}
      <Dialog
        opened={changing !== undefined}
        onClose={() => setChanging(undefined)}
        title={changing?.plan === undefined ? t('add') : t('change')}
        size="md"
      >
        {changing !== undefined && (
          <PlanForm plan={changing.plan} today={today} onClose={() => setChanging(undefined)} />
        )}
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

interface PlanLineProps {
  plan: Plan;
  today: string;
  readOnly: boolean;
  onChange: () => void;
}

/** So far ahead the next visit is looked for, and so many are told. */
const [ahead, mostDays] = [3660, 3];

function PlanLine({ plan, today, readOnly, onChange }: PlanLineProps) {
  const { t } = useTranslation('plans');
  const { locale, money } = useFormat();
  const customer = useRecord('contacts', plan.contactId)?.name ?? t('unknownCustomer');
  const days = planDays(plan, today, addDays(today, ahead)).slice(0, mostDays);
  const rhythm = rhythmOf(plan.times.rule);
  const facts = [
    t(`rhythms.${rhythm ?? 'own'}`),
    plan.price && `${money(plan.price.amount, plan.price.currency)} ${t(`billings.${plan.billing}`)}`,
    plan.renewsOn && t('renews', { day: formatDay(plan.renewsOn, locale) }),
    plan.until && t('ends', { day: formatDay(plan.until, locale) }),
  ];
  return (
    <article className={classes.plan}>
      <div className={classes.what}>
        <strong dir="auto">{customer}</strong>
        <span dir="auto">{plan.title}</span>
        <span className={classes.facts}>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <ul className={classes.days} aria-label={t('next')}>
        {days.map((day) => (
          <li key={day}>
            <NextDay plan={plan} day={day} readOnly={readOnly} />
          </li>
        ))}
      </ul>
      <Group gap={4}>
        <Button size="compact-sm" variant="default" disabled={readOnly} onClick={onChange}>
          {t('change')}
        </Button>
        {plan.until === undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={readOnly}
            onClick={() => ignore(run('plan.end', { id: plan.id, lastDay: today }))}
          >
            {t('end')}
          </Button>
        )}
      </Group>
    </article>
  );
}

/** A day of a plan, which leads to its job, and can be left out. */
function NextDay({ plan, day, readOnly }: { plan: Plan; day: string; readOnly: boolean }) {
  const { t } = useTranslation('plans');
  const navigate = useNavigate();
  const { locale } = useFormat();
  const { jobId } = planIds(plan.id, day);
  const isMade = useTable('jobs').has(jobId);
  const written = formatDay(day, locale);
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-sm"
        variant="subtle"
        disabled={!isMade}
        onClick={() => ignore(navigate({ to: '/jobs/$jobId', params: { jobId } }))}
      >
        {written}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        disabled={readOnly}
        aria-label={t('skipOne', { day: written })}
        onClick={() => ignore(run('plan.skip', { id: plan.id, day }))}
      >
        {t('skip')}
      </Button>
    </Group>
  );
}
