import type { KeyboardEvent } from 'react';
import { TextInput } from '@mantine/core';
import { ignore } from '#shared/lib/ignore.ts';
import { type Saving, useUnsaved } from '#renderer/ui/index.ts';
import classes from './settings.module.css';

interface CellInputProps {
  label: string;
  value: string;
  /** Called on Enter or when the field is left with another, acceptable value. */
  onSave: (value: string) => Saving;
  accepts?: (value: string) => boolean;
  align?: 'end';
}

/** A cell of a table that is edited where it stands: Enter or leaving saves, Esc takes it back; what is refused stays. */
export function CellInput({ label, value, onSave, accepts, align }: CellInputProps) {
  const unsaved = useUnsaved(label);
  const draft = unsaved.value;
  const wrong = draft !== undefined && accepts?.(draft.trim()) === false;

  function save() {
    if (draft === undefined || wrong || unsaved.isSaving) return;
    if (draft.trim() === value) unsaved.takeBack();
    else ignore(unsaved.keepUntil(draft.trim(), onSave(draft.trim())));
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    unsaved.takeBack();
  }

  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={draft ?? value}
      error={unsaved.error ?? wrong}
      classNames={{ input: align === 'end' ? `${classes.cell} ${classes.money}` : classes.cell }}
      onChange={(event) => unsaved.type(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={handleKey}
    />
  );
}
