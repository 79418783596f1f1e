import { EditableSelect, EditableText } from './editable.tsx';
import type { Saving } from './use-unsaved.ts';

/** A field that an owner has added to a kind of record. */
interface OwnField {
  key: string;
  label: string;
  type: 'text' | 'date' | 'choice';
  /** As it is written for people; for a choice its key. */
  value: string;
  options?: { value: string; label: string }[];
  validate?: (text: string) => string | undefined;
  onSave: (text: string) => Saving;
}

/** The owner's own fields of a record, one a line. */
export function OwnFields({ fields }: { fields: readonly OwnField[] }) {
  return fields.map(({ key, type, options = [], validate, ...field }) =>
    type === 'choice' ? (
      <EditableSelect key={key} {...field} options={[{ value: '', label: '' }, ...options]} />
    ) : (
      <EditableText
        key={key}
        {...field}
        type={type}
        validate={(text) => (text === '' ? undefined : validate?.(text))}
      />
    ),
  );
}
