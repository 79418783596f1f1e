/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtual grid: its rows stand at absolute places, which table elements cannot */
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { fittingColumns } from './fitting-columns.ts';
import { ListHeader, type ListSort } from './list-header.tsx';
import { ListRow } from './list-row.tsx';
import { nextIndex } from './keys.ts';
import type { Selection } from './use-selection.ts';
import classes from './data-list.module.css';

export interface DataColumn<Row> {
  key: string;
  header: string;
  render: (row: Row) => ReactNode;
  /** A CSS grid track: `2fr`, `120px`, `minmax(160px, 1fr)` (default `minmax(0, 1fr)`). */
  width?: string;
  align?: 'start' | 'end';
  /**
   * Left out while the list stands beside a detail (`compact`), and where the list is too narrow for all columns: the
   * last of them first.
   */
  secondary?: boolean;
  /** A click on its name sorts the list by it. */
  isSortable?: boolean;
}

/** As in the style sheet, with its line (px). */
const headerHeight = 33;

interface DataListProps<Row extends { id: string }> {
  /** What the list holds, for a screen reader. */
  label: string;
  rows: Row[];
  columns: DataColumn<Row>[];
  /** The row that is open beside the list. While one is, the arrow keys open as they move. */
  selectedId?: string;
  /** Left out where there is nothing more to see than the row. */
  onOpen?: (row: Row) => void;
  /** Shows only the columns that are not `secondary`, without the header. */
  compact?: boolean;
  /** What stands below a row's first column while the list is `compact`: what its other columns would say. */
  below?: (row: Row) => ReactNode;
  /** In px; 32 unless the rows hold two lines. */
  rowHeight?: number;
  /** What is chosen of the rows, where something can be done to several at once. Space chooses, Ctrl+A all. */
  selection?: Selection | undefined;
  sort?: ListSort | undefined;
  onSort?: ((by: string) => void) | undefined;
  /** The last row is, or is nearly, in sight: called again whenever the rows are others. */
  onEnd?: (() => void) | undefined;
  /** Shown instead of an empty list. */
  empty?: ReactNode;
}

/** A list that stays fast with 10,000 rows: only the visible ones exist. Up, Down, Home, End, Page keys, Enter. */
export function DataList<Row extends { id: string }>(props: DataListProps<Row>) {
  const { label, rows, columns, selectedId, onOpen, compact = false, below, empty } = props;
  const selection = compact ? undefined : props.selection;
  const isTwoLined = compact && below !== undefined;
  const { rowHeight = isTwoLined ? 52 : 32 } = props;
  const grid = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(grid, measured);
  const above = compact ? 0 : headerHeight;
  const listId = useId();
  const selectedIndex = selectedId === undefined ? -1 : rows.findIndex((row) => row.id === selectedId);
  const [moved, setMoved] = useState(0);
  const active = Math.min(selectedIndex >= 0 ? selectedIndex : moved, rows.length - 1);
  // The React Compiler is not in use; the virtualizer re-renders this component by itself.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: above,
    scrollPaddingStart: above,
  });

  const takesKeys = onOpen !== undefined && rows.length > 0;
  useEffect(() => {
    // After a change of rooms, or when what was open beside it is closed, nobody has the focus: the arrows belong here.
    if (takesKeys && selectedId === undefined && document.activeElement === document.body)
      grid.current?.focus({ preventScroll: true });
  }, [takesKeys, selectedId]);

  const { onEnd } = props;
  const last = virtualizer.getVirtualItems().at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= rows.length - 1) onEnd?.();
  }, [last, rows, onEnd]);

  // The rows may be two-lined by now.
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex);
  }, [selectedIndex, virtualizer]);

  function handleKey(event: React.KeyboardEvent) {
    const row = rows[active];
    if (event.key === 'Enter' && row !== undefined) return onOpen?.(row);
    if (selection !== undefined && takesChoice(event, selection, row?.id)) return event.preventDefault();
    const next = nextIndex(
      event.key,
      active,
      rows.length,
      Math.floor(((grid.current?.clientHeight ?? 0) - above) / rowHeight),
    );
    const target = next === undefined ? undefined : rows[next];
    if (next === undefined || target === undefined) return;
    event.preventDefault();
    setMoved(next);
    virtualizer.scrollToIndex(next);
    if (selectedIndex >= 0) onOpen?.(target);
  }

  if (rows.length === 0 && empty !== undefined) return <div className={classes.empty}>{empty}</div>;
  const shown = compact
    ? withBelow(
        columns.filter((column) => column.secondary !== true),
        below,
      )
    : fittingColumns(columns, width);
  const tracks = [
    ...(selection === undefined ? [] : ['20px']),
    ...shown.map((column) => column.width ?? 'minmax(0, 1fr)'),
  ].join(' ');
  return (
    <div
      ref={ref}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={rows[active] === undefined ? undefined : `${listId}-${active}`}
      tabIndex={0}
      onKeyDown={handleKey}
    >
      <ListHeader
        columns={shown}
        tracks={tracks}
        isHidden={compact}
        selection={selection}
        sort={props.sort}
        onSort={props.onSort}
      />
      <div role="rowgroup">
        <div role="presentation" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <ListRow
                key={row.id}
                id={`${listId}-${item.index}`}
                row={row}
                index={item.index}
                columns={shown}
                tracks={tracks}
                top={item.start - above}
                height={rowHeight}
                active={item.index === active}
                selected={row.id === selectedId}
                onOpen={onOpen}
                selection={selection}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The keys by which rows are chosen. */
function takesChoice(
  { key, ctrlKey, metaKey, shiftKey }: React.KeyboardEvent,
  selection: Selection,
  id: string | undefined,
): boolean {
  const isAll = key.toLowerCase() === 'a' && (ctrlKey || metaKey);
  if (isAll && !selection.isAll) selection.toggleAll();
  if (key === ' ' && id !== undefined) selection.toggle(id, shiftKey);
  return isAll || key === ' ';
}

/** The first column with what the others would say below it. */
function withBelow<Row>(
  columns: DataColumn<Row>[],
  below: ((row: Row) => ReactNode) | undefined,
): DataColumn<Row>[] {
  if (below === undefined) return columns;
  return columns.map((column, index) =>
    index > 0
      ? column
      : {
          ...column,
          render: (row) => (
            <>
              {column.render(row)}
              <span className={classes.below} dir="auto">
                {below(row)}
              </span>
            </>
          ),
        },
  );
}
