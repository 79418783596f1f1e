import { useState, type KeyboardEvent } from 'react';
import { ActionIcon, Anchor, TextInput, Tooltip } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { AddButton } from '../parts/add-button.tsx';
import { type Saving, useUnsaved } from './use-unsaved.ts';
import classes from './fact-list.module.css';

/** A sentence with where it comes from. */
export interface Fact {
  id: string;
  text: string;
  source: string;
  /** Leads to where it comes from. */
  onOpenSource?: (() => void) | undefined;
}

interface FactListProps {
  facts: readonly Fact[];
  /** What a new one is called for a screen reader, and on the button that begins it. */
  addLabel: string;
  longest: number;
  readOnly?: boolean;
  onAdd: (text: string) => Saving;
  onChange: (id: string, text: string) => Saving;
  onRemove: (id: string) => Saving;
}

/** Sentences that are each edited where they stand, with their sources below them. */
export function FactList({ facts, addLabel, longest, readOnly = false, ...on }: FactListProps) {
  const { t } = useTranslation('ui');
  const [editing, setEditing] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <ul className={classes.list}>
        {facts.map((fact) => (
          <li key={fact.id} className={classes.fact}>
            {editing === fact.id ? (
              <FactField
                name={fact.id}
                label={t('editFact', { text: fact.text })}
                value={fact.text}
                longest={longest}
                onSave={(text) => on.onChange(fact.id, text)}
                onClose={() => setEditing(undefined)}
              />
            ) : (
              <FactLine
                fact={fact}
                {...(!readOnly && { onEdit: () => setEditing(fact.id), onRemove: on.onRemove })}
              />
            )}
          </li>
        ))}
      </ul>
      {isAdding && (
        <FactField
          name="new"
          label={addLabel}
          value=""
          longest={longest}
          onSave={on.onAdd}
          onClose={() => setAdding(false)}
        />
      )}
      {!readOnly && !isAdding && <AddButton label={addLabel} onClick={() => setAdding(true)} />}
    </>
  );
}

interface FactLineProps {
  fact: Fact;
  onEdit?: () => void;
  onRemove?: FactListProps['onRemove'];
}

function FactLine({ fact: { id, text, source, onOpenSource }, onEdit, onRemove }: FactLineProps) {
  const { t } = useTranslation('ui');
  return (
    <>
      <div className={classes.words}>
        <span dir="auto">{text}</span>
        {onOpenSource === undefined ? (
          <span className={classes.source}>{source}</span>
        ) : (
          <Anchor component="button" type="button" className={classes.link} onClick={onOpenSource}>
            {source}
          </Anchor>
        )}
      </div>
      {onEdit !== undefined && (
        <Tooltip label={t('edit')}>
          <ActionIcon size={24} aria-label={t('editFact', { text })} onClick={onEdit}>
            <IconPencil size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      {onRemove !== undefined && (
        <Tooltip label={t('remove')}>
          <ActionIcon
            size={24}
            aria-label={t('removeFact', { text })}
            onClick={() => ignore(Promise.resolve(onRemove(id)))}
          >
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}

interface FactFieldProps {
  /** Under which what is typed is kept. */
  name: string;
  label: string;
  value: string;
  longest: number;
  onSave: (text: string) => Saving;
  onClose: () => void;
}

/** Enter or leaving saves, Esc takes it back; nothing typed is nothing changed. */
function FactField({ name, label, value, longest, onSave, onClose }: FactFieldProps) {
  const unsaved = useUnsaved(`fact-${name}`);

  async function leave(): Promise<void> {
    if (unsaved.isSaving) return;
    const text = (unsaved.value ?? value).trim();
    if (text === '' || text === value) {
      unsaved.takeBack();
      return onClose();
    }
    const saving = Promise.resolve(onSave(text));
    await unsaved.keepUntil(text, saving as Saving);
    const done = await saving;
    if (done === undefined || done.ok) onClose();
  }

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    unsaved.takeBack();
    onClose();
  }

  return (
    <TextInput
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever opened this field has just asked for it
      autoFocus
      size="xs"
      className={classes.field}
      aria-label={label}
      dir="auto"
      maxLength={longest}
      value={unsaved.value ?? value}
      error={unsaved.error}
      onChange={(event) => unsaved.type(event.currentTarget.value)}
      onBlur={() => ignore(leave())}
      onKeyDown={handleKey}
    />
  );
}
