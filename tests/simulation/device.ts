import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { collections, compartmentOf } from '#shared/domain/collections.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { canonicalJson } from '#shared/lib/json.ts';
import { expectOk, ok, type Result } from '#shared/lib/result.ts';
import type { SyncStatus, VaultEvent } from '#renderer/vault/api.ts';
import type { BlobDatabase } from '#renderer/vault/blobs/blob-database.ts';
import type { CheckpointLimits } from '#renderer/vault/books/checkpoint.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { openSession, type Session } from '#renderer/vault/session.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { createSimulatedCrypto } from './crypto.ts';
import { createDisk, type Disk, type DiskImage } from './disk.ts';
import { createLife, type Life } from './life.ts';
import type { Link } from './link.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** A device's process ended before it could answer. */
export const killed = Symbol('killed');

export type Outcome<T> = Result<T> | typeof killed;

/** One machine: a disk and a link that outlive its processes, and the product's own session in each of them. */
export interface Device {
  readonly name: string;
  readonly id: string;
  readonly memberId: string;
  readonly disk: Disk;
  readonly link: Link;
  /** How wrong its clock is, in milliseconds. */
  skew: number;
  readonly alive: boolean;
  /** Throws while the device has no process. */
  readonly session: Session;
  status(): SyncStatus | undefined;
  /** What it has told its screen of the relay since it was bought. */
  readonly warnings: string[];
  /** Begins a process from what is on the disk. */
  start(): Promise<void>;
  /** Ends the process between two instructions. */
  kill(): void;
  /** Locks the workspace and ends, as an owner does in the evening. */
  lock(): Promise<void>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Outcome<ValueOf<Name>>>;
  undo(): Promise<Outcome<{ title: string; skipped: number }>>;
  /** What the process answers, unless it ends before. */
  ask<T>(question: (session: Session) => Promise<Result<T>>): Promise<Outcome<T>>;
  /** Old books are otherwise opened when they are asked for. */
  openAll(): Promise<void>;
  /** All records that the member may read, by `collection/id`. */
  records(): Map<string, string>;
}

export interface DeviceSettings {
  name: string;
  keybag: Keybag;
  image: DiskImage;
  /** Its way to the relay. */
  link: (random: Random) => Link;
  scheduler: Pick<Scheduler, 'after' | 'elapsed' | 'sleep' | 'note'>;
  random: Random;
  /** Epoch milliseconds, as a right clock shows them. */
  now(): number;
  /** How wrong its clock is at first, in milliseconds. */
  skew: number;
  checkpoints: CheckpointLimits;
}

interface Process {
  life: Life;
  session: Session;
}

export function createDevice(settings: DeviceSettings): Device {
  const { name, random, scheduler } = settings;
  const { deviceId, memberId } = settings.keybag;
  const crypto = createSimulatedCrypto(random.fork('crypto'));
  const chance = random.fork('pauses');
  const disk = createDisk({ ...settings, random: random.fork('disk') });
  const link = settings.link(random.fork('link'));
  const warnings: string[] = [];
  let running: Process | undefined;
  let status: SyncStatus | undefined;

  function hear(event: VaultEvent): void {
    if (event.type === 'sync') status = event.status;
    if (event.type === 'relay') warnings.push(event.problem.code);
    if (event.type === 'sync' && event.status.problemCode !== undefined)
      warnings.push(event.status.problemCode);
  }

  async function begin(life: Life): Promise<Session> {
    const database = disk.open(life);
    const keybag = (await database.readKeys()) as Keybag;
    const roster = expectOk(await readRoster(crypto, keybag.membership, keybag.workspace));
    return openSession({
      bridge: link.bridge(life),
      crypto,
      database,
      blobDatabase: noBlobs,
      keybag,
      roster,
      saveKeybag: (next) => database.writeKeys(next),
      emit: (event) => {
        if (life.alive) hear(event);
      },
      now: () => Math.floor(settings.now() + device.skew),
      timers: {
        after: (milliseconds, action) => scheduler.after(milliseconds, () => life.alive && action()),
        elapsed: scheduler.elapsed,
      },
      random: chance.next,
      checkpoints: settings.checkpoints,
    });
  }

  const current = (): Process => {
    if (running?.life.alive !== true) throw new Error(`${name} is not running`);
    return running;
  };

  async function ask<T>(question: (session: Session) => Promise<Result<T>>): Promise<Outcome<T>> {
    if (running?.life.alive !== true) return killed;
    const { life, session } = running;
    return Promise.race([question(session), life.over.then((): typeof killed => killed)]);
  }

  const device: Device = {
    name,
    id: deviceId,
    memberId,
    disk,
    link,
    skew: settings.skew,
    warnings,
    get alive() {
      return running?.life.alive === true;
    },
    get session() {
      return current().session;
    },
    status: () => status,
    async start() {
      if (running?.life.alive === true) return;
      const life = createLife();
      const session = await begin(life);
      running = { life, session };
      // Libraries have timers of their own; nothing of it reaches disk or link any more.
      ignore(life.over.then(() => session.sync.close()));
      await Promise.race([session.loaded, life.over]);
    },
    kill: () => running?.life.end(),
    async lock() {
      if (running?.life.alive !== true) return;
      const { life, session } = running;
      await Promise.race([session.close(), life.over]);
      life.end();
    },
    run: async (command, args) => {
      const done = await ask(({ run }) => run(command, args));
      return done === killed || !done.ok ? done : ok(done.value.value as never);
    },
    ask,
    undo: () => ask(({ executor }) => executor.undo()),
    async openAll() {
      const { library, keyring, loaded } = current().session;
      await loaded;
      const names = [...library.all('books')].map((book) => book.id);
      for (const book of names.filter((each) => keyring.canOpen(each))) await library.open(book);
    },
    records: () => recordsOf(current().session),
  };
  return device;
}

function recordsOf({ library, keyring }: Session): Map<string, string> {
  const records = new Map<string, string>();
  for (const [name, { compartment }] of Object.entries(collections)) {
    if (compartment === 'device' || keyring.access[compartment] === undefined) continue;
    for (const record of library.all(name as CollectionName)) {
      if (isOfMigration(name, record)) continue;
      records.set(`${name}/${record.id}`, canonicalJson(record as JsonObject));
    }
  }
  return records;
}

/** Any start may bring records to a newer form and note it: nobody has asked for that, and nobody misses it. */
function isOfMigration(collection: string, record: { id: string }): boolean {
  if (collection === 'schemas') return true;
  // The note may be the first of its month, and begin the month's book.
  if (collection === 'books') return record.id.startsWith('audit-');
  return 'command' in record && record.command === 'workspace.migrate';
}

/**
 * The rooms that two devices should have alike, with what each of them holds. What a relay has put into a room that a
 * device only reads stays with that one; there, records are compared alone.
 */
export function statesOf({ library, keyring }: Session): Map<string, string> {
  const isShared = (name: string): boolean => compartmentOf(name) !== 'device' && keyring.canWrite(name);
  const shared = library.books.filter((book) => isShared(book.name));
  return new Map(shared.map((book) => [book.name, book.state()]));
}

/** No files are sent here. */
const noBlobs: BlobDatabase = {
  all: async () => [],
  get: async () => undefined,
  put: async () => ok(),
  change: async () => ok(),
  writePiece: async () => ok(),
  readPiece: async () => undefined,
  remove: async () => {},
};
