import type { ReactNode } from 'react';
import { UnstyledButton } from '@mantine/core';
import classes from './record-line.module.css';

/** The records of a room that stand beside the one that is open. `label`: what they are, for who cannot see it. */
export function RecordLines({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.lines} aria-label={label}>
      {children}
    </ul>
  );
}

interface RecordLineProps {
  name: string;
  /** Its state, at the end of its name. */
  state: ReactNode;
  isOpen: boolean;
  onOpen: () => void;
  /** What else is told of it, a `<span>` for each line. */
  children: ReactNode;
}

/** A record in `RecordLines`, which opens by a click. */
export function RecordLine({ name, state, isOpen, onOpen, children }: RecordLineProps) {
  return (
    <li className={classes.line}>
      <UnstyledButton className={classes.open} aria-current={isOpen || undefined} onClick={onOpen}>
        <span className={classes.first}>
          <span className={classes.name} dir="auto" title={name}>
            {name}
          </span>
          {state}
        </span>
        {children}
      </UnstyledButton>
    </li>
  );
}
