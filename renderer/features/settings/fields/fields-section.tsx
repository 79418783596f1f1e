import { useState } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { customisable, type CustomField, fieldsOf } from '#shared/domain/custom-field.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';
import { NewField } from './new-field.tsx';

/** Fields that the owner adds to people, sites, enquiries and jobs. */
export function FieldsSection() {
  const { t } = useTranslation('settings');
  const fields = useRecords('customFields');
  const [addingTo, setAddingTo] = useState<CustomField['of']>();
  return (
    <div>
      <Section title={t('section_fields')} hint={t('fields.hint')} />
      {customisable.map((of) => (
        <Section key={of} title={t(`fields.of.${of}`)}>
          <EditableTable
            columns={[
              { header: t('fields.name') },
              { header: t('fields.kind'), width: 120 },
              { header: t('fields.choices') },
            ]}
            rows={fieldsOf(fields, of).map((field) => (
              <KeepsUnsaved key={field.id} of={field.id}>
                <FieldRow field={field} />
              </KeepsUnsaved>
            ))}
            addLabel={t('fields.add')}
            onAdd={() => setAddingTo(of)}
          />
        </Section>
      ))}
      <NewField of={addingTo} onClose={() => setAddingTo(undefined)} />
    </div>
  );
}

function FieldRow({ field }: { field: CustomField }) {
  const { t } = useTranslation('settings');
  const { id, name, kind, choices = {} } = field;
  const inOrder = Object.entries(choices).toSorted(([, a], [, b]) => a.order - b.order);
  return (
    <tr>
      <td>
        <CellInput
          label={t('fields.name')}
          value={name}
          accepts={(given) => given !== '' && given.length <= 60}
          onSave={(given) => run('customField.rename', { id, name: given })}
        />
      </td>
      <td>
        <Text size="sm">{t(`fields.kinds.${kind}`)}</Text>
      </td>
      <td>
        {inOrder.map(([key, choice]) => (
          <CellInput
            key={key}
            label={t('fields.choice')}
            value={choice.name}
            accepts={(given) => given !== '' && given.length <= 60}
            onSave={(given) => run('customField.setChoice', { id, key, name: given })}
          />
        ))}
        {kind === 'choice' && (
          <CellInput
            key={`new ${inOrder.length}`}
            label={t('fields.anotherChoice')}
            value=""
            onSave={(given) => run('customField.setChoice', { id, name: given })}
          />
        )}
      </td>
      <RemoveCell
        label={t('fields.remove', { name })}
        onRemove={() => ignore(run('customField.archive', { id }))}
      />
    </tr>
  );
}
