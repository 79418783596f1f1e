import type { ReactNode } from 'react';
import classes from './fields.module.css';

interface FieldRowProps {
  label: string;
  /** Ties the label to the field; leave it out for text that cannot be edited. */
  htmlFor?: string;
  hint?: ReactNode;
  children: ReactNode;
}

/** A line of a record: name on the left, value on the right. */
export function FieldRow({ label, htmlFor, hint, children }: FieldRowProps) {
  return (
    <div className={classes.row}>
      {htmlFor === undefined ? (
        <span className={classes.label}>{label}</span>
      ) : (
        <label className={classes.label} htmlFor={htmlFor}>
          {label}
        </label>
      )}
      <div className={classes.value}>
        {children}
        {hint !== undefined && <div className={classes.hint}>{hint}</div>}
      </div>
    </div>
  );
}
