import { useEffect, useState } from 'react';

/** Whether something has been so for a while: what passes at once is not worth a flash on the screen. */
export function useLasting(isSo: boolean, milliseconds = 500): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => setLasts(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo, milliseconds]);
  return isSo && lasts;
}
