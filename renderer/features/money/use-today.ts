import { useEffect, useState } from 'react';
import { dayOf } from '#shared/domain/day.ts';
import { useFormat } from '#renderer/state/format.ts';

/** The day it is where the business is; follows midnight within a minute. */
export function useToday(): string {
  const { timeZone } = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return dayOf(now, timeZone);
}
