import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countryFor, hasDetails } from '../answers.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from './question-steps.tsx';
import classes from '../welcome.module.css';

/** What customers and tax offices look for on an invoice. Nothing of it is needed now. */
export function DetailsStep({ answers, onAnswer, onContinue, onBack }: StepProps) {
  const { t } = useTranslation('welcome');
  const { taxIdLabel } = countryFor(answers);
  const field = (name: 'street' | 'postcode' | 'city' | 'taxId', label: string, maxLength: number) => (
    <TextInput
      label={label}
      value={answers[name]}
      maxLength={maxLength}
      onChange={(event) => onAnswer({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <StepFrame
      title={t('details_title')}
      text={t('details_text')}
      continueLabel={hasDetails(answers) ? undefined : t('details_skip')}
      onContinue={onContinue}
      onBack={onBack}
    >
      <div className={classes.details}>
        {field('street', t('details_street'), 200)}
        <div className={classes.town}>
          {field('postcode', t('details_postcode'), 20)}
          {field('city', t('details_city'), 100)}
        </div>
        {field('taxId', t('details_taxId', { label: taxIdLabel }), 40)}
        <Textarea
          label={t('details_payment')}
          placeholder={t('details_paymentExample')}
          autosize
          minRows={2}
          maxRows={4}
          maxLength={2000}
          value={answers.paymentInstructions}
          onChange={(event) => onAnswer({ paymentInstructions: event.currentTarget.value })}
        />
      </div>
    </StepFrame>
  );
}
