import type { CSSProperties, ReactNode } from 'react';
import { useEscape } from '../parts/use-escape.ts';
import classes from './split-view.module.css';

interface SplitViewProps {
  list: ReactNode;
  /** What is open beside the list; nothing lets the list have the whole width. */
  detail?: ReactNode;
  /** Goes back to the list alone: called by Esc too, unless the owner is typing or a dialog is open. */
  onClose?: () => void;
  /** What the detail is, for a screen reader. */
  detailLabel?: string;
  /** Width of the list while a detail is open, in px. At 1,024 px it gives way down to 280. */
  listWidth?: number;
}

/** A list with the detail beside it; in a narrow window the detail stands in its place. */
export function SplitView({ list, detail, onClose, detailLabel, listWidth = 400 }: SplitViewProps) {
  const open = detail !== undefined && detail !== null && detail !== false;
  useEscape(open ? onClose : undefined);
  return (
    <div
      className={classes.split}
      data-open={open || undefined}
      style={{ '--list-width': `${listWidth}px` } as CSSProperties}
    >
      <div className={classes.list}>{list}</div>
      {open && (
        <section className={classes.detail} aria-label={detailLabel}>
          {detail}
        </section>
      )}
    </div>
  );
}
