import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { labelColours, type Label } from '#shared/domain/label.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';

/** The team's own words for conversations, edited in place. */
export function Labels() {
  const { t } = useTranslation('settings');
  const labels = useRecords('labels').toSorted((a, b) => a.createdAt - b.createdAt);
  return (
    <Section title={t('labels.title')} hint={t('labels.hint')}>
      <EditableTable
        columns={[{ header: t('labels.name') }, { header: t('labels.colour'), width: 120 }]}
        rows={labels.map((label) => (
          <KeepsUnsaved key={label.id} of={label.id}>
            <LabelRow label={label} />
          </KeepsUnsaved>
        ))}
        addLabel={t('labels.add')}
        onAdd={() => ignore(save('label.create', { name: freeName(labels, t('labels.newName')) }))}
      />
    </Section>
  );
}

function LabelRow({ label }: { label: Label }) {
  const { t } = useTranslation('settings');
  const { id, name, colour } = label;
  return (
    <tr>
      <td>
        <CellInput
          label={t('labels.name')}
          value={name}
          accepts={(given) => given !== '' && given.length <= 40}
          onSave={(given) => run('label.update', { id, fields: { name: given } })}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('labels.colour')}
          value={colour}
          data={labelColours.map((value) => ({ value, label: t(`labels.colours.${value}`) }))}
          onChange={(event) => {
            const chosen = labelColours.find((value) => value === event.currentTarget.value);
            ignore(run('label.update', { id, fields: { colour: chosen } }));
          }}
        />
      </td>
      <RemoveCell label={t('labels.remove', { name })} onRemove={() => ignore(run('label.remove', { id }))} />
    </tr>
  );
}

/** A label exists once by its name. */
function freeName(labels: Label[], wanted: string): string {
  const taken = new Set(labels.map(({ name }) => name.toLowerCase()));
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted} ${number}`;
  return name;
}
