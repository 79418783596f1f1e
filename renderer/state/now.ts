import { useEffect, useState } from 'react';

/** The present moment in epoch milliseconds, renewed every half minute so that what depends on it stays true. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
