import { useEffect } from 'react';
import { useEarlierYears } from '#renderer/state/history.ts';
import { useTable } from '#renderer/state/records.ts';

/** Opens the years down to that of a day, which are closed until somebody looks at them, the newest first. */
export function useOpenedYears(day: string): void {
  const count = useTable('visits').size;
  const { year, open } = useEarlierYears('work', count);
  const wanted = year !== undefined && year >= Number(day.slice(0, 4)) ? year : undefined;
  useEffect(() => {
    if (wanted !== undefined) open();
  }, [wanted, open]);
}
