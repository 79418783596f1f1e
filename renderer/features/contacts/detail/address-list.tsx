import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { drop } from '#shared/lib/drop.ts';
import { newId } from '#shared/lib/ids.ts';
import { EditableText, FieldRow } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { AddButton } from './entry-list.tsx';

const parts = ['street', 'postcode', 'city'] as const;

/** Stands for an address that is not written down yet. */
const blank = 'new';

/** The contact's addresses, part by part. The first is where jobs go; an emptied one goes. */
export function AddressList({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const [adding, setAdding] = useState(false);
  const addresses = contact.addresses ?? {};
  const keys = Object.keys(addresses);
  const shown = keys.length === 0 || adding ? [...keys, blank] : keys;

  function save(key: string, part: (typeof parts)[number], value: string) {
    const address = { ...addresses[key], [part]: value === '' ? undefined : value };
    const others = Object.fromEntries(Object.entries(addresses).filter(([other]) => other !== key));
    const kept = parts.some((name) => address[name] !== undefined);
    const target = key === blank ? newId(crypto) : key;
    setAdding(false);
    const fields = { addresses: kept ? { ...others, [target]: address } : others };
    drop(run('contact.update', { id: contact.id, fields }));
  }

  return (
    <>
      {shown.map((key) => (
        <Fragment key={key}>
          {parts.map((part) => (
            <EditableText
              key={part}
              label={t(part)}
              value={addresses[key]?.[part] ?? ''}
              onSave={(value) => save(key, part, value)}
            />
          ))}
        </Fragment>
      ))}
      {keys.length > 0 && !adding && (
        <FieldRow label="">
          <AddButton label={t('addAddress')} onClick={() => setAdding(true)} />
        </FieldRow>
      )}
    </>
  );
}
