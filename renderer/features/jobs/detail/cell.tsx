import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { type Saving, useUnsaved } from '#renderer/ui/index.ts';
import classes from './job-items.module.css';

interface CellProps<Value> {
  label: string;
  value: string;
  placeholder?: string;
  numeric?: boolean;
  disabled: boolean;
  /** What the typed words mean; `undefined` where they mean nothing: then they stay, marked as wrong. */
  read: (text: string) => Value | undefined;
  onSave: (value: Value) => Saving;
}

/** A field in a table, saved when it is left. */
export function Cell<Value>({
  label,
  value,
  placeholder,
  numeric = false,
  disabled,
  read,
  onSave,
}: CellProps<Value>) {
  const { t } = useTranslation('ui');
  const unsaved = useUnsaved();
  const typed = unsaved.value;
  const meant = typed === undefined ? undefined : read(typed.trim());
  const wrong = typed !== undefined && meant === undefined;

  function save() {
    if (typed === undefined || meant === undefined || unsaved.isSaving) return;
    if (typed.trim() === value) unsaved.takeBack();
    else ignore(unsaved.keepUntil(typed, onSave(meant)));
  }

  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      value={typed ?? value}
      error={unsaved.isRefused ? t('notSaved') : wrong}
      disabled={disabled}
      inputMode={numeric ? 'decimal' : undefined}
      classNames={{ input: numeric ? `${classes.cell} ${classes.number}` : classes.cell }}
      onChange={(event) => unsaved.type(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        unsaved.takeBack();
      }}
    />
  );
}
