import type { ReactNode } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  opened: boolean;
  /** The question, such as "Issue this invoice?". */
  title: string;
  /** What becomes fixed, lost or sent. */
  children: ReactNode;
  /** The deed as a verb: "Issue", never "OK". */
  confirmLabel: string;
  /** The way back, where "Cancel" could be taken for the deed: "Keep job". */
  cancelLabel?: string;
  /** Red, for what cannot be taken back. */
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks once before what cannot be undone. Esc and a click outside cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('ui');
  const body = typeof props.children === 'string' ? <Text>{props.children}</Text> : props.children;
  return (
    <Dialog opened={props.opened} onClose={props.onCancel} title={props.title} size="sm">
      {body}
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={props.onCancel} data-autofocus={props.danger}>
          {props.cancelLabel ?? t('cancel')}
        </Button>
        <Button
          color={props.danger ? 'red' : undefined}
          loading={props.busy}
          onClick={props.onConfirm}
          data-autofocus={!props.danger}
        >
          {props.confirmLabel}
        </Button>
      </Group>
    </Dialog>
  );
}
