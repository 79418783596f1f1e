import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** `good` paid or stored · `warn` waiting · `bad` late or failed · `info` under way · `neutral` everything else. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

interface StateBadgeProps {
  tone: Tone;
  /** The state's word: colour alone says nothing. */
  children: ReactNode;
  /** Says more on hover. */
  title?: string;
}

/** A state as colour and word. */
export function StateBadge({ tone, children, title }: StateBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
