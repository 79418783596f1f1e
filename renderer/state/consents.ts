import { useMemo } from 'react';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { ConsentEvent } from '#shared/domain/consent.ts';
import { useRecords, useTable } from './records.ts';

/** What a contact has said about being written to, and what was noted for them; the newest first. */
export function useConsents(contactId: string): ConsentEvent[] {
  const contacts = useTable('contacts');
  const identities = useTable('identities');
  const consents = useRecords('consents');
  return useMemo(() => {
    const target = (id: string | undefined) =>
      id === undefined ? undefined : mergedTarget(id, (each) => contacts.get(each));
    return consents
      .filter((event) => {
        const who = event.contactId ?? identities.get(event.identityId ?? '')?.contactId;
        return target(who) === contactId;
      })
      .toSorted((a, b) => b.at - a.at);
  }, [contacts, identities, consents, contactId]);
}
