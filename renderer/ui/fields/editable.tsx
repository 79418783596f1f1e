import { useId, type KeyboardEvent } from 'react';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { ignore } from '#shared/lib/ignore.ts';
import { FieldRow } from './field-row.tsx';
import { type Saving, useUnsaved } from './use-unsaved.ts';
import classes from './fields.module.css';

interface EditableTextProps {
  label: string;
  value: string;
  /** Called when the owner leaves the field or presses Enter with another value than before; never while typing. */
  onSave: (value: string) => Saving;
  /** What is wrong with a value, in words; such a value is shown and not saved. */
  validate?: (value: string) => string | undefined;
  placeholder?: string;
  /** Several lines; then Enter makes a new line and leaving saves. */
  multiline?: boolean;
  type?: 'text' | 'tel' | 'email' | 'url' | 'date' | 'datetime-local' | 'number';
  disabled?: boolean;
  /** The owner has just asked for this field. */
  focused?: boolean;
  /** Called with what stands in the field when the owner leaves it, before it is saved. */
  onLeave?: (value: string) => void;
}

/**
 * A field of a record that is edited where it stands: looks like text, Enter or leaving saves, Esc takes it back.
 * What is refused stays in it.
 */
export function EditableText(props: EditableTextProps) {
  const { label, value, onSave, validate, multiline = false, placeholder, disabled } = props;
  const id = useId();
  const unsaved = useUnsaved(label);
  const draft = unsaved.value;
  const shown = draft ?? value;
  const complaint = draft === undefined ? undefined : validate?.(draft.trim());
  const error = complaint ?? (draft === value ? undefined : unsaved.error);

  function leave() {
    props.onLeave?.(shown);
    save();
  }

  function save() {
    if (draft === undefined || complaint !== undefined || unsaved.isSaving) return;
    if (draft.trim() === value) unsaved.takeBack();
    else ignore(unsaved.keepUntil(draft.trim(), onSave(draft.trim())));
  }

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Enter' && !multiline) event.currentTarget.blur();
    if (event.key === 'Escape') {
      event.preventDefault();
      unsaved.takeBack();
    }
  }

  const common = {
    id,
    value: shown,
    error,
    disabled,
    placeholder,
    classNames: { input: classes.input },
    autoFocus: props.focused,
    onBlur: leave,
    onKeyDown: handleKey,
  };
  return (
    <FieldRow label={label} htmlFor={id}>
      {multiline ? (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={12}
          onChange={(event) => unsaved.type(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          type={props.type}
          onChange={(event) => unsaved.type(event.currentTarget.value)}
        />
      )}
    </FieldRow>
  );
}

interface EditableSelectProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onSave: (value: string) => Saving;
  disabled?: boolean;
  hint?: string;
}

/** A choice that saves at once; one that is refused stays chosen, and is tried again on leaving. */
export function EditableSelect({ label, value, options, onSave, disabled, hint }: EditableSelectProps) {
  const id = useId();
  const unsaved = useUnsaved();
  const shown = unsaved.value ?? value;
  const save = (chosen: string) => ignore(unsaved.keepUntil(chosen, onSave(chosen)));
  return (
    <FieldRow label={label} htmlFor={id} hint={hint}>
      <NativeSelect
        id={id}
        data={options}
        value={shown}
        error={unsaved.error}
        disabled={disabled}
        classNames={{ input: classes.input }}
        onChange={(event) => save(event.currentTarget.value)}
        onBlur={() => unsaved.isRefused && save(shown)}
      />
    </FieldRow>
  );
}
