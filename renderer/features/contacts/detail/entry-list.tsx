import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { emailAddressSchema } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { countryOf } from '#shared/domain/countries.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { AddButton, EditableText, FieldRow, KeepsUnsaved, useEntryKeys } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useInTurn } from '#renderer/state/in-turn.ts';
import { readTable, useRecord } from '#renderer/state/records.ts';
import { LabelMenu } from './label-menu.tsx';
import classes from './contact-detail.module.css';

export function PhoneList({ contact: { id, phones = {} } }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const country = useRecord('business', 'business')?.country;
  const save = (key: string, number: string) => {
    const { [key]: known, ...others } = readTable('contacts').get(id)?.phones ?? {};
    const changed = number === '' ? others : { ...others, [key]: { ...known, number } };
    return run('contact.update', { id, fields: { phones: changed } });
  };
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
      labels={['mobile', 'work', 'home', 'billing'].map((word) => t(`labels.${word}`))}
      onLabel={(key, label) => {
        const phones = readTable('contacts').get(id)?.phones ?? {};
        return run('contact.update', { id, fields: { phones: labelled(phones, key, label) } });
      }}
      onSave={save}
    />
  );
}

/** The entries with another label at one of them; the rest as they are. */
function labelled<Entry extends { label?: string | undefined }>(
  entries: Record<string, Entry>,
  key: string,
  label: string,
): Record<string, Entry> {
  const entry = entries[key];
  if (entry === undefined) return entries;
  const { label: _, ...rest } = entry;
  return { ...entries, [key]: (label === '' ? rest : { ...rest, label }) as Entry };
}

export function EmailList({ contact: { id, emails = {} } }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const save = (key: string, address: string) => {
    const { [key]: known, ...others } = readTable('contacts').get(id)?.emails ?? {};
    const changed = address === '' ? others : { ...others, [key]: { ...known, address } };
    return run('contact.update', { id, fields: { emails: changed } });
  };
  return (
    <EntryList
      type="email"
      label={t('email')}
      addLabel={t('addEmail')}
      entries={Object.entries(emails).map(([key, { address, label }]) => ({ key, label, value: address }))}
      labels={['work', 'home', 'billing'].map((word) => t(`labels.${word}`))}
      onLabel={(key, label) => {
        const emails = readTable('contacts').get(id)?.emails ?? {};
        return run('contact.update', { id, fields: { emails: labelled(emails, key, label) } });
      }}
      validate={(address) => (emailAddressSchema.safeParse(address).success ? undefined : t('emailWrong'))}
      onSave={save}
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
  const save = (key: string, value: string) => {
    const { [key]: known, ...others } = readTable('contacts').get(contact.id)?.taxIds ?? {};
    const changed = value === '' ? others : { ...others, [key]: { label, ...known, value } };
    return run('contact.update', { id: contact.id, fields: { taxIds: changed } });
  };
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
      onSave={save}
    />
  );
}

interface EntryListProps {
  label: string;
  addLabel: string;
  type: 'tel' | 'email' | 'text';
  entries: { key: string; label?: string; value: string }[];
  validate?: (value: string) => string | undefined;
  /** What an entry is for: usual words. Without them it is not asked. */
  labels?: readonly string[];
  onLabel?: (key: string, label: string) => Promise<Result<unknown>>;
  /** An empty value removes the entry. */
  onSave: (key: string, value: string) => Promise<Result<unknown>>;
}

/** Several values of one kind: each is edited where it stands; an emptied one goes. */
function EntryList({ label, addLabel, type, entries, validate, labels, onLabel, onSave }: EntryListProps) {
  const { t } = useTranslation('contacts');
  const inTurn = useInTurn();
  const keys = useEntryKeys(entries.map(({ key }) => key));
  const isStored = (key: string) => entries.some((entry) => entry.key === key);
  const isBlankShown = !keys.shown.every(isStored);
  const save = (key: string, value: string) => inTurn(() => onSave(key, value));
  return (
    <>
      {keys.shown.map((key) => {
        const entry = entries.find((each) => each.key === key);
        return (
          <div key={key} className={classes.entry}>
            <KeepsUnsaved of={key}>
              <EditableText
                type={type}
                label={entry?.label ?? label}
                value={entry?.value ?? ''}
                validate={(value) => (value === '' ? undefined : validate?.(value))}
                focused={entry === undefined}
                onLeave={(value) => value.trim() === '' && keys.release(key)}
                onSave={(value) => save(key, value)}
              />
            </KeepsUnsaved>
            {entry !== undefined && labels !== undefined && onLabel !== undefined && (
              <LabelMenu
                value={entry.value}
                label={entry.label}
                usual={labels}
                onSave={(word) => inTurn(() => onLabel(key, word))}
              />
            )}
            {entry !== undefined && (
              <Tooltip label={t('remove')}>
                <ActionIcon
                  aria-label={t('removeEntry', { value: entry.value })}
                  onClick={() => {
                    keys.release(key);
                    ignore(save(key, ''));
                  }}
                >
                  <IconX size={16} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        );
      })}
      {!isBlankShown && (
        <FieldRow label={entries.length === 0 ? label : ''}>
          <AddButton label={addLabel} onClick={keys.add} />
        </FieldRow>
      )}
    </>
  );
}
