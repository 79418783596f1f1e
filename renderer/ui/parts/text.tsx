import type { ReactNode } from 'react';
import type { Tone } from './state-badge.tsx';
import classes from './parts.module.css';

/** An amount that is already formatted, in tabular figures. `strong` for totals. */
export function Money({ children, tone, strong }: { children: ReactNode; tone?: Tone; strong?: boolean }) {
  return (
    <span className={classes.money} data-tone={tone} data-strong={strong || undefined}>
      {children}
    </span>
  );
}

interface TimeProps {
  /** The formatted time, such as `14:05` or `Tue 3 Nov`. */
  children: ReactNode;
  /** Machine-readable (ISO 8601). */
  dateTime?: string;
  /** The whole date and time, on hover. */
  title?: string;
}

/** A time that is already formatted, in tabular figures. */
export function Time({ children, dateTime, title }: TimeProps) {
  return (
    <time className={classes.time} dateTime={dateTime} title={title}>
      {children}
    </time>
  );
}

/** One line that is cut with an ellipsis and shows the whole on hover. */
export function Truncated({ children }: { children: string }) {
  return (
    <span className={classes.truncated} dir="auto" title={children}>
      {children}
    </span>
  );
}
