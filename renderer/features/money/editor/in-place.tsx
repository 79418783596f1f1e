import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { type Saving, useUnsaved } from '#renderer/ui/index.ts';
import classes from './editor.module.css';

interface InPlaceProps<Value> {
  /** To be found and led to. */
  id?: string;
  /** For screen readers: the document shows no labels at its fields. */
  label: string;
  value: Value;
  format: (value: Value) => string;
  /** `undefined` where the text makes no value: it is shown as wrong and not saved. */
  parse: (text: string) => Value | undefined;
  /** What is wrong with a text that makes no value. */
  complaint?: string;
  /** While typing, with every text that makes a value; `undefined` when the owner takes it back. */
  onType?: (value: Value | undefined) => void;
  /** On leaving the field or Enter, when the value is another one. What is refused stays in the field. */
  onSave: (value: Value) => Saving;
  onEnter?: () => void;
  placeholder?: string;
  align?: 'start' | 'end';
  multiline?: boolean;
  /** May stay empty: hidden then, until one is in its line. */
  optional?: boolean;
}

/** A part of the document that is edited where it stands: it looks like print until one goes into it. */
export function InPlace<Value>(props: InPlaceProps<Value>) {
  const { label, value, format, parse, onType, onSave, onEnter, multiline = false } = props;
  const { t } = useTranslation('ui');
  /** What is typed, and what stood there before: meanwhile `value` may follow the typing. */
  const unsaved = useUnsaved<{ text: string; before: string }>();
  const typed = unsaved.value;
  const parsed = typed === undefined ? value : parse(typed.text);
  const wrong = parsed === undefined;

  function type(next: string) {
    unsaved.type({ text: next, before: typed?.before ?? format(value) });
    onType?.(parse(next));
  }

  function save() {
    if (typed === undefined || wrong || unsaved.isSaving) return;
    if (format(parsed) === typed.before) takeBack();
    else ignore(unsaved.keepUntil(typed, onSave(parsed)));
  }

  function takeBack() {
    unsaved.takeBack();
    onType?.(undefined);
  }

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Escape' && typed !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      takeBack();
    }
    if (event.key !== 'Enter' || multiline || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
    onEnter?.();
  }

  const common = {
    id: props.id,
    className: props.optional ? `${classes.field} ${classes.optional}` : classes.field,
    'aria-label': label,
    'aria-invalid': wrong || unsaved.isRefused,
    title: wrong ? props.complaint : unsaved.isRefused ? t('notSaved') : undefined,
    'data-align': props.align,
    placeholder: props.placeholder,
    value: typed?.text ?? format(value),
    onBlur: save,
    onKeyDown: handleKey,
  };
  if (multiline)
    return <textarea {...common} rows={1} onChange={(event) => type(event.currentTarget.value)} />;
  return <input {...common} onChange={(event) => type(event.currentTarget.value)} />;
}

type TextProps = Omit<InPlaceProps<string>, 'format' | 'parse' | 'complaint'>;

/** The same for words: whatever is typed is a value. */
export function InPlaceText(props: TextProps) {
  return <InPlace {...props} format={(value) => value} parse={(text) => text} />;
}
