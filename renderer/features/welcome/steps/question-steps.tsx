import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Weekday } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import { countryOptions, suggestTaxes } from '#shared/domain/countries.ts';
import { weekdayNames } from '#shared/domain/week.ts';
import { trades } from '#shared/domain/trades.ts';
import { formatPercent } from '#shared/domain/money-text.ts';
import { FieldLocale, HoursEditor, hoursInOrder } from '#renderer/ui/index.ts';
import { countryFor, type Answers } from '../answers.ts';
import { StepFrame } from '../step-frame.tsx';
import classes from '../welcome.module.css';

/** A day whose number can be no month, so that the order shows. */
const exampleDay = new Date(2026, 11, 31);

export interface StepProps {
  answers: Answers;
  onAnswer: (part: Partial<Answers>) => void;
  onContinue: () => void;
  onBack: () => void;
}

export function NameStep({ answers, onAnswer, onContinue, onBack }: StepProps) {
  const { t } = useTranslation('welcome');
  return (
    <StepFrame
      title={t('name_title')}
      text={t('name_text')}
      canContinue={answers.name.trim() !== ''}
      onContinue={onContinue}
      onBack={onBack}
    >
      <TextInput
        label={t('name_label')}
        value={answers.name}
        maxLength={200}
        onChange={(event) => onAnswer({ name: event.currentTarget.value })}
      />
    </StepFrame>
  );
}

export function TradeStep({ answers, onAnswer, onContinue, onBack }: StepProps) {
  const { t } = useTranslation('welcome');
  return (
    <StepFrame title={t('trade_title')} text={t('trade_text')} onContinue={onContinue} onBack={onBack}>
      <Select
        label={t('trade_label')}
        data={trades.map(({ id, name }) => ({ value: id, label: name }))}
        value={answers.trade}
        searchable
        maxDropdownHeight={240}
        onChange={(trade) => trade !== null && onAnswer({ trade, services: [] })}
      />
    </StepFrame>
  );
}

export function CountryStep({ answers, onAnswer, onContinue, onBack }: StepProps) {
  const { t, i18n } = useTranslation('welcome');
  const country = countryFor(answers);
  const { taxes, defaultTaxIds = [] } = suggestTaxes(country);
  const tax = defaultTaxIds
    .flatMap((id) => taxes[id] ?? [])
    .map(({ label, rate }) => `${label} ${formatPercent(rate, country.locale)}`)
    .join(' + ');
  const facts = [
    [t('country_currency'), country.currency],
    [t('country_tax'), tax || t('country_taxNone')],
    [t('country_dates'), new Intl.DateTimeFormat(country.locale, { dateStyle: 'medium' }).format(exampleDay)],
    [t('country_paper'), country.paperSize],
  ];
  return (
    <StepFrame title={t('country_title')} text={t('country_text')} onContinue={onContinue} onBack={onBack}>
      <Select
        label={t('country_label')}
        data={countryOptions(i18n.language)}
        value={country.code}
        searchable
        maxDropdownHeight={240}
        onChange={(code) => code !== null && onAnswer({ country: code, services: [] })}
      />
      <dl className={classes.facts}>
        {facts.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-value`}>{value}</dd>])}
      </dl>
      {country.note !== undefined && <p className={classes.note}>{country.note}</p>}
    </StepFrame>
  );
}

export function HoursStep({ answers, onAnswer, onContinue, onBack }: StepProps) {
  const { t } = useTranslation('welcome');
  const { locale } = countryFor(answers);
  const inOrder = weekdays.every((day) => hoursInOrder(answers.hours[day] ?? []));
  return (
    <StepFrame
      title={t('hours_title')}
      text={t('hours_text')}
      canContinue={inOrder}
      onContinue={onContinue}
      onBack={onBack}
    >
      <FieldLocale locale={locale}>
        <HoursEditor
          days={weekdayNames(locale)}
          value={answers.hours}
          onChange={(day, spans) => onAnswer({ hours: { ...answers.hours, [day as Weekday]: spans } })}
        />
      </FieldLocale>
      {!inOrder && (
        <p role="alert" className={classes.error}>
          {t('hours_wrong')}
        </p>
      )}
    </StepFrame>
  );
}
