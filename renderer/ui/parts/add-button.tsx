import type { ComponentPropsWithRef } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import classes from './parts.module.css';

interface AddButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'color' | 'style'> {
  label: string;
  /** Something is being added. */
  isBusy?: boolean;
}

/** Adds one more to what stands here: at a section's title, or under a field of several. */
export function AddButton({ label, isBusy = false, ...props }: AddButtonProps) {
  return (
    <Button
      {...props}
      variant="subtle"
      color="gray"
      fw={400}
      className={classes.add}
      leftSection={isBusy ? <Loader size={12} /> : <IconPlus size={14} stroke={1.5} />}
      aria-busy={isBusy}
    >
      {label}
    </Button>
  );
}
