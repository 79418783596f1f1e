import { type ReactNode, useState } from 'react';
import { Button } from '@mantine/core';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface ConfirmButtonProps {
  /** The deed as a verb, on the button and in the question: "Disconnect". */
  label: string;
  /** The button's name for who cannot see what it stands beside: "Disconnect office@example.com". */
  name?: string;
  /** The question, such as "Disconnect office@example.com?". */
  title: string;
  /** What is lost or ends. */
  children: ReactNode;
  onConfirm: () => void;
}

/** A small red button that asks once. */
export function ConfirmButton({ label, name, title, children, onConfirm }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  function confirm() {
    setAsking(false);
    onConfirm();
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        aria-label={name}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      <ConfirmDialog
        opened={asking}
        danger
        title={title}
        confirmLabel={label}
        onConfirm={confirm}
        onCancel={() => setAsking(false)}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
