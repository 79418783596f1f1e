import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { addDays, formatDay } from '#shared/domain/day.ts';
import { type Plan, planDays, planIds } from '#shared/domain/plan.ts';
import { priceOn } from '#shared/domain/plan-terms.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { type VisitsUsed, visitsUsed } from '#shared/records/plan-visits.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useRecord, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { rhythmOf } from './rhythm.ts';
import classes from './plans.module.css';

interface PlanLineProps {
  plan: Plan;
  today: string;
  readOnly: boolean;
  onChange: () => void;
  onRenew: () => void;
}

/** So far ahead the next visit is looked for, and so many are told. */
const [ahead, mostDays] = [3660, 3];

/** One plan: for whom, what, how often, what it costs and how much of it is used, what is next. */
export function PlanLine({ plan, today, readOnly, onChange, onRenew }: PlanLineProps) {
  const { t } = useTranslation('plans');
  const customer = useRecord('contacts', plan.contactId)?.name ?? t('unknownCustomer');
  const days = planDays(plan, today, addDays(today, ahead)).slice(0, mostDays);
  const facts = useFacts(plan, today);
  const isAsked = useIsAsked(plan);
  return (
    <article className={classes.plan}>
      <div className={classes.what}>
        <strong dir="auto">{customer}</strong>
        <span dir="auto">{plan.title}</span>
        <span className={classes.facts}>{facts.join(' · ')}</span>
      </div>
      <ul className={classes.days} aria-label={t('next')}>
        {days.map((day) => (
          <li key={day}>
            <NextDay plan={plan} day={day} readOnly={readOnly} />
          </li>
        ))}
      </ul>
      <Group gap={4}>
        {isAsked && (
          <Button size="compact-sm" disabled={readOnly} onClick={onRenew}>
            {t('renew')}
          </Button>
        )}
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

/** What is known of it in words; what it costs only where money may be seen. */
function useFacts(plan: Plan, today: string): string[] {
  const { t } = useTranslation('plans');
  const { locale, money } = useFormat();
  const terms = useRecord('planTerms', plan.id);
  const records = useReader(counted);
  const price = terms && priceOn(terms, today);
  const used = visitsUsed(records, plan, today);
  const { renewsOn } = terms ?? {};
  return [
    t(`rhythms.${rhythmOf(plan.times.rule) ?? 'own'}`),
    terms && price && `${money(price.amount, price.currency)} ${t(`billings.${terms.billing}`)}`,
    used && usedWords(used, t),
    renewsOn && t(renewsOn <= today ? 'notRenewed' : 'renews', { day: formatDay(renewsOn, locale) }),
    plan.until && t('ends', { day: formatDay(plan.until, locale) }),
  ].filter((fact): fact is string => fact !== undefined && fact !== '');
}

const counted = ['plans', 'planTerms', 'jobs', 'visits', 'jobEvents', 'issued'] as const;

function usedWords({ used, of }: VisitsUsed, t: TFunction<'plans'>): string {
  return used > of ? t('usedBeyond', { of, extra: used - of }) : t('used', { used, of });
}

/** Whether it is time to ask the customer, who may see what it costs. */
function useIsAsked({ id, until }: Plan): boolean {
  const terms = useRecord('planTerms', id);
  const mayPrice = useAccess('money') === 'write';
  const renewsOn = terms?.renewsOn;
  if (!mayPrice || renewsOn === undefined || (until !== undefined && until < renewsOn)) return false;
  return terms?.proposed?.[renewsOn] !== undefined;
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
