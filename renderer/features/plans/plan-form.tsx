import { Button, Checkbox, Group, NativeSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#shared/domain/currencies.ts';
import { formatDecimal, parseMoney } from '#shared/domain/money-text.ts';
import { type Plan, planBillings } from '#shared/domain/plan.ts';
import { run } from '#renderer/state/commands.ts';
import { useCustomerOptions } from '#renderer/state/customers.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useStaff } from '#renderer/state/staff.ts';
import { takeFieldProblems } from '#renderer/ui/index.ts';
import { type Rhythm, rhythmOf, rhythms, ruleOf } from './rhythm.ts';

interface PlanFormProps {
  /** The one that is changed; a new one where it is left out. */
  plan: Plan | undefined;
  /** Today, `2026-11-30`. */
  today: string;
  onClose: () => void;
}

/** What is to come again: for whom, what, how often, who goes, how it is billed. */
export function PlanForm({ plan, today, onClose }: PlanFormProps) {
  const { t } = useTranslation('plans');
  const { currency, locale } = useFormat();
  const customers = useCustomerOptions();
  const staff = useStaff();
  const form = useForm({
    initialValues: valuesOf(plan, today, locale),
    validate: {
      contactId: (id) => (id === '' ? t('customerNeeded') : null),
      title: (title) => (title.trim() === '' ? t('titleNeeded') : null),
      first: (first) => (first === '' ? t('dayNeeded') : null),
      price: (price) =>
        price === '' || parseMoney(price, currency, locale) !== undefined ? null : t('priceWrong'),
      from: (from, { scope }) => (scope === 'following' && from === '' ? t('dayNeeded') : null),
    },
  });
  const { isAnyTime, billing, scope } = form.values;

  async function save(values: typeof form.values) {
    const fields = fieldsOf(values, plan, currency, locale);
    const done = await store(values, fields, plan);
    if (!done.ok) return takeFieldProblems(form, done.error);
    onClose();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        {plan === undefined && (
          <Select
            label={t('customer')}
            data={customers}
            searchable
            limit={40}
            nothingFoundMessage={t('nobodyFound')}
            data-autofocus
            {...form.getInputProps('contactId')}
          />
        )}
        <TextInput label={t('titleField')} {...form.getInputProps('title')} />
        <Group grow gap={12} align="flex-start">
          <TextInput type="date" label={t('first')} {...form.getInputProps('first')} />
          <NativeSelect
            label={t('rhythm')}
            data={[
              ...rhythms.map((value) => ({ value, label: t(`rhythms.${value}`) })),
              ...(form.values.rhythm === '' ? [{ value: '', label: t('rhythms.own') }] : []),
            ]}
            {...form.getInputProps('rhythm')}
          />
        </Group>
        <Checkbox label={t('anyTime')} {...form.getInputProps('isAnyTime', { type: 'checkbox' })} />
        <Group grow gap={12} align="flex-start">
          {!isAnyTime && <TextInput type="time" label={t('time')} {...form.getInputProps('time')} />}
          <NumberInput
            label={t('minutes')}
            min={5}
            max={10_080}
            step={15}
            {...form.getInputProps('minutes')}
          />
        </Group>
        {staff.length > 1 && (
          <NativeSelect
            label={t('who')}
            data={[
              { value: '', label: t('nobody') },
              ...staff.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...form.getInputProps('staffId')}
          />
        )}
        <Group grow gap={12} align="flex-start">
          <NativeSelect
            label={t('billing')}
            data={planBillings.map((value) => ({ value, label: t(`billings.${value}`) }))}
            {...form.getInputProps('billing')}
          />
          <TextInput
            label={t(billing === 'visit' ? 'pricePerVisit' : 'price', { currency })}
            {...form.getInputProps('price')}
          />
        </Group>
        <Group grow gap={12} align="flex-start">
          {billing !== 'visit' && (
            <NumberInput label={t('included')} min={0} max={1000} {...form.getInputProps('included')} />
          )}
          <TextInput type="date" label={t('renewsOn')} {...form.getInputProps('renewsOn')} />
        </Group>
        {plan !== undefined && (
          <Group grow gap={12} align="flex-start">
            <NativeSelect
              label={t('scope')}
              data={[
                { value: 'all', label: t('scopes.all') },
                { value: 'following', label: t('scopes.following') },
              ]}
              {...form.getInputProps('scope')}
            />
            {scope === 'following' && (
              <TextInput type="date" label={t('from')} {...form.getInputProps('from')} />
            )}
          </Group>
        )}
        <Group justify="flex-end" gap={8} mt={12}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {t(plan === undefined ? 'add' : 'save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** An amount in minor units as a decimal number. */
function asDecimal(minor: string, currency: string): string {
  const digits = minorDigits(currency);
  const padded = minor.padStart(digits + 1, '0');
  return digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

function valuesOf(plan: Plan | undefined, today: string, locale: string) {
  const [line] = linesOf(plan);
  const currency = line?.currency ?? plan?.price?.currency ?? 'EUR';
  const price = plan?.billing === 'visit' ? line?.unitPrice : plan?.price?.amount;
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
    billing: plan?.billing ?? ('visit' as const),
    price: price === undefined ? '' : formatDecimal(asDecimal(price, currency), locale),
    included: plan?.includedVisits ?? 0,
    renewsOn: plan?.renewsOn ?? '',
    scope: 'all',
    from: today,
  };
}
type Values = ReturnType<typeof valuesOf>;

/** What the form says, as the commands take it. */
function fieldsOf(values: Values, plan: Plan | undefined, currency: string, locale: string) {
  const { title, first, rhythm, isAnyTime, time, minutes, staffId, billing, price, included, renewsOn } =
    values;
  const amount = price === '' ? undefined : parseMoney(price, currency, locale);
  const isPerVisit = billing === 'visit';
  const [known, ...others] = linesOf(plan);
  const line = amount !== undefined && {
    ...(known ?? { name: title.trim(), quantity: '1' }),
    unitPrice: String(amount),
    currency,
  };
  const rule = rhythm === '' ? plan!.times.rule : ruleOf(rhythm, first);
  return {
    title: title.trim(),
    times: { first, rule, minutes, ...(!isAnyTime && { time }) },
    staffIds: staffOf(plan, staffId),
    billing,
    items: isPerVisit ? [...(line ? [line] : []), ...others] : [],
    price: isPerVisit || amount === undefined ? null : { amount: String(amount), currency },
    includedVisits: isPerVisit ? null : included,
    renewsOn: renewsOn === '' ? null : renewsOn,
  };
}

/** The lines of a visit; the form shows the first of them, and leaves the others as they are. */
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

async function store(
  { scope, from, contactId }: Values,
  fields: ReturnType<typeof fieldsOf>,
  plan: Plan | undefined,
) {
  if (plan === undefined) return run('plan.create', { contactId, ...fields });
  if (scope === 'all') return run('plan.update', { id: plan.id, fields });
  return run('plan.changeFollowing', { id: plan.id, from, fields });
}
