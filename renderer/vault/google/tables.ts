import type { Bridge } from '#shared/bridge/bridge.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { CollectionName, Compartment } from '#shared/domain/collections.ts';
import type { GoogleLink } from '#shared/domain/google.ts';
import type { GoogleSheet, GoogleSheetTrouble } from '#shared/domain/google-sheet.ts';
import type { Access } from '#shared/domain/roles.ts';
import { compartmentsOf, mayKeepTables, tablesIn } from '#shared/google/wanted-table.ts';
import type { Work } from '#shared/lib/async.ts';
import { given } from '#shared/lib/given.ts';
import { err, type Result } from '#shared/lib/result.ts';
import { googleTables, mayHaveTables, whyTablesWait } from '#shared/records/google.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import { createTurns } from '../claims/turns.ts';
import type { GoogleAccesses } from './access.ts';
import { createTableRounds, type TablesWritten } from './table-round.ts';

export interface GoogleTablesDeps {
  bridge: Bridge;
  /** `openAll`: closed years are part of a table, and what is not here would look as if it were gone. */
  records: RecordReader & { openAll(compartments: ReadonlySet<Compartment>): Promise<void> };
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  accesses: Pick<GoogleAccesses, 'of' | 'drop'>;
  keyring: { readonly access: Access };
  /** Whether anything may go out of this business. */
  mayGoOut(): boolean;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  work: Work;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
}

/** The tables of the business in Google Sheets: one device by turns writes them, and none reads them; see adr/0027. */
export interface GoogleTables {
  /** The settings may be others than before, or the guard lets out to what was added. */
  wake(): void;
}

const [second, minute] = [1000, 60_000];
/** How long is waited for further changes, from one writing to the next that nobody has asked for, and where nothing changes here. */
const [pause, between, usual] = [20 * second, 5 * minute, 60 * minute];
/** How long is waited after something went wrong, at first and at most; after so many times it is told. */
const [atFirst, atMost, tellAfter] = [20 * second, 30 * minute, 3];
const patience = 2 * second;

/** What rows follow from, beside the tables themselves. */
const followed = [
  'contacts',
  'sites',
  'enquiries',
  'stages',
  'jobs',
  'jobEvents',
  'visits',
  'issued',
  'payments',
  'services',
  'tasks',
  'staff',
  'members',
] as const satisfies readonly CollectionName[];

/** What only somebody can mend. */
const lasting: Partial<Record<GoogleFailed['why'], GoogleSheetTrouble>> = {
  missing: 'fileLost',
  switchedOff: 'switchedOff',
  forbidden: 'denied',
  full: 'full',
};

