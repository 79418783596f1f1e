import { useTranslation } from 'react-i18next';
import { answers, type ReportField } from '#shared/domain/job-report.ts';
import { formatDecimal, parseDecimal } from '#shared/domain/money-text.ts';
import { EditableSelect, EditableText } from '#renderer/ui/index.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';

interface ReadingFieldProps {
  jobId: string;
  fieldId: string;
  field: ReportField;
  /** As records hold it; the empty text where nothing was read. */
  value: string;
  disabled: boolean;
}

/** One thing that the report asks for, filled in where it stands. */
export function ReadingField({ jobId, fieldId, field, value, disabled }: ReadingFieldProps) {
  const { t } = useTranslation('report');
  const { locale } = useFormat();
  const { kind, unit, choices = [] } = field;
  const label = unit === undefined ? field.label : `${field.label} (${unit})`;
  const keep = (read: string) => save('job.setReading', { id: jobId, fieldId, value: read });
  if (kind === 'yesNo' || kind === 'choice') {
    const known =
      kind === 'yesNo' ? yesNo.map((each) => ({ value: each, label: t(each) })) : choices.map(named);
    // What was chosen once stays to be seen when the form names it no more.
    const gone = value === '' || known.some((each) => each.value === value) ? [] : [named(value)];
    const options = [{ value: '', label: '' }, ...known, ...gone];
    return <EditableSelect label={label} value={value} options={options} disabled={disabled} onSave={keep} />;
  }
  if (kind === 'text') return <EditableText label={label} value={value} disabled={disabled} onSave={keep} />;
  const isNumber = (text: string) => text === '' || parseDecimal(text, locale) !== undefined;
  return (
    <EditableText
      label={label}
      // Of a form that has asked for something else before.
      value={answers(field, value) ? formatDecimal(value, locale) : value}
      disabled={disabled}
      validate={(text) =>
        isNumber(text) ? undefined : t('numberNeeded', { example: formatDecimal('20.5', locale) })
      }
      onSave={(text) => keep(parseDecimal(text, locale) ?? '')}
    />
  );
}

const yesNo = ['yes', 'no'] as const;

function named(choice: string): { value: string; label: string } {
  return { value: choice, label: choice };
}
