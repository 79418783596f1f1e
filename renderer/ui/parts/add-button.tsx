import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import classes from './parts.module.css';

interface AddButtonProps {
  label: string;
  onClick: () => void;
  disabled?: boolean;
}

/** Adds one more to what stands here: at a section's title, or under a field of several. */
export function AddButton({ label, onClick, disabled }: AddButtonProps) {
  return (
    <Button
      variant="subtle"
      color="gray"
      className={classes.add}
      leftSection={<IconPlus size={14} stroke={1.5} />}
      onClick={onClick}
      disabled={disabled}
    >
      {label}
    </Button>
  );
}
