import { useId, type ReactNode } from 'react';
import classes from './parts.module.css';

interface SectionProps {
  title: string;
  /** A small button or link on the title's line. */
  action?: ReactNode;
  /** One sentence under the title. */
  hint?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading, parted from the one above by a hairline. */
export function Section({ title, action, hint, children }: SectionProps) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <h3 id={id} className={classes.sectionTitle}>
          {title}
        </h3>
        {action}
      </div>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {children}
    </section>
  );
}
