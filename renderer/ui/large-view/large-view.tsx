import { type ReactNode, useEffect } from 'react';
import { ActionIcon, Modal, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../parts/is-typing.ts';
import classes from './large-view.module.css';

interface LargeViewProps {
  /** What is shown, for who does not see it. */
  label: string;
  place: { number: number; count: number };
  /** Beside its place: when it came, from whom. */
  facts: ReactNode;
  /** `LargeViewControl`s beside Close. */
  controls: ReactNode;
  /** What a key does besides Esc and the arrows; the same function between renders. */
  onKey?: ((key: string) => boolean) | undefined;
  onClose: () => void;
  /** To the one before (-1) or after (1); only where there is one. */
  onStep: (step: number) => void;
  foot: ReactNode;
  /** A picture or video with `largeContent`, or what stands in its place. */
  children: ReactNode;
}

/** One of several pictures or files over the whole window. Esc closes, the arrows go back and forth. */
export function LargeView(props: LargeViewProps) {
  const { label, place, facts, controls, onClose, onStep, foot, children } = props;
  const { t } = useTranslation('ui');
  const hasEarlier = place.number > 1;
  const hasLater = place.number < place.count;
  useKeys({ ...props, hasEarlier, hasLater });
  return (
    <Modal.Content className={classes.view} aria-label={label}>
      <div className={classes.head}>
        <span>{t('large.place', place)}</span>
        {facts}
        <span className={classes.gap} />
        {controls}
        <LargeViewControl label={t('large.close')} onClick={onClose}>
          <IconX size={18} stroke={1.5} />
        </LargeViewControl>
      </div>
      <div className={classes.stage}>
        <LargeViewControl label={t('large.earlier')} disabled={!hasEarlier} onClick={() => onStep(-1)}>
          <IconChevronLeft size={24} stroke={1.5} />
        </LargeViewControl>
        {children}
        <LargeViewControl label={t('large.later')} disabled={!hasLater} onClick={() => onStep(1)}>
          <IconChevronRight size={24} stroke={1.5} />
        </LargeViewControl>
      </div>
      <div className={classes.foot}>{foot}</div>
    </Modal.Content>
  );
}

/** The window that a `LargeView` fills. */
export function LargeViewRoot({
  opened,
  onClose,
  children,
}: {
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      // Here it is answered before the page behind can take it for its own.
      closeOnEscape={false}
      fullScreen
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Modal.Root>
  );
}

interface ControlProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

export function LargeViewControl({ label, disabled = false, onClick, children }: ControlProps) {
  return (
    <Tooltip label={label} disabled={disabled}>
      <ActionIcon
        variant="transparent"
        size={40}
        className={classes.control}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** For the picture or video itself, and for what stands in its place. */
export const largeContent = { shown: classes.shown, waiting: classes.waiting };

type Keys = Pick<LargeViewProps, 'onClose' | 'onStep' | 'onKey'> & { hasEarlier: boolean; hasLater: boolean };

/** Also where nothing of it has the focus; the keys of the list and of the page behind are not meant. */
function useKeys({ onClose, onStep, onKey, hasEarlier, hasLater }: Keys): void {
  useEffect(() => {
    const answer = (key: string): boolean => {
      if (key === 'Escape') onClose();
      else if (key === 'ArrowLeft' && hasEarlier) onStep(-1);
      else if (key === 'ArrowRight' && hasLater) onStep(1);
      else return onKey?.(key) === true;
      return true;
    };
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key !== 'Escape' && isTyping(event.target)) return;
      if (!answer(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [onClose, onStep, onKey, hasEarlier, hasLater]);
}
