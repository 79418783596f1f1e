import type { ReactNode } from 'react';
import type { Icon } from '@tabler/icons-react';
import classes from './message-body.module.css';

/** What a message carries besides words: a sign, what it is called, and what is known of it. */
export function Attachment({ Sign, title, children }: { Sign: Icon; title: string; children: ReactNode }) {
  return (
    <div className={classes.attachment}>
      <Sign size={18} stroke={1.5} />
      <span className={classes.title} dir="auto">
        {title}
      </span>
      <div className={classes.details}>{children}</div>
    </div>
  );
}
