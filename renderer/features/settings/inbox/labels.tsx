import { ActionIcon, Button, NativeSelect, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { labelColours, type Label } from '#shared/domain/label.ts';
import { drop } from '#shared/lib/drop.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { CellInput } from '../cell-input.tsx';
import classes from '../settings.module.css';

/** The team's own words for conversations, edited in place. */
export function Labels() {
  const { t } = useTranslation('settings');
  const labels = useRecords('labels').toSorted((a, b) => a.createdAt - b.createdAt);
  return (
    <Section title={t('labels.title')} hint={t('labels.hint')}>
      {labels.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('labels.name')}</th>
              <th style={{ width: 120 }}>{t('labels.colour')}</th>
              <th>
                <span className="visually-hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => (
              <LabelRow key={label.id} label={label} />
            ))}
          </tbody>
        </table>
      )}
      <Button
        variant="subtle"
        size="xs"
        mt={8}
        ml={-12}
        leftSection={<IconPlus size={18} stroke={1.5} />}
        onClick={() =>
          drop(run('label.create', { name: freeName(labels, t('labels.newName')) }, { quiet: true }))
        }
      >
        {t('labels.add')}
      </Button>
    </Section>
  );
}

function LabelRow({ label }: { label: Label }) {
  const { t } = useTranslation('settings');
  const { id, name, colour } = label;
  const removal = t('labels.remove', { name });
  return (
    <tr>
      <td>
        <CellInput
          label={t('labels.name')}
          value={name}
          accepts={(given) => given !== '' && given.length <= 40}
          onSave={(given) => drop(run('label.update', { id, fields: { name: given } }))}
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
            drop(run('label.update', { id, fields: { colour: chosen } }));
          }}
        />
      </td>
      <td>
        <Tooltip label={removal}>
          <ActionIcon aria-label={removal} onClick={() => drop(run('label.remove', { id }))}>
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </td>
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
