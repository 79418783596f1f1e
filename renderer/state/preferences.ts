import { create } from 'zustand';

/** How this window behaves on this computer. Not business data, so it may stand outside the vault. */
interface Preferences {
  /** Minutes without a key press or a click after which the window locks; 0 never does. */
  autoLockMinutes: number;
  /** Whether what is due is still sent while the window is locked. */
  sendsWhileLocked: boolean;
}

const storageKey = 'plumbline-auto-lock-minutes';
const sendingKey = 'plumbline-sends-while-locked';
const usualMinutes = 15;

export const usePreferences = create<Preferences>(() => ({
  autoLockMinutes: readMinutes(),
  sendsWhileLocked: localStorage.getItem(sendingKey) !== 'no',
}));

export function setAutoLockMinutes(minutes: number): void {
  localStorage.setItem(storageKey, String(minutes));
  usePreferences.setState({ autoLockMinutes: minutes });
}

export function setSendsWhileLocked(sends: boolean): void {
  localStorage.setItem(sendingKey, sends ? 'yes' : 'no');
  usePreferences.setState({ sendsWhileLocked: sends });
}

function readMinutes(): number {
  const minutes = Number(localStorage.getItem(storageKey) ?? usualMinutes);
  return Number.isInteger(minutes) && minutes >= 0 ? minutes : usualMinutes;
}
