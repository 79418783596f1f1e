import { useState } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#shared/domain/currencies.ts';
import { formatAmount } from '#shared/domain/money-text.ts';
import { countryFor, priceOf, type ServiceAnswer } from '../answers.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from './question-steps.tsx';
import classes from '../welcome.module.css';

/** The price list, started from the trade. */
export function ServicesStep({ answers, onAnswer, onContinue, onBack }: StepProps) {
  const { t } = useTranslation('welcome');
  const [added, setAdded] = useState<string>();
  const country = countryFor(answers);
  const { services } = answers;
  const wrong = (service: ServiceAnswer) =>
    priceOf(service, country) === undefined || service.name.trim() === '';
  const change = (key: string, part: Partial<ServiceAnswer>) =>
    onAnswer({
      services: services.map((service) => (service.key === key ? { ...service, ...part } : service)),
    });
  const example = formatAmount(
    10n ** BigInt(minorDigits(country.currency)) * 75n,
    country.currency,
    country.locale,
  );

  return (
    <StepFrame
      title={t('services_title')}
      text={t('services_text', { currency: country.currency })}
      canContinue={!services.some(wrong)}
      onContinue={onContinue}
      onBack={onBack}
    >
      <div className={classes.services}>
        <span className={classes.servicesHead}>{t('services_name')}</span>
        <span className={`${classes.servicesHead} ${classes.price}`}>{t('services_price')}</span>
        <span />
        {services.map((service) => (
          <ServiceLine
            key={service.key}
            service={service}
            isNew={service.key === added}
            wrongPrice={priceOf(service, country) === undefined}
            onChange={(part) => change(service.key, part)}
            onRemove={() => onAnswer({ services: services.filter(({ key }) => key !== service.key) })}
          />
        ))}
      </div>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={18} stroke={1.5} />}
        onClick={() => {
          const key = crypto.randomUUID();
          setAdded(key);
          onAnswer({ services: [...services, { key, name: '', price: '' }] });
        }}
      >
        {t('services_add')}
      </Button>
      {services.some(wrong) && <output className={classes.note}>{t('services_wrong', { example })}</output>}
    </StepFrame>
  );
}

interface ServiceLineProps {
  service: ServiceAnswer;
  /** The owner has just asked for it. */
  isNew: boolean;
  wrongPrice: boolean;
  onChange: (part: Partial<ServiceAnswer>) => void;
  onRemove: () => void;
}

function ServiceLine({ service, isNew, wrongPrice, onChange, onRemove }: ServiceLineProps) {
  const { t } = useTranslation('welcome');
  return (
    <>
      <TextInput
        size="xs"
        // The owner has just asked for this line.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isNew}
        aria-label={t('services_name')}
        value={service.name}
        maxLength={200}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        aria-label={t('services_price')}
        inputMode="decimal"
        value={service.price}
        error={wrongPrice}
        classNames={{ input: classes.price }}
        onChange={(event) => onChange({ price: event.currentTarget.value })}
      />
      <ActionIcon aria-label={t('services_remove', { name: service.name })} onClick={onRemove}>
        <IconX size={18} stroke={1.5} />
      </ActionIcon>
    </>
  );
}
