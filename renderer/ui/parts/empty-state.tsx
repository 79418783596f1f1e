import type { ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import classes from './parts.module.css';

interface EmptyStateProps {
  /** A Tabler icon, 28 px. */
  icon?: ReactNode;
  /** What belongs here. */
  title: string;
  /** Why it is worth having, or how it comes here, in a sentence. */
  text?: string;
  /** The first step. */
  action?: { label: string; onClick: () => void };
  secondary?: { label: string; onClick: () => void };
}

/** An empty screen says what belongs here and offers the first step. */
export function EmptyState({ icon, title, text, action, secondary }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {icon !== undefined && <div className={classes.emptyIcon}>{icon}</div>}
      <p className={classes.emptyTitle}>{title}</p>
      {text !== undefined && <p className={classes.emptyText}>{text}</p>}
      {(action !== undefined || secondary !== undefined) && (
        <Group gap={8} mt={8}>
          {action !== undefined && <Button onClick={action.onClick}>{action.label}</Button>}
          {secondary !== undefined && (
            <Button variant="default" onClick={secondary.onClick}>
              {secondary.label}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}
