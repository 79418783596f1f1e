import type { ReactNode } from 'react';
import type { Tone } from './state-badge.tsx';
import classes from './timeline.module.css';

export interface TimelineItem {
  id: string;
  /** Formatted time. */
  at: string;
  /** ISO 8601. */
  dateTime?: string;
  title: ReactNode;
  text?: ReactNode;
  tone?: Tone;
  /** Makes the title a button. */
  onOpen?: () => void;
}

/** What happened, newest first or oldest first as given, along a vertical line. */
export function Timeline({ label, items }: { label: string; items: TimelineItem[] }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={classes.item} data-tone={item.tone ?? 'neutral'}>
          <div className={classes.head}>
            {item.onOpen === undefined ? (
              <span className={classes.title} dir="auto">
                {item.title}
              </span>
            ) : (
              <button type="button" className={classes.open} dir="auto" onClick={item.onOpen}>
                {item.title}
              </button>
            )}
            <time className={classes.at} dateTime={item.dateTime}>
              {item.at}
            </time>
          </div>
          {item.text !== undefined && (
            <div className={classes.text} dir="auto">
              {item.text}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
