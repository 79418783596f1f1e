import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { type Saving, useUnsaved } from '#renderer/ui/index.ts';
import classes from './editor.module.css';

interface InPlaceDayProps {
  label: string;
  /** `2026-11-21`, or nothing. */
  value: string | undefined;
  locale: string;
  placeholder?: string;
  onSave: (day: string | undefined) => Saving;
}

/** A day of the document: written out as it prints, a date field while one is in it. */
export function InPlaceDay({ label, value, locale, placeholder, onSave }: InPlaceDayProps) {
  const { t } = useTranslation('ui');
  const [editing, setEditing] = useState(false);
  const unsaved = useUnsaved();
  const day = unsaved.value ?? value ?? '';

  function save() {
    setEditing(false);
    if (unsaved.value === undefined || unsaved.isSaving) return;
    if (day === (value ?? '')) unsaved.takeBack();
    else ignore(unsaved.keepUntil(day, onSave(day === '' ? undefined : day)));
  }

  return (
    <input
      className={classes.field}
      type={editing ? 'date' : 'text'}
      aria-label={label}
      autoComplete="off"
      placeholder={placeholder}
      aria-invalid={unsaved.isRefused}
      title={unsaved.isRefused ? t('notSaved') : undefined}
      value={editing || day === '' ? day : formatDay(day, locale)}
      onFocus={() => setEditing(true)}
      onChange={(event) => unsaved.type(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
