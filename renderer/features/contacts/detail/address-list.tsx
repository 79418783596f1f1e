import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { countryOptions } from '#shared/domain/countries.ts';
import { EditableSelect, EditableText, FieldRow, KeepsUnsaved } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { AddButton } from './entry-list.tsx';

const parts = ['street', 'postcode', 'city'] as const;

/** Stands for an address that is not written down yet. */
const blank = 'new';

/** The contact's addresses, part by part. The first is where jobs go; an emptied one goes. */
export function AddressList({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation('contacts');
  const [adding, setAdding] = useState(false);
  const lands = useMemo(() => countryOptions(i18n.language), [i18n.language]);
  const addresses = contact.addresses ?? {};
  const keys = Object.keys(addresses);
  const shown = keys.length === 0 || adding ? [...keys, blank] : keys;

  async function save(
    key: string,
    part: (typeof parts)[number] | 'country',
    value: string,
  ): Promise<Result<unknown>> {
    const address = { ...addresses[key], [part]: value === '' ? undefined : value };
    const others = Object.fromEntries(Object.entries(addresses).filter(([other]) => other !== key));
    const kept = parts.some((name) => address[name] !== undefined);
    const target = key === blank ? newId(crypto) : key;
    const fields = { addresses: kept ? { ...others, [target]: address } : others };
    const done = await run('contact.update', { id: contact.id, fields });
    if (done.ok) setAdding(false);
    return done;
  }

  return (
    <>
      {shown.map((key) => (
        <KeepsUnsaved key={key} of={key}>
          {parts.map((part) => (
            <EditableText
              key={part}
              label={t(part)}
              value={addresses[key]?.[part] ?? ''}
              onSave={(value) => save(key, part, value)}
            />
          ))}
          <EditableSelect
            label={t('country')}
            value={addresses[key]?.country ?? ''}
            options={[{ value: '', label: '' }, ...lands]}
            onSave={(country) => save(key, 'country', country)}
          />
        </KeepsUnsaved>
      ))}
      {keys.length > 0 && !adding && (
        <FieldRow label="">
          <AddButton label={t('addAddress')} onClick={() => setAdding(true)} />
        </FieldRow>
      )}
    </>
  );
}
