import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { UnsavedShelf } from './keeps-unsaved.tsx';

/** What saving a field answers: nothing where it cannot be refused, else whether it was done. */
export type Saving = void | Promise<Result<unknown>>;

export interface Unsaved<Value> {
  /** What was typed, until it is stored: what is refused stays. */
  value: Value | undefined;
  /** It was refused, and has not been changed since. */
  isRefused: boolean;
  /** Why it was, in words for its field: what is wrong with it, or that it is not saved yet. */
  error: string | undefined;
  /** It is on its way: it needs no second saving. */
  isSaving: boolean;
  type: (value: Value) => void;
  /** Forgets it: the field shows again what is stored. */
  takeBack: () => void;
  /** Keeps the value over what is stored until that shows it too. */
  keepUntil: (value: Value, saving: Saving) => Promise<void>;
}

interface Typed<Value> {
  value: Value;
  state: 'open' | 'saving' | 'refused';
  /** What is wrong with it, where it is the value that is refused. */
  complaint?: string | undefined;
}

/**
 * What stands in a field and is not stored. Whoever typed it loses it only by taking it back. `field`: its name
 * where it stands; with it, what is not stored is found again by the next one of that name in that place.
 */
export function useUnsaved<Value = string>(field?: string): Unsaved<Value> {
  const { t } = useTranslation('ui');
  const shelf = useContext(UnsavedShelf);
  const name = field === undefined || shelf === undefined ? undefined : `${shelf.place}/${field}`;
  const [typed, setTyped] = useState<Typed<Value> | undefined>(() => {
    const kept = name === undefined ? undefined : (shelf?.kept.get(name) as Value | undefined);
    return kept === undefined ? undefined : { value: kept, state: 'refused' };
  });

  /** Also when the field is no longer there. */
  function keep(value: Value | undefined): void {
    if (name === undefined) return;
    if (value === undefined) shelf?.kept.delete(name);
    else shelf?.kept.set(name, value);
  }

  async function keepUntil(value: Value, saving: Saving): Promise<void> {
    if (saving === undefined) {
      keep(undefined);
      return setTyped(undefined);
    }
    const sent: Typed<Value> = { value, state: 'saving' };
    keep(value);
    setTyped(sent);
    const done = await saving;
    const complaint = done.ok ? undefined : done.error.fields?.map(({ message }) => message).join(' ');
    if (!done.ok && complaint !== undefined) showInPlace(done.error);
    // What was typed meanwhile is newer than the answer.
    if (done.ok && name !== undefined && shelf?.kept.get(name) === value) keep(undefined);
    setTyped((now) => (now !== sent ? now : done.ok ? undefined : { value, state: 'refused', complaint }));
  }

  const isRefused = typed?.state === 'refused';
  return {
    value: typed?.value,
    isRefused,
    error: isRefused ? (typed.complaint ?? t('notSaved')) : undefined,
    isSaving: typed?.state === 'saving',
    type(value) {
      keep(value);
      setTyped({ value, state: 'open' });
    },
    takeBack() {
      keep(undefined);
      setTyped(undefined);
    },
    keepUntil,
  };
}
