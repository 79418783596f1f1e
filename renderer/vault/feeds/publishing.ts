import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { PublishedFeed } from '#shared/domain/published-feed.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { expiredCalendar, publishedCalendar } from '#shared/records/published-feed.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { feedPath } from '#shared/sync/feed.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { RelayClient } from '../sync/relay-client.ts';

export interface PublishingDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  workspace: string;
  /** Whether anything may go out. */
  mayPublish(): boolean;
  /** None where there is no relay. */
  client(): Pick<RelayClient, 'signed'> | undefined;
  /** Epoch milliseconds. */
  now(): number;
}

export interface Publishing {
  /** Brings the relay's calendars up to date, as by itself when the schedule has changed. */
  wake(): void;
}

const [second, minute, day] = [1000, 60_000, 86_400_000];
/** How long is waited for further changes, and where the relay did not take it. */
const [pause, again] = [5 * second, 5 * minute];
/** So long a calendar that no device renews goes on being shown as if it were true. */
const ttl = 30 * day;

const followed = ['publishedFeeds', 'visits', 'jobs', 'jobEvents', 'staff', 'contacts', 'sites'] as const;

/**
 * Has the relay show the calendars that were chosen for phones. Any device does it that is there when something
 * changes; two that know the same put the same there.
 */
export function createPublishing(deps: PublishingDeps): Publishing {
  const { records, run, work, workspace, now } = deps;
  const put = new Map<string, { text: string; at: number }>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const feeds = [...records.all('publishedFeeds')];
    const client = deps.client();
    if (client === undefined || feeds.length === 0 || !deps.mayPublish()) return;
    let isDone = true;
    for (const feed of feeds) {
      if (work.isOver) return;
      if (!(await forget(client, feed))) isDone = false;
      if (!(await renew(client, feed))) isDone = false;
    }
    alarm.reset(isDone ? day : again);
  }

  async function forget(client: Pick<RelayClient, 'signed'>, feed: PublishedFeed): Promise<boolean> {
    let isDone = true;
    for (const address of Object.keys(feed.withdrawn ?? {})) {
      const gone = await client.signed({ method: 'DELETE', path: feedPath(workspace, address) });
      if (gone.ok && !work.isOver) await run('feed.noteWithdrawn', { id: feed.id, address });
      if (!gone.ok) isDone = false;
    }
    return isDone;
  }

  async function renew(client: Pick<RelayClient, 'signed'>, feed: PublishedFeed): Promise<boolean> {
    const { address } = feed;
    // Withdrawn on one device and chosen anew on another: what was taken away stays so.
    if (address === undefined || feed.withdrawn?.[address] !== undefined) return true;
    const text = publishedCalendar(records, feed, now());
    const before = put.get(address);
    if (before?.text === text && now() - before.at < day) return true;
    const body = { text, expiredText: expiredCalendar(feed, now() + ttl), ttlSeconds: ttl / second };
    const taken = await client.signed({ method: 'PUT', path: feedPath(workspace, address), body });
    if (taken.ok) put.set(address, { text, at: now() });
    return taken.ok;
  }

  deps.changes.on([...followed], () => alarm.reset(pause));
  return { wake: start };
}
