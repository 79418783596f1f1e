import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BrowserCommand } from 'vitest/node';
import * as Y from 'yjs';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { decodeRow, encodeRow } from '#sync-server/storage/rows.ts';
import { startRelayProcess, temporaryFolder, type RelayProcess } from '#sync-server/testing/relay-process.ts';
import { perSession } from './per-session.ts';

/**
 * What a test in the browser lets Node do: run real relays. They are known by their URL.
 */
const relays = new Map<string, RelayProcess>();

/** Which of them a page has started. */
const startedBy = perSession(() => new Set<string>());

const environments = new Map<string, Record<string, string>>();

/** With `tokens` only who has one makes a workspace; `identityApart`: its key is not among its data. */
const startRelay: BrowserCommand<[options?: RelayOptions]> = async (context, options = {}) => {
  const env: Record<string, string> = {};
  if (options.tokens !== undefined)
    Object.assign(env, { RELAY_WORKSPACES: 'token', RELAY_WORKSPACE_TOKENS: options.tokens.join(',') });
  if (options.identityApart === true)
    env['RELAY_IDENTITY_FILE'] = path.join(await temporaryFolder(), 'identity.json');
  const relay = await startRelayProcess({ env });
  environments.set(relay.url, env);
  relays.set(relay.url, relay);
  startedBy(context).add(relay.url);
  return relay.url;
};

const stopRelay: BrowserCommand<[url: string]> = async (_context, url) => {
  await relays.get(url)!.end('SIGKILL');
};

interface RelayOptions {
  tokens?: string[];
  identityApart?: boolean;
}

/** Starts it again at the same address, with its data or, after `wipe`, with none. */
const restartRelay: BrowserCommand<[url: string, wipe: boolean]> = async (_context, url, wipe) => {
  const { folder } = relays.get(url)!;
  if (wipe) rmSync(folder, { recursive: true });
  await startAgain(url, folder);
};

async function startAgain(url: string, folder: string): Promise<void> {
  const port = Number(new URL(url).port);
  relays.set(url, await startRelayProcess({ folder, port, env: environments.get(url) ?? {} }));
}

/** Keeps a copy of all that the relay has now, for `setBackRelay`. */
const keepRelay: BrowserCommand<[url: string]> = async (_context, url) => {
  const relay = relays.get(url)!;
  await relay.end('SIGTERM');
  cpSync(relay.folder, `${relay.folder}-kept`, { recursive: true });
  await startAgain(url, relay.folder);
};

/** Starts it again with what was kept: as an operator does who puts an old backup back. */
const setBackRelay: BrowserCommand<[url: string]> = async (_context, url) => {
  const { folder } = relays.get(url)!;
  await relays.get(url)!.end('SIGKILL');
  rmSync(folder, { recursive: true });
  cpSync(`${folder}-kept`, folder, { recursive: true });
  await startAgain(url, folder);
};

/** Has a relay without a key take everything out of all rooms, in its own file; gives how many items that were. */
const emptyRelay: BrowserCommand<[url: string]> = async (_context, url) => {
  const { folder } = relays.get(url)!;
  await relays.get(url)!.end('SIGTERM');
  const database = new DatabaseSync(path.join(folder, 'relay.sqlite'));
  const rooms = database.prepare('SELECT id FROM rooms').all() as { id: number }[];
  const taken = rooms.map(({ id }) => emptyRoom(database, id));
  database.close();
  await startAgain(url, folder);
  return taken.reduce((sum, count) => sum + count, 0);
};

function emptyRoom(database: DatabaseSync, id: number): number {
  const rows = database.prepare('SELECT data FROM room_rows WHERE room_id = ? ORDER BY seq').all(id);
  const outer = new Y.Doc();
  for (const { data } of rows)
    for (const update of decodeRow(data as Uint8Array)) Y.applyUpdate(outer, update);
  const before = Y.encodeStateVector(outer);
  const items = outer.getArray(envelopesKey);
  const count = items.length;
  if (count === 0) return 0;
  items.delete(0, count);
  const row = encodeRow([Y.encodeStateAsUpdate(outer, before)]);
  const insert = database.prepare('INSERT INTO room_rows (room_id, size, data) VALUES (?, ?, ?)');
  insert.run(id, row.length, row);
  return count;
}

/** Everything that the relay has written, as one string of one character a byte. */
const readRelay: BrowserCommand<[url: string]> = (_context, url) => {
  const { folder, output } = relays.get(url)!;
  const copy = `${folder}-copy`;
  cpSync(folder, copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  rmSync(copy, { recursive: true });
  return [...texts, output()].join('\n');
};

/** For the end of a test file: no relay outlives its tests. */
const stopAllRelays: BrowserCommand<[]> = async (context) => {
  const started = startedBy(context);
  await Promise.all([...started].map(async (url) => relays.get(url)!.end('SIGTERM')));
  for (const url of started) relays.delete(url);
  started.clear();
};

export const relayCommands = {
  stopAllRelays,
  startRelay,
  stopRelay,
  restartRelay,
  keepRelay,
  setBackRelay,
  emptyRelay,
  readRelay,
};

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    startRelay(options?: RelayOptions): Promise<string>;
    keepRelay(url: string): Promise<void>;
    setBackRelay(url: string): Promise<void>;
    emptyRelay(url: string): Promise<number>;
    stopRelay(url: string): Promise<void>;
    restartRelay(url: string, wipe: boolean): Promise<void>;
    stopAllRelays(): Promise<void>;
    readRelay(url: string): Promise<string>;
  }
}
