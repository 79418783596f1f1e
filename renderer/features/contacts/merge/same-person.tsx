import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Contact } from '#shared/domain/contact.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { MergeDialog } from './merge-dialog.tsx';
import classes from './same-person.module.css';

const conflictSchema = z.object({ contactIds: z.array(z.string()) });

/** Where a channel says that this contact and another one are one person: the owner decides. */
export function SamePerson({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const contacts = useTable('contacts');
  const events = useRecords('accountEvents');
  const [merging, setMerging] = useState(false);
  const other = events
    .filter(({ field }) => field === 'identity-conflict')
    .map(({ raw }) => conflictSchema.safeParse(raw).data?.contactIds ?? [])
    .filter((ids) => ids.includes(contact.id))
    .flatMap((ids) => ids.flatMap((id) => contacts.get(id) ?? []))
    .find(({ id, mergedInto }) => id !== contact.id && mergedInto === undefined);
  if (other === undefined || contact.mergedInto !== undefined) return null;
  return (
    <div className={classes.hint}>
      <span>{t('merge.suspicion', { name: other.name })}</span>
      <Button size="compact-xs" variant="default" onClick={() => setMerging(true)}>
        {t('merge.look')}
      </Button>
      <MergeDialog contact={contact} otherId={other.id} opened={merging} onClose={() => setMerging(false)} />
    </div>
  );
}