export function createGoogleTables(deps: GoogleTablesDeps): GoogleTables {
  const { records, work, run, now } = deps;
  const turns = createTurns({
    ...deps,
    patience,
    purpose: 'googleTablesTurn',
    about: () => wanted()?.sheet.id,
    onChange: arm,
  });
  const rounds = createTableRounds({ ...deps, mayGoOn: () => !work.isOver && turns.isOurs() });
  const alarm = work.alarm(work.singleFlight(write));
  const hourly = work.alarm(() => {
    isDue = true;
    arm();
  });
  let isDue = true;
  let [wroteAt, heldUntil, failures] = [-Infinity, 0, 0];
  /** The last of somebody's wishes that was heard. */
  let heard: number | undefined;

  /** What is to be written, and may be. */
  function wanted(): { link: GoogleLink; sheet: GoogleSheet } | undefined {
    const { link, sheet } = googleTables(records) ?? {};
    if (link === undefined || sheet === undefined || tablesIn(sheet).length === 0) return undefined;
    if (!deps.mayGoOut() || !mayKeepTables(deps.keyring.access) || whyTablesWait(records)) return undefined;
    return mayHaveTables(link) && !waitsForSomebody(sheet) ? { link, sheet } : undefined;
  }

  function arm(): void {
    const sheet = turns.isOurs() ? wanted()?.sheet : undefined;
    if (sheet === undefined) return alarm.clear();
    const isAsked = sheet.askedAt !== heard;
    heard = sheet.askedAt;
    if (isAsked) {
      isDue = true;
      return alarm.reset(0);
    }
    if (isDue) alarm.set(Math.max(pause, wroteAt + between - now(), heldUntil - now()));
  }

  async function write(): Promise<void> {
    const { link, sheet } = turns.isOurs() ? (wanted() ?? {}) : {};
    if (link === undefined || sheet === undefined) return;
    isDue = false;
    const done = await round(link, sheet);
    if (work.isOver) return;
    if (done.ok) await written(sheet, done.value);
    else await failed(link, done.error);
    hourly.reset(usual);
    arm();
  }

  async function round(
    link: GoogleLink,
    sheet: GoogleSheet,
  ): Promise<Result<TablesWritten, GoogleFailed | 'behind'>> {
    await records.openAll(compartmentsOf(tablesIn(sheet)));
    // A device that was away would take for removed what it has not heard of.
    if (!(await deps.caughtUp())) return err('behind');
    const granted = await deps.accesses.of(link);
    if (granted.outcome === 'failed') return err(granted);
    const access = { accessToken: granted.accessToken, ...given({ server: link.server }) };
    return rounds.round(link.id, access);
  }

  /** Noted only where it says something: each note is a line of the log. */
  async function written({ id }: GoogleSheet, { rows, lost, isChanged }: TablesWritten): Promise<void> {
    [failures, wroteAt, heldUntil] = [0, now(), 0];
    const { trouble, askedAt = 0, writtenAt = -1 } = records.get('googleSheets', id) ?? {};
    const isSame = trouble === undefined ? lost.length === 0 : trouble.tables?.join() === lost.join();
    if (isSame && !isChanged && writtenAt >= askedAt) return;
    await run('google.noteTables', {
      id,
      rows,
      ...(lost.length > 0 && { trouble: 'tabLost' as const, tables: lost }),
    });
  }

  async function failed({ id }: GoogleLink, error: GoogleFailed | 'behind'): Promise<void> {
    isDue = true;
    failures += error === 'behind' ? 0 : 1;
    const wait = Math.min(atMost, atFirst * 2 ** Math.max(0, failures - 1)) * (0.8 + 0.4 * deps.random());
    heldUntil = now() + Math.max(wait, error === 'behind' ? 0 : (error.retryAfter ?? 0) * second);
    if (error === 'behind') return;
    if (error.why === 'unauthorized') deps.accesses.drop(id);
    const trouble = lasting[error.why] ?? (failures >= tellAfter ? 'delayed' : undefined);
    const before = records.get('googleSheets', id)?.trouble;
    const isNew = trouble !== undefined && (before?.kind !== trouble || waitsLonger(id));
    if (isNew) await run('google.noteTables', { id, trouble });
  }

  /** Somebody has asked since it was told: they are told anew. */
  function waitsLonger(id: string): boolean {
    const { trouble, askedAt = 0 } = records.get('googleSheets', id) ?? {};
    return trouble !== undefined && askedAt > trouble.since;
  }

  function wake(): void {
    isDue = true;
    heldUntil = 0;
    turns.look();
    arm();
  }

  deps.changes.on(['googleSheets'], () => {
    turns.look();
    arm();
  });
  deps.changes.on(['googleLinks', 'pauses', 'aiSettings'], wake);
  deps.changes.on([...followed], () => {
    isDue = true;
    arm();
  });
  return { wake };
}

/** Somebody has to do something first; that they ask once more is that. */
function waitsForSomebody({ trouble, askedAt = 0 }: GoogleSheet): boolean {
  const isLasting = trouble !== undefined && trouble.kind !== 'tabLost' && trouble.kind !== 'delayed';
  return isLasting && askedAt <= trouble.since;
}
