import { useMemo } from 'react';
import type { Contact } from '#shared/domain/contact.ts';
import { isLimited, type LimitKind } from '#shared/domain/restriction.ts';
import { personOf } from '#shared/records/merged.ts';
import { useReader } from './records.ts';

const looked = ['contacts'] as const;

/** All contacts that are one person with this one, which comes first. */
export function usePerson(contactId: string): Contact[] {
  const records = useReader(looked);
  return useMemo(() => personOf(records, contactId), [records, contactId]);
}

/** Whether somebody has said so of this person. */
export function useLimited(contactId: string, kind: LimitKind): boolean {
  return usePerson(contactId).some((contact) => isLimited(contact, kind));
}
