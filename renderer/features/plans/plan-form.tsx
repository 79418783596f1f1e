import { Checkbox, Group, NativeSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '#shared/domain/money-text.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { useCustomerChoice } from '#renderer/state/customers.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useStaff } from '#renderer/state/staff.ts';
import { FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { fieldsOf, keptPlan, storePlan, valuesOf } from './plan-values.ts';
import { rhythms } from './rhythm.ts';
import { TermsFields } from './terms-fields.tsx';

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
  const staff = useStaff();
  const terms = useRecord('planTerms', plan?.id ?? '');
  const mayPrice = useAccess('money') === 'write';
  const isAmount = (text: string) =>
    text === '' || parseMoney(text, currency, locale) !== undefined ? null : t('priceWrong');
  const { form } = useKeptForm(keptPlan(plan), {
    initialValues: valuesOf(plan, terms, { today, locale, currency }),
    validate: {
      contactId: (id) => (id === '' ? t('customerNeeded') : null),
      title: (title) => (title.trim() === '' ? t('titleNeeded') : null),
      first: (first) => (first === '' ? t('dayNeeded') : null),
      price: isAmount,
      normalPrice: isAmount,
      renewsOn: (renewsOn) =>
        renewsOn === '' || renewsOn === terms?.renewsOn || renewsOn > today ? null : t('dayOver'),
      from: (from, { scope }) => (scope === 'following' && from === '' ? t('dayNeeded') : null),
    },
  });
  const { isAnyTime, scope } = form.values;
  const choice = useCustomerChoice(form.values.contactId);

  async function save(values: typeof form.values) {
    const fields = fieldsOf(values, plan, { currency, locale, mayPrice });
    const done = await storePlan(values, fields, plan);
    if (!done.ok) return takeFieldProblems(form, done.error);
    onClose();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        {plan === undefined && (
          <Select
            label={t('customer')}
            {...choice}
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
        {mayPrice && <TermsFields form={form} currency={currency} />}
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
        <FormButtons
          submit={t(plan === undefined ? 'add' : 'save')}
          isBusy={form.submitting}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
