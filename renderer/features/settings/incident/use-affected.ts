import { useMemo } from 'react';
import type { Breach } from '#shared/domain/breach.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { affectedPeople } from '#shared/records/breach-people.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';

const read = ['contacts', 'conversations', 'customFields', 'enquiries', 'segments', ...jobsAndParts] as const;

/** The people whom a breach concerns, as its question finds them; nobody before it has one. */
export function useAffected({ affected }: Breach): Contact[] | undefined {
  const records = useReader(read);
  const now = useNow();
  return useMemo(
    () => (affected === undefined ? undefined : affectedPeople(records, affected, now)),
    [records, affected, now],
  );
}
