import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { type PlanTerms, priceOn, usualNoticeDays } from '#shared/domain/plan-terms.ts';
import { run } from '#renderer/state/commands.ts';
import { type Rhythm, rhythmOf, ruleOf } from './rhythm.ts';

/** Under which name what is typed of a plan is kept until it is stored. */
export function keptPlan(plan: Plan | undefined): string {
  return `plan ${plan?.id ?? 'new'}`;
}

/** And the price of its next year. */
export function keptRenewal({ id }: Plan): string {
  return `renewal of ${id}`;
}

/** What a form shows of a plan and what it costs. */
export function valuesOf(
  plan: Plan | undefined,
  terms: PlanTerms | undefined,
  { today, locale, currency }: { today: string; locale: string; currency: string },
) {
  const [line] = linesOf(plan);
  const price = terms && priceOn(terms, today);
  const [staffId = ''] = Object.keys(plan?.assignees ?? {});
  const rhythm: Rhythm | '' = plan === undefined ? 'year' : (rhythmOf(plan.times.rule) ?? '');
  return {
    contactId: plan?.contactId ?? '',
    title: plan?.title ?? '',
    first: plan?.times.first ?? today,
    rhythm,
    isAnyTime: plan !== undefined && plan.times.time === undefined,
    time: plan?.times.time ?? '09:00',
    minutes: plan?.times.minutes ?? 60,
    staffId,
    billing: terms?.billing ?? ('visit' as const),
    price: price === undefined ? '' : formatAmount(price.amount, price.currency, locale),
    normalPrice: line === undefined ? '' : formatAmount(line.unitPrice, line.currency ?? currency, locale),
    included: terms?.includedVisits ?? ('' as number | ''),
    renewsOn: terms?.renewsOn ?? '',
    noticeDays: terms?.noticeDays ?? usualNoticeDays,
    scope: 'all',
    from: today,
  };
}
export type PlanValues = ReturnType<typeof valuesOf>;

/** What is typed as an amount; none where nothing is. */
export function amountOf(text: string, currency: string, locale: string) {
  const amount = text === '' ? undefined : parseMoney(text, currency, locale);
  return amount === undefined ? undefined : { amount: String(amount), currency };
}

interface Ways {
  currency: string;
  locale: string;
  mayPrice: boolean;
}

/** What the form says, as the commands take it. */
export function fieldsOf(values: PlanValues, plan: Plan | undefined, ways: Ways) {
  const { title, first, rhythm, isAnyTime, time, minutes, staffId } = values;
  const rule = rhythm === '' ? plan!.times.rule : ruleOf(rhythm, first);
  return {
    title: title.trim(),
    times: { first, rule, minutes, ...(!isAnyTime && { time }) },
    staffIds: staffOf(plan, staffId),
    ...(ways.mayPrice && { items: itemsOf(values, plan, ways), terms: termsOf(values, ways) }),
  };
}

/** What each visit does, at the normal price; the form shows the first line and leaves the others as they are. */
function itemsOf({ title, normalPrice }: PlanValues, plan: Plan | undefined, { currency, locale }: Ways) {
  const normal = amountOf(normalPrice, currency, locale);
  const [known, ...others] = linesOf(plan);
  if (normal === undefined) return others;
  const line = known ?? { name: title.trim(), quantity: '1' };
  return [{ ...line, unitPrice: normal.amount, currency: normal.currency }, ...others];
}

function termsOf({ billing, price, included, renewsOn, noticeDays }: PlanValues, { currency, locale }: Ways) {
  return {
    billing,
    price: amountOf(price, currency, locale) ?? null,
    includedVisits: billing === 'visit' || included === '' ? null : included,
    renewsOn: renewsOn === '' ? null : renewsOn,
    noticeDays,
  };
}

function linesOf(plan: Plan | undefined) {
  return Object.values(plan?.items ?? {})
    .toSorted((a, b) => a.order - b.order)
    .map(({ name, quantity, unitPrice, currency, serviceId }) => ({
      name,
      quantity,
      unitPrice,
      currency,
      ...(serviceId !== undefined && { serviceId }),
    }));
}

/** Who goes: the form shows one of several, and another choice is meant instead of all of them. */
function staffOf(plan: Plan | undefined, staffId: string): string[] {
  const known = Object.keys(plan?.assignees ?? {});
  if (staffId === '') return [];
  return known[0] === staffId ? known : [staffId];
}

/** Makes the plan, or changes all or what follows of it. */
export async function storePlan(
  { scope, from, contactId }: PlanValues,
  fields: ReturnType<typeof fieldsOf>,
  plan: Plan | undefined,
) {
  if (plan === undefined) return run('plan.create', { contactId, ...fields });
  if (scope === 'all') return run('plan.update', { id: plan.id, fields });
  return run('plan.changeFollowing', { id: plan.id, from, fields });
}
