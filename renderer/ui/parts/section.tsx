import { createElement, useContext, useId, type ReactNode } from 'react';
import { HeadingLevel } from './heading-level.ts';
import classes from './parts.module.css';

interface SectionProps {
  title: string;
  /** A small button or link on the title's line. */
  action?: ReactNode;
  /** One sentence under the title. */
  hint?: ReactNode;
  children?: ReactNode;
}

/** A part of a page under its own heading, parted from the one above by a hairline. */
export function Section({ title, action, hint, children }: SectionProps) {
  const id = useId();
  const level = useContext(HeadingLevel);
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        {createElement(level, { id, className: classes.sectionTitle, dir: 'auto' }, title)}
        {action}
      </div>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {children}
    </section>
  );
}
