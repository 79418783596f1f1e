import { useEffect, useMemo, useState } from 'react';
import { withBusy } from '#shared/records/availability.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { BusyByGoogle } from '#renderer/vault/api.ts';
import { vault } from './vault-client.ts';

const [hour, dayLength] = [3_600_000, 86_400_000];

/** Whose Google Calendar did not answer, so that none of their time is free, and how it is asked once more. */
export interface Unread {
  staffIds: readonly string[];
  again(): void;
}

/**
 * The records with when people are busy at Google, asked while somebody looks for a time and forgotten afterwards. Until Google has
 * answered, without.
 */
export function useWithGoogleBusy(
  records: RecordReader,
  start: number,
  days: number,
): { records: RecordReader; unread: Unread } {
  const [busy, setBusy] = useState<readonly BusyByGoogle[]>([]);
  const [asked, setAsked] = useState(0);
  // Whoever looks again within the hour has asked for the same. The last day is looked at to its end.
  const from = Math.floor(start / hour) * hour;
  useEffect(() => {
    let isOver = false;
    async function look(): Promise<void> {
      const told = await vault().googleBusy({ start: from, end: from + (days + 1) * dayLength });
      if (!isOver && told.ok) setBusy(told.value);
    }
    ignore(look());
    return () => {
      isOver = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- it is asked once more where somebody wants that
  }, [from, days, asked]);
  return useMemo(() => {
    const staffIds = busy.flatMap(({ staffId, unread }) =>
      unread === true && staffId !== undefined ? [staffId] : [],
    );
    const unread = { staffIds, again: () => setAsked((times) => times + 1) };
    return { records: withBusy(records, busy), unread };
  }, [records, busy]);
}
