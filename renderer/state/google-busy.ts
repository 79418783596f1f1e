import { useEffect, useMemo, useState } from 'react';
import type { BusyTimes } from '#shared/domain/calendar-feed.ts';
import { withBusy } from '#shared/records/availability.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { vault } from './vault-client.ts';

const [hour, dayLength] = [3_600_000, 86_400_000];

/**
 * The records with when people are busy at Google, asked while somebody looks for a time and forgotten afterwards. Until Google has
 * answered, without.
 */
export function useWithGoogleBusy(records: RecordReader, start: number, days: number): RecordReader {
  const [busy, setBusy] = useState<readonly BusyTimes[]>([]);
  // Whoever looks again within the hour has asked for the same.
  const from = Math.floor(start / hour) * hour;
  useEffect(() => {
    let isOver = false;
    async function look(): Promise<void> {
      const told = await vault().googleBusy({ start: from, end: from + days * dayLength });
      if (!isOver && told.ok) setBusy(told.value);
    }
    ignore(look());
    return () => {
      isOver = true;
    };
  }, [from, days]);
  return useMemo(() => withBusy(records, busy), [records, busy]);
}
