import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countryName, countryOptions } from '#shared/domain/countries.ts';
import { dayOf, formatDay } from '#shared/domain/day.ts';
import { formatDecimal, parseDecimal } from '#shared/domain/money-text.ts';
import { type MessageRate, rateCategories, type RateCategory } from '#shared/domain/message-rate.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Section, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { RemoveCell } from '../editable-table.tsx';
import classes from '../settings.module.css';

/** What Meta asks for templates, as the owner has read it: it is shown where one is chosen. For who sees the money. */
export function MessageRates() {
  const { t } = useTranslation('rates');
  const rates = useRecords('messageRates').toSorted(
    (a, b) =>
      rateCategories.indexOf(a.category) - rateCategories.indexOf(b.category) ||
      (a.country ?? '~').localeCompare(b.country ?? '~') ||
      b.from.localeCompare(a.from),
  );
  if (useAccess('money') !== 'write') return null;
  return (
    <Section title={t('title')} hint={t('hint')}>
      {rates.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('category')}</th>
              <th>{t('country')}</th>
              <th>{t('from')}</th>
              <th style={{ width: 120 }} className={classes.end}>
                {t('price')}
              </th>
              <th>{t('currency')}</th>
              <th className={classes.removal}>
                <span className="visually-hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rates.map((rate) => (
              <RateRow key={rate.id} rate={rate} />
            ))}
          </tbody>
        </table>
      )}
      <NewRate />
    </Section>
  );
}

function RateRow({ rate }: { rate: MessageRate }) {
  const { t, i18n } = useTranslation('rates');
  const { locale } = useFormat();
  const { id, category, country, from, price, currency } = rate;
  const name = t('of', {
    category: t(`categories.${category}`),
    country: country === undefined ? t('others') : countryName(country, i18n.language),
  });
  return (
    <tr>
      <td>{t(`categories.${category}`)}</td>
      <td>{country === undefined ? t('others') : countryName(country, i18n.language)}</td>
      <td>{formatDay(from, locale)}</td>
      <td>
        <CellInput
          label={t('priceOf', { name, currency })}
          value={formatDecimal(price, locale)}
          align="end"
          accepts={(text) => isPrice(text, locale)}
          onSave={(text) =>
            save('messageRate.set', {
              category,
              from,
              currency,
              ...(country !== undefined && { country }),
              price: parseDecimal(text, locale)!,
            })
          }
        />
      </td>
      <td>{currency}</td>
      <RemoveCell
        label={t('removeOf', { name })}
        onRemove={() => ignore(run('messageRate.remove', { id }))}
      />
    </tr>
  );
}

function isPrice(text: string, locale: string): boolean {
  return parseDecimal(text, locale)?.startsWith('-') === false;
}

type NewRateFields = { category: RateCategory; country: string; from: string; price: string };

function NewRate() {
  const { t, i18n } = useTranslation('rates');
  const { locale, currency, timeZone } = useFormat();
  const today = dayOf(useNow(), timeZone);
  const { form, forget } = useKeptForm<NewRateFields>('new message rate', {
    initialValues: { category: 'UTILITY', country: '', from: today, price: '' },
    validate: {
      from: (day) => (day === '' ? t('fromNeeded') : null),
      price: (text) => (isPrice(text, locale) ? null : t('priceNeeded')),
    },
  });

  async function add({ category, country, from, price }: typeof form.values) {
    const of = { category, from, ...(country !== '' && { country }) };
    const done = await run('messageRate.set', { ...of, price: parseDecimal(price, locale)! });
    if (!done.ok) return takeFieldProblems(form, done.error);
    form.setFieldValue('price', '');
    forget();
  }

  return (
    <form onSubmit={form.onSubmit(add)}>
      <Group gap={8} align="flex-start" mt={8}>
        <NativeSelect
          label={t('category')}
          data={rateCategories.map((value) => ({ value, label: t(`categories.${value}`) }))}
          {...form.getInputProps('category')}
        />
        <NativeSelect
          label={t('country')}
          w={200}
          data={[{ value: '', label: t('others') }, ...countryOptions(i18n.language)]}
          {...form.getInputProps('country')}
        />
        <TextInput label={t('from')} type="date" {...form.getInputProps('from')} />
        <TextInput label={t('priceIn', { currency })} w={110} {...form.getInputProps('price')} />
        <Button type="submit" variant="default" className={classes.besideFields}>
          {t('add')}
        </Button>
      </Group>
    </form>
  );
}
