import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import type { Result } from '#shared/lib/result.ts';
import { countryOptions } from '#shared/domain/countries.ts';
import {
  AddButton,
  EditableSelect,
  EditableText,
  FieldRow,
  KeepsUnsaved,
  useEntryKeys,
} from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useInTurn } from '#renderer/state/in-turn.ts';
import { readTable } from '#renderer/state/records.ts';

const parts = ['street', 'postcode', 'city'] as const;

/** The contact's addresses, part by part. The first is where jobs go; an emptied one goes. */
export function AddressList({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation('contacts');
  const lands = useMemo(() => countryOptions(i18n.language), [i18n.language]);
  const inTurn = useInTurn();
  const addresses = contact.addresses ?? {};
  const keys = useEntryKeys(Object.keys(addresses), 1);
  const isBlankShown = keys.shown.some((key) => addresses[key] === undefined);

  async function save(
    key: string,
    part: (typeof parts)[number] | 'country',
    value: string,
  ): Promise<Result<unknown>> {
    const { [key]: known, ...others } = readTable('contacts').get(contact.id)?.addresses ?? {};
    const address = { ...known, [part]: value === '' ? undefined : value };
    const isLeft = parts.some((name) => address[name] !== undefined);
    if (!isLeft) keys.hold(key);
    const fields = { addresses: isLeft ? { ...others, [key]: address } : others };
    return run('contact.update', { id: contact.id, fields });
  }

  return (
    <>
      {keys.shown.map((key) => (
        <KeepsUnsaved key={key} of={key}>
          {parts.map((part) => (
            <EditableText
              key={part}
              label={t(part)}
              value={addresses[key]?.[part] ?? ''}
              onSave={(value) => inTurn(() => save(key, part, value))}
            />
          ))}
          <EditableSelect
            label={t('country')}
            value={addresses[key]?.country ?? ''}
            options={[{ value: '', label: '' }, ...lands]}
            onSave={(country) => inTurn(() => save(key, 'country', country))}
          />
        </KeepsUnsaved>
      ))}
      {!isBlankShown && (
        <FieldRow label="">
          <AddButton label={t('addAddress')} onClick={keys.add} />
        </FieldRow>
      )}
    </>
  );
}
