import { useMemo } from 'react';
import type { ConsentEvent } from '#shared/domain/consent.ts';
import { consentsOf } from '#shared/records/consents.ts';
import { useReader } from './records.ts';

const looked = ['contacts', 'identities', 'consents'] as const;

/** What a contact has said about being written to, and what was noted for them; the newest first. */
export function useConsents(contactId: string): ConsentEvent[] {
  const records = useReader(looked);
  return useMemo(() => consentsOf(records, contactId).toSorted((a, b) => b.at - a.at), [records, contactId]);
}
