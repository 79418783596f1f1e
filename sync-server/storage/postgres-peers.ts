import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Log } from '../log.ts';
import type { Tables } from './schema.ts';
import type { PeerEvents, Peers } from './peers.ts';

const channel = 'plumbline_relay';
/** PostgreSQL takes less than 8000 bytes in one notification. */
const roomsPerNotice = 250;
const presenceCharacters = 6000;
const gatherMilliseconds = 25;
const longestPause = 10_000;

const noticeSchema = z.object({
  from: z.string(),
  rooms: z.array(z.tuple([z.number(), z.number()])).optional(),
  membership: z.string().optional(),
  presence: z.array(z.tuple([z.string(), z.string(), z.string()])).optional(),
});
type Notice = z.infer<typeof noticeSchema>;

async function notify(database: Kysely<Tables> | Transaction<Tables>, notice: Notice): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(notice)})`.execute(database);
}

/** Heard by the others when the transaction commits. */
export async function notifyRooms(
  transaction: Transaction<Tables>,
  from: string,
  rooms: { roomId: number; seq: number }[],
): Promise<void> {
  for (let i = 0; i < rooms.length; i += roomsPerNotice) {
    const part = rooms.slice(i, i + roomsPerNotice);
    await notify(transaction, { from, rooms: part.map(({ roomId, seq }) => [roomId, seq]) });
  }
}

/** Heard by the others when the transaction commits. */
export function notifyMembership(
  transaction: Transaction<Tables>,
  from: string,
  workspace: string,
): Promise<void> {
  return notify(transaction, { from, membership: workspace });
}

function pass(notice: Notice, events: PeerEvents): void {
  if (notice.rooms !== undefined) events.committed(notice.rooms.map(([roomId, seq]) => ({ roomId, seq })));
  if (notice.membership !== undefined) events.membershipChanged(notice.membership);
  for (const [workspace, name, payload] of notice.presence ?? []) {
    events.presence({ workspace, name }, fromBase64Url(payload));
  }
}

/** Presence is frequent and small: what comes within a moment goes out together. */
function createPresenceQueue(send: (presence: NonNullable<Notice['presence']>) => void) {
  let waiting: NonNullable<Notice['presence']> = [];
  let characters = 0;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) send(waiting);
    waiting = [];
    characters = 0;
  }

  return {
    add(workspace: string, name: string, payload: Uint8Array): void {
      const text = toBase64Url(payload);
      const length = text.length + workspace.length + name.length + 16;
      if (length > presenceCharacters) return;
      if (characters + length > presenceCharacters) flush();
      waiting.push([workspace, name, text]);
      characters += length;
      timer ??= setTimeout(flush, gatherMilliseconds);
    },
    end: () => clearTimeout(timer),
  };
}

/** Hears what other relays on the same database do, and tells them what this one does, by LISTEN and NOTIFY. */
export function createPeers(deps: { url: string; log: Log; database: Kysely<Tables> }) {
  const { url, log, database } = deps;
  const id = toBase64Url(randomBytes(9));
  let client: pg.Client | undefined;
  let closed = false;

  async function connect(events: PeerEvents): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    fresh.on('notification', ({ payload }) => {
      const notice = noticeSchema.safeParse(parseJson(payload ?? ''));
      if (notice.success && notice.data.from !== id) pass(notice.data, events);
    });
    const lost = new Promise<void>((resolve) => {
      fresh.on('end', () => resolve());
      fresh.on('error', () => resolve());
    });
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    client = fresh;
    ignore(lost.then(() => reconnect(events)));
  }

  async function reconnect(events: PeerEvents): Promise<void> {
    client = undefined;
    for (let pause = 100; !closed; pause = Math.min(2 * pause, longestPause)) {
      try {
        await connect(events);
        events.reconnected();
        return;
      } catch {
        log.warn({}, 'the database’s notices are not heard; trying again');
        await delay(pause, undefined, { ref: false });
      }
    }
  }

  const presence = createPresenceQueue((waiting) => {
    // The devices repeat it, so a lost one mends itself.
    notify(database, { from: id, presence: waiting }).catch(() => undefined);
  });

  return {
    id,
    listen: connect,
    tellPresence: ({ workspace, name }, payload) => presence.add(workspace, name, payload),
    async close(): Promise<void> {
      closed = true;
      presence.end();
      await client?.end();
    },
  } satisfies Peers & { id: string; close(): Promise<void> };
}
