import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { temporaryFolder } from './relay-process.ts';

const debianFolder = '/usr/lib/postgresql';

/** Where PostgreSQL's programs are: Debian keeps them out of the path. */
function findPrograms(): string | undefined {
  if (!existsSync(debianFolder)) return undefined;
  const versions = readdirSync(debianFolder).toSorted((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => join(debianFolder, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

const programs = findPrograms();

/** Why there is no PostgreSQL to test with; `undefined` when there is one. */
export const missingPostgres =
  programs === undefined ? 'PostgreSQL is not installed (apt-get install postgresql)' : undefined;

/** PostgreSQL refuses to run as root; Debian's package makes a user for it. */
function asPostgres(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres']).stdout.toString());
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries > 200) throw error;
      await delay(50);
    }
  }
}

export interface PostgresCluster {
  /** A new, empty database. */
  newDatabase(): Promise<string>;
  /** Runs one of PostgreSQL's own programs on a database; returns its output. */
  run(program: string, args: string[], input?: string): string;
  query(url: string, text: string): Promise<unknown[]>;
  /** Its files, as they lie on the disk. */
  data: string;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own on loopback, for as long as the tests run. */
export async function startPostgres(): Promise<PostgresCluster> {
  if (programs === undefined) throw new Error(missingPostgres);
  const folder = await temporaryFolder();
  const user = asPostgres();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...user, cwd: folder },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr.toString()}`);
  const port = await freePort();
  // Relays are killed in these tests, the database is not: it need not wait for the disk.
  const options = ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'shared_buffers=16MB'];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, ...options],
    { ...user, cwd: folder, stdio: 'ignore' },
  );
  const urlOf = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  await untilReady(urlOf('postgres'));

  async function query(url: string, text: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  let count = 0;
  return {
    async newDatabase() {
      const name = `relay_${++count}`;
      await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    run(program, args, input) {
      const done = spawnSync(join(programs, program), args, {
        input,
        encoding: 'latin1',
        maxBuffer: 2 ** 28,
      });
      if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}`);
      return done.stdout;
    },
    query,
    data,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = once(server, 'exit');
      // At once: nobody needs its data any more, and a checkpoint takes its time on a busy disk.
      server.kill('SIGQUIT');
      await gone;
    },
  };
}
