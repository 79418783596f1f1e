import { useId, useState, type KeyboardEvent } from 'react';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { FieldRow } from './field-row.tsx';
import classes from './fields.module.css';

interface EditableTextProps {
  label: string;
  value: string;
  /** Called when the owner leaves the field or presses Enter with another value than before; never while typing. */
  onSave: (value: string) => void;
  /** What is wrong with a value, in words; such a value is shown and not saved. */
  validate?: (value: string) => string | undefined;
  placeholder?: string;
  /** Several lines; then Enter makes a new line and leaving saves. */
  multiline?: boolean;
  type?: 'text' | 'tel' | 'email' | 'url';
  disabled?: boolean;
}

/** A field of a record that is edited where it stands: looks like text, Enter or leaving saves, Esc takes it back. */
export function EditableText(props: EditableTextProps) {
  const { label, value, onSave, validate, multiline = false, placeholder, disabled } = props;
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? value;
  const error = draft === undefined ? undefined : validate?.(draft.trim());

  function save() {
    if (draft === undefined || error !== undefined) return;
    setDraft(undefined);
    if (draft.trim() !== value) onSave(draft.trim());
  }

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Enter' && !multiline) event.currentTarget.blur();
    if (event.key === 'Escape') {
      event.preventDefault();
      setDraft(undefined);
    }
  }

  const common = {
    id,
    value: shown,
    error,
    disabled,
    placeholder,
    classNames: { input: classes.input },
    'data-empty': (shown === '' && placeholder === undefined) || undefined,
    onBlur: save,
    onKeyDown: handleKey,
  };
  return (
    <FieldRow label={label} htmlFor={id}>
      {multiline ? (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={12}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...common} type={props.type} onChange={(event) => setDraft(event.currentTarget.value)} />
      )}
    </FieldRow>
  );
}

interface EditableSelectProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onSave: (value: string) => void;
  disabled?: boolean;
  hint?: string;
}

/** A choice that saves at once. */
export function EditableSelect({ label, value, options, onSave, disabled, hint }: EditableSelectProps) {
  const id = useId();
  return (
    <FieldRow label={label} htmlFor={id} hint={hint}>
      <NativeSelect
        id={id}
        data={options}
        value={value}
        disabled={disabled}
        classNames={{ input: classes.input }}
        onChange={(event) => onSave(event.currentTarget.value)}
      />
    </FieldRow>
  );
}
