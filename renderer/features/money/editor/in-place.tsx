import { useState, type KeyboardEvent } from 'react';
import classes from './editor.module.css';

interface InPlaceProps<Value> {
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
  /** On leaving the field or Enter, when the value is another one. */
  onSave: (value: Value) => void;
  onEnter?: () => void;
  placeholder?: string;
  align?: 'start' | 'end';
  multiline?: boolean;
}

/** A part of the document that is edited where it stands: it looks like print until one goes into it. */
export function InPlace<Value>(props: InPlaceProps<Value>) {
  const { label, value, format, parse, onType, onSave, onEnter, multiline = false } = props;
  const [text, setText] = useState<string>();
  const parsed = text === undefined ? value : parse(text);
  const wrong = parsed === undefined;

  function type(next: string) {
    setText(next);
    onType?.(parse(next));
  }

  function save() {
    if (text === undefined || wrong) return;
    setText(undefined);
    if (format(parsed) !== format(value) || text !== format(value)) onSave(parsed);
  }

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Escape' && text !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      setText(undefined);
      onType?.(undefined);
    }
    if (event.key !== 'Enter' || multiline || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
    onEnter?.();
  }

  const common = {
    className: classes.field,
    'aria-label': label,
    'aria-invalid': wrong,
    title: wrong ? props.complaint : undefined,
    'data-align': props.align,
    placeholder: props.placeholder,
    value: text ?? format(value),
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
