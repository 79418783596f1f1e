import { useEffect, useEffectEvent } from 'react';
import { usePreferences } from '#renderer/state/preferences.ts';

const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const checkEveryMilliseconds = 5_000;

/** Locks after the owner's idle time. A computer that slept past it locks as soon as it wakes. */
export function useAutoLock(lock: () => void): void {
  const minutes = usePreferences((preferences) => preferences.autoLockMinutes);
  const lockNow = useEffectEvent(lock);

  useEffect(() => {
    if (minutes === 0) return undefined;
    let lastSign = Date.now();
    const noteSign = () => {
      lastSign = Date.now();
    };
    // A clock that is looked at, not one long timer: timers stand still while a computer sleeps.
    const check = setInterval(() => {
      if (Date.now() - lastSign >= minutes * 60_000) lockNow();
    }, checkEveryMilliseconds);
    for (const sign of signsOfLife) window.addEventListener(sign, noteSign, { passive: true, capture: true });
    return () => {
      clearInterval(check);
      for (const sign of signsOfLife) window.removeEventListener(sign, noteSign, { capture: true });
    };
  }, [minutes]);
}
