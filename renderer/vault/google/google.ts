import type { Bridge } from '#shared/bridge/bridge.ts';
import type { GoogleAccess, GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import {
  type GoogleCalendar,
  type GoogleLink,
  type GoogleTrouble,
  mainCalendar,
  missingUses,
} from '#shared/domain/google.ts';
import type { Work } from '#shared/lib/async.ts';
import { given } from '#shared/lib/given.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { googleLinks } from '#shared/records/google.ts';
import type { Keyring } from '../books/keyring.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import { createTurns } from '../claims/turns.ts';
import { createGoogleAccesses } from './access.ts';
import { ask, type Asking } from './ask.ts';
import { createGoogleBusy, type GoogleBusy } from './busy.ts';
import { createCalendarRounds } from './calendar.ts';
import { listCalendars } from './calendar-list.ts';
import { createLeaving } from './leaving.ts';
import { createGoogleTables, type GoogleTablesDeps } from './tables.ts';

export interface GoogleDeps extends Pick<GoogleTablesDeps, 'caughtUp'> {
  bridge: Bridge;
  records: GoogleTablesDeps['records'];
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  keyring: Pick<Keyring, 'canWrite' | 'access'>;
  /** Whether anything may go out of this business. */
  mayGoOut(): boolean;
  work: Work;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
}

export interface Google {
  /** The settings may be others than before, or the guard lets out to what was added. */
  wake(): void;
  /** Somebody looks at the schedule: what was moved at Google is asked for now. */
  look(): void;
  /** What somebody has just been given by signing in. */
  keep(id: string, access: GoogleAccess): void;
  busy: GoogleBusy;
  /** See `listCalendars`. */
  calendarsOf(linkId: string): Promise<Result<GoogleCalendar[], GoogleFailed>>;
}

const [second, minute, hour] = [1000, 60_000, 3_600_000];
/** How often is looked at what was moved at Google, and how long is waited for further changes here. */
const [usual, pause] = [2 * minute, 3 * second];
/** How long is waited after something went wrong, at first and at most; where Google takes nothing for hours. */
const [atFirst, atMost, readOnly] = [10 * second, 20 * minute, 3 * hour];
const patience = 2 * second;

/** What an event follows from. */
const followed = [
  'visits',
  'timeBlocks',
  'jobs',
  'jobEvents',
  'contacts',
  'sites',
  'staff',
  'googleEvents',
] as const;

const lasting: Partial<Record<GoogleFailed['why'], GoogleTrouble>> = {
  forbidden: 'denied',
  limited: 'limited',
};

/** The accounts at Google: one device by turns keeps their calendars, and all give back what was disconnected; see adr/0025. */
export function createGoogle(deps: GoogleDeps): Google {
  const { bridge, records, work, keyring, run, now } = deps;
  const accesses = createGoogleAccesses(deps);
  const leaving = createLeaving({ ...deps, mayLeave: mayAct, drop: accesses.drop });
  const turns = createTurns({
    ...deps,
    patience,
    purpose: 'googleTurn',
    about: () => (shown().length > 0 ? 'google' : undefined),
    onChange: () => rounds.set(0),
  });
  const calendars = createCalendarRounds({ ...deps, mayGoOn: () => !work.isOver && turns.isOurs() });
  const tables = createGoogleTables({ ...deps, accesses });
  const rounds = work.alarm(work.singleFlight(look));
  const waits = new Map<string, { until: number; failures: number }>();

  function mayAct(): boolean {
    return keyring.canWrite('secrets') && keyring.canWrite('work') && deps.mayGoOut();
  }

  /** The accounts in whose calendar something is to stand, and may. */
  function shown(): GoogleLink[] {
    if (!mayAct()) return [];
    return googleLinks(records).filter(
      (link) =>
        link.wants.place !== 'none' &&
        !missingUses(link).includes(link.wants.place) &&
        (link.trouble === undefined || link.trouble.kind === 'limited'),
    );
  }

  async function look(): Promise<void> {
    const links = turns.isOurs() ? shown() : [];
    for (const { id } of links) {
      const link = records.get('googleLinks', id);
      if (work.isOver || link === undefined || (waits.get(id)?.until ?? 0) > now()) continue;
      const done = await round(link);
      if (!done.ok) await failed(link, done.error);
      else if (waits.delete(id) && link.trouble !== undefined) await run('google.noteTrouble', { id });
    }
    const due = links.map(({ id }) => (waits.get(id)?.until ?? now() + usual) - now());
    if (due.length > 0 && !rounds.isSet()) rounds.set(Math.max(second, Math.min(...due)));
  }

  async function round(link: GoogleLink): Promise<Result<void, GoogleFailed>> {
    const granted = await accesses.of(link);
    if (granted.outcome === 'failed') return err(granted);
    const access = { accessToken: granted.accessToken, ...given({ server: link.server }) };
    const calendar = link.wants.place === 'main' ? ok(mainCalendar) : await ownCalendar(link, access);
    if (!calendar.ok) return calendar;
    const known = records.get('googleLinks', link.id);
    return known === undefined ? ok() : calendars.round({ link: known, access, calendarId: calendar.value });
  }

  async function ownCalendar(
    { id, calendarId, words }: GoogleLink,
    access: Asking['access'],
  ): Promise<Result<string, GoogleFailed>> {
    if (calendarId !== undefined) return ok(calendarId);
    const timeZone = businessTimeZone(records);
    const made = await ask(bridge, 'google.makeCalendar', {
      access,
      name: words?.name || 'Plumbline',
      timeZone,
    });
    if (!made.ok) return made;
    await run('google.noteCalendar', { id, calendarId: made.value.calendarId });
    return ok(made.value.calendarId);
  }

  async function failed(link: GoogleLink, { why, retryAfter }: GoogleFailed): Promise<void> {
    const { id } = link;
    calendars.forget(id);
    if (why === 'unauthorized') accesses.drop(id);
    // Somebody has taken our calendar away there: it is made anew, with everything in it.
    if (why === 'missing' && link.wants.place === 'own') await run('google.noteCalendar', { id });
    const kind = lasting[why];
    if (kind !== undefined) await run('google.noteTrouble', { id, kind });
    const failures = (waits.get(id)?.failures ?? 0) + 1;
    const usualWait = Math.min(atMost, atFirst * 2 ** (failures - 1)) * (0.8 + 0.4 * deps.random());
    const wait = why === 'limited' ? readOnly : Math.max(usualWait, (retryAfter ?? 0) * second);
    waits.set(id, { until: now() + wait, failures });
  }

  function wake(): void {
    leaving.look();
    turns.look();
    again(pause);
    tables.wake();
  }

  /** Where there is nothing to keep, nothing is set. */
  function again(wait: number): void {
    if (shown().length > 0) rounds.reset(wait);
  }

  deps.changes.on(['googleLinks'], () => {
    waits.clear();
    wake();
  });
  deps.changes.on([...followed], () => again(pause));
  return {
    wake,
    look: () => again(0),
    keep: accesses.keep,
    busy: createGoogleBusy({ ...deps, accesses }),
    calendarsOf: (linkId) => listCalendars({ ...deps, accesses }, linkId),
  };
}
