import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import classes from './data-list.module.css';

interface ListWithMoreProps {
  /** Left out where the list is complete. */
  more: { label: string; onClick: () => void } | undefined;
  /** The list. */
  children: ReactNode;
}

/** A list that does not show everything at first: its last line brings more. */
export function ListWithMore({ more, children }: ListWithMoreProps) {
  if (more === undefined) return children;
  return (
    <div className={classes.withMore}>
      {children}
      <div className={classes.more}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconHistory size={16} stroke={1.5} />}
          onClick={more.onClick}
        >
          {more.label}
        </Button>
      </div>
    </div>
  );
}
