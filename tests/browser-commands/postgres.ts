import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserCommand, BrowserCommandContext } from 'vitest/node';
import {
  missingPostgres as missing,
  startPostgres,
  type PostgresCluster,
} from '#sync-server/testing/postgres.ts';
import { type RelayProcess, startRelayProcess } from '#sync-server/testing/relay-process.ts';
import { readable } from '#sync-server/testing/store.ts';
import { perSession } from './per-session.ts';

/** What a test in the browser lets Node do: run a relay on a PostgreSQL of its own, and look at what that holds. */
interface Running {
  cluster: PostgresCluster;
  databaseUrl: string;
  relay: RelayProcess;
}
const runningOf = perSession((): { it?: Running } => ({}));

function current(context: BrowserCommandContext): Running {
  const running = runningOf(context).it;
  if (running === undefined) throw new Error('No relay runs on PostgreSQL');
  return running;
}

const missingPostgres: BrowserCommand<[]> = () => missing;

const startPostgresRelay: BrowserCommand<[]> = async (context) => {
  const cluster = await startPostgres();
  const databaseUrl = await cluster.newDatabase();
  const env = {
    DATABASE_URL: databaseUrl,
    RELAY_SECRET: 'the secret of a relay that is tested on PostgreSQL',
  };
  const relay = await startRelayProcess({ env });
  runningOf(context).it = { cluster, databaseUrl, relay };
  return relay.url;
};

/** Writes a text as the relay would write an update, and has all of it in the files. */
const plantInPostgres: BrowserCommand<[text: string]> = async (context, text) => {
  const { cluster, databaseUrl } = current(context);
  const hex = Buffer.from(text).toString('hex');
  await cluster.query(
    databaseUrl,
    `create table planted (data bytea); insert into planted values ('\\x${hex}')`,
  );
  await cluster.query(databaseUrl, 'checkpoint');
};

/** Where each text is found: in the dump, in the database's files with its log, in what the relay printed. */
const searchPostgres: BrowserCommand<[texts: string[]]> = async (context, texts) => {
  const { cluster, databaseUrl, relay } = current(context);
  await cluster.query(databaseUrl, 'checkpoint');
  const places = {
    dump: [readable(cluster.run('pg_dump', [databaseUrl]))],
    files: filesBelow(cluster.data),
    output: [Buffer.from(relay.output())],
  };
  return Object.entries(places).flatMap(([place, contents]) =>
    texts
      .filter((text) => contents.some((content) => content.includes(text)))
      .map((text) => `${place}: ${text}`),
  );
};

const stopPostgresRelay: BrowserCommand<[]> = async (context) => {
  const { it } = runningOf(context);
  await it?.relay.end('SIGTERM');
  await it?.cluster.stop();
  delete runningOf(context).it;
};

function filesBelow(folder: string): Buffer[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
}

export const postgresCommands = {
  missingPostgres,
  startPostgresRelay,
  plantInPostgres,
  searchPostgres,
  stopPostgresRelay,
};

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    missingPostgres(): Promise<string | undefined>;
    startPostgresRelay(): Promise<string>;
    plantInPostgres(text: string): Promise<void>;
    searchPostgres(texts: string[]): Promise<string[]>;
    stopPostgresRelay(): Promise<void>;
  }
}
