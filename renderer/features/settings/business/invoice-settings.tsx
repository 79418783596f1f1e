import { useTranslation } from 'react-i18next';
import type { Business } from '#shared/domain/business.ts';
import { EditableSelect, EditableText, Section } from '#renderer/ui/index.ts';
import type { SaveFields } from './business-section.tsx';

/** How invoices look and what they ask for. */
export function InvoiceSettings({ business, save }: { business: Business; save: SaveFields }) {
  const { t } = useTranslation('settings');
  const wrongTerms = (text: string) =>
    /^\d{1,3}$/.test(text) && Number(text) <= 365 ? undefined : t('paymentTermsWrong');
  return (
    <Section title={t('invoices')}>
      <EditableSelect
        label={t('template')}
        value={business.invoiceTemplate}
        options={(['modern', 'classic'] as const).map((value) => ({ value, label: t(`template_${value}`) }))}
        onSave={(value) => save({ invoiceTemplate: value as Business['invoiceTemplate'] })}
      />
      <EditableSelect
        label={t('paper')}
        value={business.paperSize}
        options={(['A4', 'Letter'] as const).map((value) => ({ value, label: value }))}
        onSave={(value) => save({ paperSize: value as Business['paperSize'] })}
      />
      <EditableSelect
        label={t('rounding')}
        value={business.taxRounding}
        options={(['category', 'line'] as const).map((value) => ({ value, label: t(`rounding_${value}`) }))}
        onSave={(value) => save({ taxRounding: value as Business['taxRounding'] })}
      />
      <EditableText
        label={t('paymentTerms')}
        value={String(business.paymentTermsDays)}
        validate={wrongTerms}
        onSave={(days) => save({ paymentTermsDays: Number(days) })}
      />
      <EditableText
        label={t('paymentInstructions')}
        placeholder={t('paymentInstructionsExample')}
        multiline
        value={business.paymentInstructions ?? ''}
        onSave={(value) => save({ paymentInstructions: value || undefined })}
      />
      <EditableText
        label={t('footer')}
        multiline
        value={business.invoiceFooter ?? ''}
        onSave={(value) => save({ invoiceFooter: value || undefined })}
      />
    </Section>
  );
}
