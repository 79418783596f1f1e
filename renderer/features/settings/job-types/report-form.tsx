import { Button, MultiSelect, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ReportField, reportParts, readingKinds, readingsAsked } from '#shared/domain/job-report.ts';
import type { JobType } from '#shared/domain/job-type.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { EditableText, FieldRow, KeepsUnsaved } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';
import { useBoilerService } from './boiler-service.ts';

/** The owner's own form of the report that a customer gets: its heading, what it shows and what it asks for. */
export function ReportForm({ type }: { type: JobType }) {
  const { t } = useTranslation('report');
  const boiler = useBoilerService();
  const { id, reportTitle = '', reportWithout = {} } = type;
  const fields = readingsAsked(type.reportFields);

  async function takeBoilerService() {
    await save('jobType.putReportFields', { id, fields: boiler.fields });
    if (reportTitle === '') await save('jobType.setReport', { id, title: boiler.title });
  }

  return (
    <>
      <EditableText
        label={t('settings.title')}
        value={reportTitle}
        placeholder={t('settings.headingHint')}
        validate={(given) => (given.length > 120 ? t('settings.headingLong') : undefined)}
        onSave={(title) => run('jobType.setReport', { id, title })}
      />
      <FieldRow label={t('settings.shows')}>
        <MultiSelect
          aria-label={t('settings.shows')}
          ml={-8}
          value={reportParts.filter((part) => reportWithout[part] === undefined)}
          data={reportParts.map((part) => ({ value: part, label: t(`settings.parts.${part}`) }))}
          onChange={(shown) =>
            ignore(
              save('jobType.setReport', { id, without: reportParts.filter((part) => !shown.includes(part)) }),
            )
          }
        />
      </FieldRow>
      <EditableTable
        columns={[
          { header: t('settings.asked') },
          { header: t('settings.kind'), width: 128 },
          { header: t('settings.unit'), width: 88 },
          { header: t('settings.choices') },
        ]}
        rows={fields.map(({ id: fieldId, field }) => (
          <KeepsUnsaved key={fieldId} of={fieldId}>
            <FieldCells typeId={id} fieldId={fieldId} field={field} />
          </KeepsUnsaved>
        ))}
        addLabel={t('settings.add')}
        onAdd={() =>
          ignore(
            save('jobType.putReportFields', { id, fields: [{ label: t('settings.new'), kind: 'number' }] }),
          )
        }
      />
      {fields.length === 0 && (
        <Button variant="subtle" size="xs" ml={-12} onClick={() => ignore(takeBoilerService())}>
          {t('settings.ready')}
        </Button>
      )}
    </>
  );
}

interface FieldCellsProps {
  typeId: string;
  fieldId: string;
  field: ReportField;
}

function FieldCells({ typeId, fieldId, field }: FieldCellsProps) {
  const { t } = useTranslation('report');
  const { label, kind, unit = '', choices = [] } = field;
  const put = (change: Partial<Pick<ReportField, 'label' | 'kind' | 'unit' | 'choices'>>) =>
    run('jobType.putReportFields', {
      id: typeId,
      fields: [{ fieldId, label, kind, unit, choices, ...change }],
    });
  return (
    <tr>
      <td>
        <CellInput
          label={t('settings.asked')}
          value={label}
          accepts={(given) => given !== '' && given.length <= 120}
          onSave={(given) => put({ label: given })}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('settings.kind')}
          value={kind}
          data={readingKinds.map((value) => ({ value, label: t(`settings.kinds.${value}`) }))}
          onChange={(event) => {
            const chosen = readingKinds.find((each) => each === event.currentTarget.value);
            if (chosen !== undefined) ignore(put({ kind: chosen }));
          }}
        />
      </td>
      <td>
        {(kind === 'number' || kind === 'text') && (
          <CellInput
            label={t('settings.unit')}
            value={unit}
            accepts={(given) => given.length <= 20}
            onSave={(given) => put({ unit: given })}
          />
        )}
      </td>
      <td>
        {kind === 'choice' && (
          <CellInput
            label={t('settings.choices')}
            value={choices.join(', ')}
            accepts={(given) => given !== ''}
            onSave={(given) => put({ choices: given.split(',') })}
          />
        )}
      </td>
      <RemoveCell
        label={t('settings.remove', { name: label })}
        onRemove={() => ignore(run('jobType.removeReportField', { id: typeId, fieldId }))}
      />
    </tr>
  );
}
