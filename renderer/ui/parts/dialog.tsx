import type { ReactNode } from 'react';
import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface DialogProps {
  opened: boolean;
  /** What is asked or shown. */
  title: ReactNode;
  size?: ModalProps['size'];
  /** By Esc, a click outside or the cross. */
  onClose: () => void;
  children: ReactNode;
}

/** A question or a form over the page, in its middle. */
export function Dialog({ children, ...props }: DialogProps) {
  const { t } = useTranslation('ui');
  return (
    <Modal {...props} centered closeButtonProps={{ 'aria-label': t('close') }}>
      {children}
    </Modal>
  );
}
