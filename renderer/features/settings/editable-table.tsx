import { type ReactElement, useEffect, useRef } from 'react';
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
  rows: ReactElement[];
  addLabel: string;
  onAdd: () => void;
}

/** A short list that is edited in place: a field a cell, a new row by the button below, with the focus in it. */
export function EditableTable({ columns, rows, addLabel, onAdd }: EditableTableProps) {
  const { t } = useTranslation('settings');
  const body = useRef<HTMLTableSectionElement>(null);
  const before = useRef<Set<string | null>>(undefined);

  // The row that the owner has asked for is the one to type in; it comes when it is stored.
  useEffect(() => {
    const at = before.current === undefined ? -1 : rows.findIndex(({ key }) => !before.current!.has(key));
    if (at < 0) return;
    before.current = undefined;
    const field = body.current?.rows[at]?.querySelector('input');
    field?.focus();
    field?.select();
  }, [rows]);

  function add() {
    before.current = new Set(rows.map(({ key }) => key));
    onAdd();
  }

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
          <tbody ref={body}>{rows}</tbody>
        </table>
      )}
      <Button
        variant="subtle"
        size="xs"
        mt={8}
        ml={-12}
        leftSection={<IconPlus size={18} stroke={1.5} />}
        onClick={add}
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
