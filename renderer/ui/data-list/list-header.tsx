/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtual grid: its rows stand at absolute places, which table elements cannot */
import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from './data-list.tsx';
import type { Selection } from './use-selection.ts';
import classes from './data-list.module.css';

/** By which column a list is sorted. */
export interface ListSort {
  by: string;
  down?: true | undefined;
}

interface ListHeaderProps<Row> {
  columns: readonly DataColumn<Row>[];
  tracks: string;
  /** Heard only: the list is narrow. */
  isHidden: boolean;
  selection: Selection | undefined;
  sort: ListSort | undefined;
  onSort: ((by: string) => void) | undefined;
}

/** The names of the columns; a click on one that can be sorted sorts by it, and once more the other way. */
export function ListHeader<Row>(props: ListHeaderProps<Row>) {
  const { columns, tracks, isHidden, selection, sort, onSort } = props;
  const { t } = useTranslation('ui');
  return (
    <div role="rowgroup" className={isHidden ? 'visually-hidden' : classes.header}>
      <div role="row" className={classes.headerRow} style={{ gridTemplateColumns: tracks }}>
        {selection !== undefined && !isHidden && (
          <span role="columnheader" className={classes.check}>
            <Checkbox
              size="xs"
              tabIndex={-1}
              aria-label={t('selectAll')}
              checked={selection.isAll}
              indeterminate={selection.count > 0 && !selection.isAll}
              onChange={selection.toggleAll}
            />
          </span>
        )}
        {columns.map(({ key, header, align, isSortable }) => {
          const isBy = sort?.by === key;
          const Arrow = sort?.down === true ? IconArrowDown : IconArrowUp;
          return (
            <span
              key={key}
              role="columnheader"
              className={classes.cell}
              data-align={align}
              aria-sort={isBy ? (sort.down === true ? 'descending' : 'ascending') : undefined}
            >
              {isSortable === true && onSort !== undefined ? (
                <button type="button" tabIndex={-1} className={classes.sort} onClick={() => onSort(key)}>
                  {header}
                  {isBy && <Arrow size={14} stroke={1.5} aria-hidden />}
                </button>
              ) : (
                header
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
