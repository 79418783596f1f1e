import type { WorkspaceStore } from '../storage/workspaces.ts';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresCluster } from './postgres.ts';

/** What relays of tests keep their data in. */
export interface TestStore {
  databaseUrl: string;
  secret: string;
}

let cluster: PostgresCluster | undefined;
/** One database a data folder: who starts a relay on the same folder again finds the same data. */
const databases = new Map<string, Promise<string>>();

/** From now on relays are started on PostgreSQL; `undefined`: on SQLite again, as the next test file expects. */
export function usePostgres(running: PostgresCluster | undefined): void {
  cluster = running;
}

/** `undefined`: SQLite in the data folder, which is the default. */
export async function storeFor(dataFolder: string): Promise<TestStore | undefined> {
  if (cluster === undefined) return undefined;
  const database = databases.get(dataFolder) ?? cluster.newDatabase();
  databases.set(dataFolder, database);
  return { databaseUrl: await database, secret: `the relay secret of ${dataFolder}, as long as it must be` };
}

/** PostgreSQL's dump writes bytes in hexadecimal; a search for words needs them as they are. */
export function readable(dump: string): Buffer {
  return Buffer.from(
    dump.replace(/\\\\x([0-9a-f]*)/g, (_all, hex: string) => Buffer.from(hex, 'hex').toString('latin1')),
    'latin1',
  );
}

/** Every byte that the relay of this data folder has written, wherever it keeps them. */
export async function everythingStored(dataFolder: string): Promise<Buffer> {
  const entries = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  const store = await storeFor(dataFolder);
  const dump = store === undefined ? '' : cluster!.run('pg_dump', [store.databaseUrl]);
  return Buffer.concat([...contents, readable(dump)]);
}

/** A team as the storage has it, of contents that nobody reads. False where it was not taken. */
export function saveTeam(
  storage: Pick<WorkspaceStore, 'saveMemberships'>,
  workspace: string,
  { sequence = 1, hash = 'first', expects = undefined as string | undefined } = {},
): Promise<boolean> {
  return storage.saveMemberships({
    workspace,
    records: [{ workspace, sequence, hash, payload: `payload of ${hash}`, signature: 's' }],
    expects,
    replacesFrom: sequence,
    forgetsBefore: 1,
    root: workspace,
    removed: [],
  });
}
