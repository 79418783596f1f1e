import { Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { planBillings } from '#shared/domain/plan-terms.ts';
import type { PlanValues } from './plan-values.ts';

/** What a plan costs, how it is billed, what is within the price, and until when that is agreed. */
export function TermsFields({ form, currency }: { form: UseFormReturnType<PlanValues>; currency: string }) {
  const { t } = useTranslation('plans');
  const { billing, renewsOn } = form.values;
  const isPerVisit = billing === 'visit';
  return (
    <>
      <Group grow gap={12} align="flex-start">
        <NativeSelect
          label={t('billing')}
          description={isPerVisit ? undefined : t('billing_hint')}
          data={planBillings.map((value) => ({ value, label: t(`billings.${value}`) }))}
          {...form.getInputProps('billing')}
        />
        <TextInput
          label={t(isPerVisit ? 'pricePerVisit' : 'price', { currency })}
          description={isPerVisit ? undefined : t('price_hint')}
          {...form.getInputProps('price')}
        />
      </Group>
      {!isPerVisit && (
        <Group grow gap={12} align="flex-start">
          <NumberInput
            label={t('included')}
            description={t('included_hint')}
            min={0}
            max={1000}
            allowDecimal={false}
            {...form.getInputProps('included')}
          />
          <TextInput
            label={t('normalPrice', { currency })}
            description={t('normalPrice_hint')}
            {...form.getInputProps('normalPrice')}
          />
        </Group>
      )}
      <Group grow gap={12} align="flex-start">
        <TextInput
          type="date"
          label={t('renewsOn')}
          description={t('renewsOn_hint')}
          {...form.getInputProps('renewsOn')}
        />
        {renewsOn !== '' && (
          <NumberInput
            label={t('noticeDays')}
            description={t('noticeDays_hint')}
            min={0}
            max={365}
            allowDecimal={false}
            {...form.getInputProps('noticeDays')}
          />
        )}
      </Group>
    </>
  );
}
