import type { ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PlumbBob } from '#renderer/ui/index.ts';
import { useFocusFirst } from './use-focus-first.ts';
import classes from './welcome.module.css';

interface StepFrameProps {
  title: string;
  text?: string;
  children: ReactNode;
  /** Left out where the step's own buttons lead on. */
  continueLabel?: string;
  canContinue?: boolean;
  busy?: boolean;
  /** Where "Back" is not what it does. */
  backLabel?: string;
  onContinue?: () => void;
  onBack?: () => void;
}

/** One question: its words, its field, Back and Continue. Enter continues. */
export function StepFrame(props: StepFrameProps) {
  const { t } = useTranslation('welcome');
  const { title, text, children, onContinue, onBack, canContinue = true, busy } = props;
  const form = useFocusFirst<HTMLFormElement>();
  return (
    <form
      ref={form}
      className={classes.step}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (canContinue && busy !== true) onContinue?.();
      }}
    >
      <h1 className={classes.title} tabIndex={-1}>
        {title}
      </h1>
      {text !== undefined && <p className={classes.text}>{text}</p>}
      <div className={classes.field}>{children}</div>
      <Group justify="space-between" className={classes.buttons}>
        {onBack === undefined ? (
          <span />
        ) : (
          <Button variant="subtle" color="gray" className={classes.back} onClick={onBack} disabled={busy}>
            {props.backLabel ?? t('back')}
          </Button>
        )}
        {onContinue !== undefined && (
          <Button type="submit" disabled={!canContinue} loading={busy}>
            {props.continueLabel ?? t('continue')}
          </Button>
        )}
      </Group>
    </form>
  );
}

/** The page around a question, with the line that says how far one is; without it where nothing follows. */
export function WelcomeFrame({
  step,
  count,
  children,
}: {
  step?: number;
  count?: number;
  children: ReactNode;
}) {
  const { t } = useTranslation('welcome');
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.brand}>
          <PlumbBob size={28} />
          <span>Plumbline</span>
        </div>
        {step !== undefined && (
          <progress
            className={classes.progress}
            aria-label={t('progress', { step: step + 1, count })}
            max={count}
            value={step + 1}
          />
        )}
        {children}
      </div>
    </main>
  );
}
