import { useState } from 'react';
import { formatDay } from '#shared/domain/day.ts';
import classes from './editor.module.css';

interface InPlaceDayProps {
  label: string;
  /** `2026-11-21`, or nothing. */
  value: string | undefined;
  locale: string;
  placeholder?: string;
  onSave: (day: string | undefined) => void;
}

/** A day of the document: written out as it prints, a date field while one is in it. */
export function InPlaceDay({ label, value, locale, placeholder, onSave }: InPlaceDayProps) {
  const [draft, setDraft] = useState<string>();
  const editing = draft !== undefined;

  function save() {
    setDraft(undefined);
    if (draft !== undefined && draft !== (value ?? '')) onSave(draft === '' ? undefined : draft);
  }

  return (
    <input
      className={classes.field}
      type={editing ? 'date' : 'text'}
      aria-label={label}
      autoComplete="off"
      placeholder={placeholder}
      value={editing ? draft : value === undefined ? '' : formatDay(value, locale)}
      onFocus={() => setDraft(value ?? '')}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
