import { z } from 'zod';
import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import {
  type DesktopEvent,
  type DesktopSettings,
  type TrayWords,
  trayWordsSchema,
} from '#shared/bridge/contract/desktop.ts';
import type { Timers } from '#shared/lib/async.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { JsonFile } from '../json-file.ts';
import type { Desktop } from './desktop.ts';
import { createTicker } from './ticker.ts';

/** What is kept of it on this computer. */
export const keptDesktopSchema = z.object({ staysInTray: z.boolean(), words: trayWordsSchema.optional() });
type KeptDesktop = z.output<typeof keptDesktopSchema>;

export interface DesktopService {
  calls: Pick<CallHandlers, 'desktop.state' | 'desktop.set' | 'desktop.notify' | 'desktop.badge'>;
  streams: Pick<StreamHandlers, 'desktop.watch'>;
  /** Whether closing the window leaves the program running. */
  staysInTray(): boolean;
  close(): void;
}

/** What goes on outside of the window. `desktop`: left out in a browser, which notifies by itself. */
export function createDesktopService(deps: {
  desktop: Desktop | undefined;
  file: JsonFile<KeptDesktop>;
  due(): Promise<number[]>;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
}): DesktopService {
  const { desktop, file } = deps;
  const watchers = new Set<(event: DesktopEvent) => void>();
  const tell = (event: DesktopEvent): void => watchers.forEach((watcher) => watcher(event));
  const ticker = createTicker({
    ...deps,
    onWake: () => tell({ type: 'wake' }),
    onDue: () => tell({ type: 'due' }),
  });
  desktop?.onWake(ticker.wake);
  let staysInTray = false;
  let words: TrayWords | undefined;
  const ready = file.read().then((kept) => setTray(kept?.staysInTray === true, kept?.words));

  function setTray(isThere: boolean, said: TrayWords | undefined): void {
    staysInTray = isThere && desktop !== undefined;
    words = said;
    desktop?.setTray(staysInTray, words);
  }

  async function settings(): Promise<DesktopSettings> {
    await ready;
    return { staysInTray, startsAtLogin: (await desktop?.startsAtLogin()) === true };
  }

  return {
    calls: {
      'desktop.state': async () =>
        ok({
          notifies: desktop === undefined ? 'window' : 'shell',
          canStay: desktop !== undefined,
          settings: await settings(),
        }),
      async 'desktop.set'({ staysInTray: stays, startsAtLogin: starts, words: said }) {
        await ready;
        if (stays !== undefined || said !== undefined) {
          setTray(stays ?? staysInTray, said ?? words);
          await file.write({ staysInTray, ...(words && { words }) });
        }
        if (starts !== undefined) await desktop?.setStartsAtLogin(starts);
        return ok({ settings: await settings() });
      },
      async 'desktop.notify'({ path, ...note }) {
        desktop?.notify(note, () => {
          desktop.show();
          tell({ type: 'open', ...(path !== undefined && { path }) });
        });
        return ok({});
      },
      async 'desktop.badge'({ count }) {
        desktop?.setBadge(count);
        return ok({});
      },
    },
    streams: {
      'desktop.watch': (_args, emit, signal) => {
        const { promise, resolve } = Promise.withResolvers<Result<Record<string, never>>>();
        watchers.add(emit);
        signal.addEventListener('abort', () => {
          watchers.delete(emit);
          resolve(ok({}));
        });
        return promise;
      },
    },
    staysInTray: () => staysInTray,
    close: ticker.stop,
  };
}
