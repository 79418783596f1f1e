import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { CalendarFeed } from '#shared/domain/calendar-feed.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';

export interface FeedsDeps {
  bridge: Bridge;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Whether this device may write what was read. */
  mayWrite(): boolean;
}

export interface Feeds {
  /** Reads what is due, as by itself from time to time; when the guard lets out to what was added. */
  wake(): void;
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
/** How often a calendar is read, and how long at most is waited after it could not be. */
const [usual, longest] = [30 * minute, 12 * hour];
/** What is read of a calendar: yesterday, and as far ahead as work is planned. */
const [back, ahead] = [day, 400 * day];

/** What is known of a calendar since this start. */
interface Tried {
  url: string;
  dueAt: number;
  failures: number;
  etag?: string | undefined;
}

/** Reads calendars elsewhere from time to time, each later the oftener it could not be read. */
export function createFeeds({ bridge, records, run, work, now, random, mayWrite }: FeedsDeps): Feeds {
  const tried = new Map<string, Tried>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    if (!mayWrite()) return;
    const kept = Array.from(records.all('busyTimes'), ({ id }) => id);
    for (const id of kept)
      if (records.get('calendarFeeds', id) === undefined) await run('feed.forget', { id });
    const feeds = [...records.all('calendarFeeds')];
    for (const feed of feeds) {
      if (work.isOver) return;
      const before = tried.get(feed.id);
      if (before === undefined || before.url !== feed.url || before.dueAt <= now()) await read(feed, before);
    }
    const next = Math.min(...feeds.map(({ id }) => tried.get(id)?.dueAt ?? Infinity));
    if (Number.isFinite(next)) alarm.reset(Math.max(minute, next - now()));
  }

  async function read({ id, url }: CalendarFeed, before: Tried | undefined): Promise<void> {
    const timeZone = businessTimeZone(records);
    // The window moves on with the days, so that once a day all of it is read.
    const today = Math.floor(now() / day) * day;
    const window = { start: today - back, end: today + ahead };
    const known = records.get('busyTimes', id);
    const isWhole = (known?.readAt ?? 0) < now() - longest || known?.problem !== undefined;
    const etag = isWhole || before?.url !== url ? undefined : before.etag;
    const told = await bridge.call('calendar.read', { url, timeZone, window, ...(etag && { etag }) });
    if (work.isOver || records.get('calendarFeeds', id)?.url !== url) return;
    const answer = told.ok ? told.value : { kind: 'problem' as const, problem: 'unreachable' as const };
    if (answer.kind === 'problem') {
      const failures = (before?.failures ?? 0) + 1;
      const wait = Math.min(longest, 5 * minute * 2 ** (failures - 1)) * (0.8 + 0.4 * random());
      tried.set(id, { url, failures, dueAt: now() + wait });
      await run('feed.noteProblem', { id, kind: answer.problem, at: now() });
      return;
    }
    const tag = answer.kind === 'read' ? answer.etag : etag;
    tried.set(id, { url, failures: 0, dueAt: now() + usual * (0.9 + 0.2 * random()), etag: tag });
    await run('feed.noteRead', { id, ...(answer.kind === 'read' && { spans: answer.spans }) });
  }

  return { wake: start };
}
