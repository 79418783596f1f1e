import { z } from 'zod';
import { create } from 'zustand';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { TrayWords } from '#shared/bridge/contract/desktop.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { type AlertKind, alertKinds, usualAlerts } from '#shared/domain/alert.ts';
import { bridge, vault } from './vault-client.ts';

/** What this computer is to show outside of the window. Not business data, so it may stand outside the vault. */
interface Alerting {
  wanted: AlertKind[];
  /** What there was to choose from: kinds that have come since are told as usual. */
  known: readonly AlertKind[];
  /** Names and words in a notification, which whoever passes by can read. */
  showsContent: boolean;
}

const storageKey = 'plumbline-alerts';

export const useAlerting = create<Alerting>(() => read());

export function setAlerting(next: Partial<Alerting>): void {
  useAlerting.setState(next);
  localStorage.setItem(storageKey, JSON.stringify(useAlerting.getState()));
}

function read(): Alerting {
  const known = alertKinds;
  try {
    const kept = keptSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
    const isWanted = (kind: AlertKind): boolean =>
      kept.known.includes(kind) ? kept.wanted.includes(kind) : usualAlerts.includes(kind);
    return { wanted: alertKinds.filter(isWanted), known, showsContent: kept.showsContent };
  } catch {
    return { wanted: [...usualAlerts], known, showsContent: false };
  }
}

/** Before kinds were counted there were five. */
const keptSchema = z.looseObject({
  wanted: z.array(z.string()),
  known: z.array(z.string()).default(['message', 'handOff', 'booking', 'rule', 'account']),
  showsContent: z.boolean().default(false),
});

type DesktopState = CallResult<'desktop.state'>;

/** What the shell can do; `undefined` until it has told. */
export const useDesktopState = create<{ desktop: DesktopState | undefined }>(() => ({ desktop: undefined }));

/** `words`: what the program's icon says, for a shell that has one. */
export async function readDesktop(words: TrayWords): Promise<void> {
  const told = await bridge().call('desktop.state', {});
  if (!told.ok) return;
  useDesktopState.setState({ desktop: told.value });
  if (told.value.canStay) await bridge().call('desktop.set', { words });
}

export async function setDesktop(settings: Partial<DesktopState['settings']>): Promise<void> {
  const set = await bridge().call('desktop.set', settings);
  const { desktop } = useDesktopState.getState();
  if (set.ok && desktop !== undefined) useDesktopState.setState({ desktop: { ...desktop, ...set.value } });
}

/** Shows a notification of the system: by the shell, or by the browser where it may. */
export function notify(note: { title: string; body: string; path?: string }, open: () => void): void {
  if (useDesktopState.getState().desktop?.notifies === 'shell') {
    ignore(bridge().call('desktop.notify', note));
    return;
  }
  if (!mayNotify()) return;
  const shown = new Notification(note.title, { body: note.body, tag: note.path ?? note.title });
  shown.addEventListener('click', () => {
    window.focus();
    open();
  });
}

/** Whether a browser lets the window notify; it is asked by a click in the settings. */
export function mayNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

/** Follows the shell: what fell due while the window's own timers were held back, and what was clicked. */
export function watchDesktop(onOpen: (path: string) => void): () => void {
  const ending = new AbortController();
  ignore(
    bridge().stream(
      'desktop.watch',
      {},
      ({ type, path }) => {
        if (type === 'open' && path !== undefined) onOpen(path);
        if (type !== 'open') ignore(vault().look());
      },
      ending.signal,
    ),
  );
  return () => ending.abort();
}
