import { useState, type KeyboardEvent } from 'react';
import { TextInput } from '@mantine/core';
import classes from './settings.module.css';

interface CellInputProps {
  label: string;
  value: string;
  /** Called on Enter or when the field is left with another, acceptable value. */
  onSave: (value: string) => void;
  accepts?: (value: string) => boolean;
  align?: 'end';
}

/** A cell of a table that is edited where it stands: Enter or leaving saves, Esc takes it back. */
export function CellInput({ label, value, onSave, accepts, align }: CellInputProps) {
  const [draft, setDraft] = useState<string>();
  const wrong = draft !== undefined && accepts?.(draft.trim()) === false;

  function save() {
    if (draft === undefined || wrong) return;
    setDraft(undefined);
    if (draft.trim() !== value) onSave(draft.trim());
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    setDraft(undefined);
  }

  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={draft ?? value}
      error={wrong}
      classNames={{ input: align === 'end' ? `${classes.cell} ${classes.money}` : classes.cell }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={handleKey}
    />
  );
}
