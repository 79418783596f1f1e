import { useState } from 'react';
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { countryOf } from '#shared/domain/countries.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { EditableText, FieldRow, KeepsUnsaved, useUnsaved } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import classes from './contact-detail.module.css';

export function PhoneList({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const country = useRecord('business', 'business')?.country;
  const phones = contact.phones ?? {};
  const save = (changed: Contact['phones']) =>
    run('contact.update', { id: contact.id, fields: { phones: changed } });
  return (
    <EntryList
      type="tel"
      label={t('phone')}
      addLabel={t('addPhone')}
      entries={Object.entries(phones).map(([key, { number, label }]) => ({
        key,
        label,
        value: formatPhone(number, country),
      }))}
      onSave={(key, number) => save({ ...phones, [key]: { ...phones[key], number } })}
      onRemove={(key) => save(without(phones, key))}
    />
  );
}

export function EmailList({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const emails = contact.emails ?? {};
  const save = (changed: Contact['emails']) =>
    run('contact.update', { id: contact.id, fields: { emails: changed } });
  return (
    <EntryList
      type="email"
      label={t('email')}
      addLabel={t('addEmail')}
      entries={Object.entries(emails).map(([key, { address, label }]) => ({ key, label, value: address }))}
      validate={(address) => (/^\S+@\S+$/.test(address) ? undefined : t('emailWrong'))}
      onSave={(key, address) => save({ ...emails, [key]: { ...emails[key], address } })}
      onRemove={(key) => save(without(emails, key))}
    />
  );
}

/** Tax numbers, each called as where the contact is: what it is called stands before it on documents. */
export function TaxIdList({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const own = useRecord('business', 'business')?.country;
  const taxIds = contact.taxIds ?? {};
  const country = Object.values(contact.addresses ?? {})[0]?.country ?? own;
  const label = countryOf(country ?? '')?.taxIdLabel;
  const save = (changed: Contact['taxIds']) =>
    run('contact.update', { id: contact.id, fields: { taxIds: changed } });
  return (
    <EntryList
      type="text"
      label={t('taxId')}
      addLabel={t('addTaxId')}
      entries={Object.entries(taxIds).map(([key, { value, label: called }]) => ({
        key,
        label: called,
        value,
      }))}
      validate={(value) => (value.length > 40 ? t('taxIdLong') : undefined)}
      onSave={(key, value) => save({ ...taxIds, [key]: { label, ...taxIds[key], value } })}
      onRemove={(key) => save(without(taxIds, key))}
    />
  );
}

interface EntryListProps {
  label: string;
  addLabel: string;
  type: 'tel' | 'email' | 'text';
  entries: { key: string; label?: string; value: string }[];
  validate?: (value: string) => string | undefined;
  onSave: (key: string, value: string) => Promise<Result<unknown>>;
  onRemove: (key: string) => Promise<Result<unknown>>;
}

/** Several values of one kind: each is edited where it stands; an emptied one goes. */
function EntryList({ label, addLabel, type, entries, validate, onSave, onRemove }: EntryListProps) {
  const { t } = useTranslation('contacts');
  const [adding, setAdding] = useState(false);
  const check = (value: string) => (value === '' ? undefined : validate?.(value));
  const saved = (key: string, value: string) => (value === '' ? onRemove(key) : onSave(key, value));
  return (
    <>
      {entries.map((entry) => (
        <div key={entry.key} className={classes.entry}>
          <KeepsUnsaved of={entry.key}>
            <EditableText
              type={type}
              label={entry.label ?? label}
              value={entry.value}
              validate={check}
              onSave={(value) => saved(entry.key, value)}
            />
          </KeepsUnsaved>
          <Tooltip label={t('remove')}>
            <ActionIcon
              aria-label={t('removeEntry', { value: entry.value })}
              onClick={() => ignore(onRemove(entry.key))}
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      {adding ? (
        <NewEntry
          label={label}
          type={type}
          validate={check}
          onSave={(value) => onSave(newId(crypto), value)}
          onDone={() => setAdding(false)}
        />
      ) : (
        <FieldRow label={entries.length === 0 ? label : ''}>
          <AddButton label={addLabel} onClick={() => setAdding(true)} />
        </FieldRow>
      )}
    </>
  );
}

export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      className={classes.add}
      leftSection={<IconPlus size={14} stroke={1.5} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

interface NewEntryProps {
  label: string;
  type: 'tel' | 'email' | 'text';
  validate: (value: string) => string | undefined;
  onSave: (value: string) => Promise<Result<unknown>>;
  /** It is saved, or nothing was entered. */
  onDone: () => void;
}

function NewEntry({ label, type, validate, onSave, onDone }: NewEntryProps) {
  const { t } = useTranslation('ui');
  const unsaved = useUnsaved();
  const value = unsaved.value ?? '';
  const [error, setError] = useState<string>();

  async function finish() {
    if (value.trim() === '') return onDone();
    const wrong = validate(value.trim());
    setError(wrong);
    if (wrong !== undefined || unsaved.isSaving) return;
    const saving = onSave(value.trim());
    ignore(unsaved.keepUntil(value, saving));
    if ((await saving).ok) onDone();
  }

  return (
    <FieldRow label={label}>
      <TextInput
        // The owner has just asked for this field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        type={type}
        aria-label={label}
        value={value}
        error={error ?? (unsaved.isRefused ? t('notSaved') : undefined)}
        onChange={(event) => unsaved.type(event.currentTarget.value)}
        onBlur={() => ignore(finish())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') ignore(finish());
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onDone();
        }}
      />
    </FieldRow>
  );
}

function without<Value>(map: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(map).filter(([other]) => other !== key));
}
