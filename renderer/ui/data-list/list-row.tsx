/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtual grid: its rows stand at absolute places, which table elements cannot */
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from './data-list.tsx';
import type { Selection } from './use-selection.ts';
import classes from './data-list.module.css';

interface ListRowProps<Row> {
  id: string;
  row: Row;
  index: number;
  columns: DataColumn<Row>[];
  tracks: string;
  /** Distance from the list's start and height, in px. */
  top: number;
  height: number;
  active: boolean;
  selected: boolean;
  onOpen?: ((row: Row) => void) | undefined;
  selection: Selection | undefined;
}

export function ListRow<Row extends { id: string }>({
  row,
  columns,
  selection,
  ...props
}: ListRowProps<Row>) {
  const { t } = useTranslation('ui');
  return (
    // The grid itself holds the focus and answers the keys; a row only answers the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 1}
      aria-selected={props.selected}
      data-active={props.active || undefined}
      className={classes.row}
      style={{
        gridTemplateColumns: props.tracks,
        height: props.height,
        transform: `translateY(${props.top}px)`,
      }}
      onClick={() => props.onOpen?.(row)}
    >
      {selection !== undefined && (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- see above
        <span role="gridcell" className={classes.check} onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={t('selectRow')}
            checked={selection.has(row.id)}
            onChange={(event) => selection.toggle(row.id, (event.nativeEvent as PointerEvent).shiftKey)}
          />
        </span>
      )}
      {columns.map((column) => (
        <span key={column.key} role="gridcell" className={classes.cell} data-align={column.align}>
          {column.render(row)}
        </span>
      ))}
    </div>
  );
}
