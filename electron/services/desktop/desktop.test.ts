import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DesktopEvent } from '#shared/bridge/contract/desktop.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createJsonFile } from '../json-file.ts';
import type { Desktop } from './desktop.ts';
import { createDesktopService, keptDesktopSchema } from './service.ts';
import { createTicker, tickMilliseconds } from './ticker.ts';

const minute = 60_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-desktop-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A clock with its timers, which passes only as a test says. `sleep`: it goes on while the timers stand still. */
function createClock() {
  let now = Date.UTC(2026, 10, 30, 8);
  let elapsed = 0;
  const waiting = new Set<{ at: number; action: () => void }>();
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
  return {
    now: () => now,
    timers: {
      elapsed: () => elapsed,
      after(milliseconds: number, action: () => void) {
        const entry = { at: elapsed + milliseconds, action };
        waiting.add(entry);
        return () => void waiting.delete(entry);
      },
    },
    sleep: (milliseconds: number) => void (now += milliseconds),
    async pass(milliseconds: number) {
      for (let step = 0; step < milliseconds; step += tickMilliseconds) {
        now += tickMilliseconds;
        elapsed += tickMilliseconds;
        for (const entry of [...waiting].filter(({ at }) => at <= elapsed))
          if (waiting.delete(entry)) entry.action();
        await settle();
      }
    },
  };
}

/** A stand-in for the system's desktop. */
function standInDesktop() {
  const seen = {
    notes: [] as string[],
    badge: 0,
    tray: false,
    login: false,
    shown: 0,
    words: undefined as object | undefined,
  };
  let click = (): void => {};
  let wake = (): void => {};
  const desktop: Desktop = {
    notify({ title, body }, onClick) {
      seen.notes.push(`${title} | ${body}`);
      click = onClick;
    },
    setBadge: (count) => void (seen.badge = count),
    setTray: (isThere, words) => Object.assign(seen, { tray: isThere, words }),
    startsAtLogin: async () => seen.login,
    async setStartsAtLogin(starts) {
      seen.login = starts;
    },
    show: () => void seen.shown++,
    onWake: (listener) => void (wake = listener),
  };
  return { desktop, seen, click: () => click(), wake: () => wake() };
}

function openService(desktop: Desktop | undefined, clock = createClock()) {
  const file = createJsonFile(path.join(folder, 'desktop.json'), keptDesktopSchema);
  const service = createDesktopService({ desktop, file, due: async () => [], ...clock });
  const events: DesktopEvent[] = [];
  void service.streams['desktop.watch']({}, (event) => events.push(event), new AbortController().signal);
  return { service, events, clock };
}

test('what is due is told once, at the latest half a minute after its moment', async () => {
  const clock = createClock();
  const dueAt = clock.now() + 10 * minute;
  const told: number[] = [];
  const onDue = () => told.push(clock.now());
  createTicker({ ...clock, due: async () => [dueAt], onWake: () => told.push(-1), onDue });
  await clock.pass(20 * minute);
  expect(told).toHaveLength(1);
  expect(told[0]! - dueAt).toBeLessThanOrEqual(tickMilliseconds);
});

test('a computer that slept over it is noticed, and so is what fell due meanwhile', async () => {
  const clock = createClock();
  const dueAt = clock.now() + 60 * minute;
  const told: string[] = [];
  const onWake = () => told.push('wake');
  createTicker({ ...clock, due: async () => [dueAt], onWake, onDue: () => told.push('due') });
  clock.sleep(120 * minute);
  expect(told).toEqual([]);
  await clock.pass(tickMilliseconds);
  expect(told).toEqual(['wake', 'due']);
});

test('the system’s own word that it woke up is passed on at once', () => {
  const { desktop, wake } = standInDesktop();
  const { events } = openService(desktop);
  wake();
  expect(events).toEqual([{ type: 'wake' }]);
});

test('a notification that is clicked brings the window to the front, at what it is about', async () => {
  const { desktop, seen, click } = standInDesktop();
  const { service, events } = openService(desktop);
  await service.calls['desktop.notify']({ title: 'Plumbline', body: 'A message', path: '/inbox' });
  click();
  expect(seen).toMatchObject({ notes: ['Plumbline | A message'], shown: 1 });
  expect(events).toEqual([{ type: 'open', path: '/inbox' }]);
});

test('that it stays in the tray is known after a restart; without a desktop there is nothing to stay in', async () => {
  const first = standInDesktop();
  const { service } = openService(first.desktop);
  const set = expectOk(await service.calls['desktop.set']({ staysInTray: true, startsAtLogin: true }));
  expect(set.settings).toEqual({ staysInTray: true, startsAtLogin: true });
  expect([first.seen.tray, first.seen.login, service.staysInTray()]).toEqual([true, true, true]);
  const words = { open: 'Plumbline öffnen', quit: 'Beenden' };
  await service.calls['desktop.set']({ words });
  expect([first.seen.tray, first.seen.words]).toEqual([true, words]);
  const second = standInDesktop();
  const again = openService(second.desktop).service;
  expect(expectOk(await again.calls['desktop.state']({})).settings.staysInTray).toBe(true);
  expect([second.seen.tray, second.seen.words]).toEqual([true, words]);
  const inBrowser = openService(undefined).service;
  expect(expectOk(await inBrowser.calls['desktop.state']({}))).toEqual({
    notifies: 'window',
    canStay: false,
    settings: { staysInTray: false, startsAtLogin: false },
  });
});
