interface Column {
  width?: string;
  secondary?: boolean;
}

/** What a column takes at least that may shrink (px): a few words. */
const leastWidth = 112;
/** Beside a row's columns (px): its padding, and the gap before each column but the first. */
const padding = 32;
const gap = 16;

/**
 * The columns that fit into a list's width (px) without one becoming unreadable: where it is too narrow, secondary ones
 * are left out, the last first. A list that is not measured yet (0) shows all.
 */
export function fittingColumns<Each extends Column>(columns: readonly Each[], width: number): Each[] {
  const shown = [...columns];
  while (width > 0 && widthOf(shown) > width) {
    const last = shown.findLastIndex(({ secondary }) => secondary === true);
    if (last === -1) break;
    shown.splice(last, 1);
  }
  return shown;
}

function widthOf(columns: readonly Column[]): number {
  const widths = columns.map(
    ({ width = '' }) => Number(/^(?:minmax\()?(\d+)px/.exec(width)?.[1] ?? 0) || leastWidth,
  );
  return widths.reduce((sum, each) => sum + each + gap, padding - gap);
}
