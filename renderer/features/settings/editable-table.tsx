import type { ReactNode } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './settings.module.css';

interface EditableColumn {
  header: string;
  /** In pixels, or a share in percent; the column shares what is left if this is left out. */
  width?: number | `${number}%`;
  align?: 'end';
}

interface EditableTableProps {
  columns: EditableColumn[];
  /** Table rows, each with a `RemoveCell` at its end. */
  rows: ReactNode[];
  addLabel: string;
  onAdd: () => void;
}

/** A short list that is edited in place: a field a cell, a new row by the button below. */
export function EditableTable({ columns, rows, addLabel, onAdd }: EditableTableProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      {rows.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map(({ header, width, align }) => (
                <th key={header} style={{ width }} className={align && classes.end}>
                  {header}
                </th>
              ))}
              <th className={classes.removal}>
                <span className="visually-hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      )}
      <Button
        variant="subtle"
        size="xs"
        mt={8}
        ml={-12}
        leftSection={<IconPlus size={18} stroke={1.5} />}
        onClick={onAdd}
      >
        {addLabel}
      </Button>
    </>
  );
}

/** The end of a row. `label` says what goes. */
export function RemoveCell({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <td className={classes.removal}>
      <Tooltip label={label}>
        <ActionIcon size={30} aria-label={label} onClick={onRemove}>
          <IconX size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </td>
  );
}
