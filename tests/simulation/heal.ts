import { type Device, statesOf } from './device.ts';
import { honest } from './link.ts';
import { mayRead } from './oracle.ts';
import { finished } from './under-way.ts';
import type { World } from './world.ts';

/** Long after all pauses between attempts to connect again (ms, of virtual time). */
const patience = 120_000;

/** Ends all faults, and waits until the devices that are still in the team have told each other everything. */
export async function heal(world: World): Promise<Device[]> {
  const { relay, devices, until } = world;
  await relay.start();
  for (const { link, disk } of devices) {
    disk.full = false;
    disk.fullAfterKeys = false;
    disk.crash = undefined;
    disk.forgets = undefined;
    link.mischief = honest;
    link.online = true;
    link.tamper = undefined;
    link.cut();
  }
  await Promise.all(devices.map((device) => device.start()));
  await finished(devices);
  await Promise.all(devices.map((device) => device.openAll()));
  await until(() => whatIsMissing(teamOf(world)), patience);
  return teamOf(world);
}

/** Compares what the devices show; they may need a moment to open what has just arrived. */
export async function compare({ until }: World, remaining: Device[]): Promise<string[]> {
  let differences: string[] = [];
  await until(async () => {
    await Promise.all(remaining.map((device) => device.openAll()));
    differences = differencesOf(remaining);
    return (await whatIsMissing(remaining)) ?? differences[0];
  }, 5000).catch((error: unknown) => {
    if (differences.length === 0) throw error;
  });
  return differences;
}

/** Who is in the team as the owner signed it last: an answer that was lost may have hidden a removal, or somebody new. */
function teamOf({ devices, removed, oracle }: World): Device[] {
  const records = devices.map(({ session }) => session.keyring.roster.record);
  const newest = records.toSorted((a, b) => b.sequence - a.sequence)[0]!;
  const ids = new Set(newest.devices.map(({ id }) => id));
  for (const device of devices) {
    if (ids.has(device.id) || removed.has(device)) continue;
    removed.add(device);
    oracle.removed(device);
  }
  // First who may read the most: with that, the others are compared.
  const readable = ({ session }: Device): number => Object.keys(session.keyring.access).length;
  return devices.filter((device) => !removed.has(device)).toSorted((a, b) => readable(b) - readable(a));
}

async function whatIsMissing(remaining: Device[]): Promise<string | undefined> {
  const [first] = remaining;
  const { sequence } = first!.session.keyring.roster.record;
  for (const device of remaining) {
    if (!isStored(device)) return `${device.name}: ${describe(device)}`;
    if (device.session.keyring.roster.record.sequence !== sequence)
      return `${device.name} to know the team as ${first!.name} does`;
    // Who has come by the words, or from a backup, takes what the devices of before have left, and then names their ends.
    if (device.session.keyring.roster.openEnded().length > 0)
      return `${device.name} to be in the place of others`;
    const unsaved = device.session.library.books.find((book) => !book.isSaved());
    if (unsaved !== undefined) return `${device.name} to save ${unsaved.name}`;
    await Promise.all(device.session.library.books.map((book) => book.settled()));
  }
  return unequalBooks(remaining);
}

function unequalBooks(remaining: Device[]): string | undefined {
  const known = new Map<string, { device: Device; state: string }>();
  for (const device of remaining) {
    for (const [book, state] of statesOf(device.session)) {
      const other = known.get(book);
      if (other === undefined) known.set(book, { device, state });
      else if (other.state !== state) return `${book} to be alike on ${other.device.name} and ${device.name}`;
    }
  }
  return undefined;
}

function differencesOf([first, ...others]: Device[]): string[] {
  const mine = first!.records();
  return others.flatMap((device) => {
    const theirs = device.records();
    const keys = [...new Set([...mine.keys(), ...theirs.keys()])].filter((key) => mayRead(device, key));
    return keys
      .filter((key) => mine.get(key) !== theirs.get(key))
      .map((key) => `${key} is ${mine.get(key)} on ${first!.name}, ${theirs.get(key)} on ${device.name}`);
  });
}

function isStored(device: Device): boolean {
  const status = device.status();
  return status?.connection === 'online' && status.reach === 'stored';
}

function describe(device: Device): string {
  const { connection, reach, problem = '' } = device.status() ?? { connection: 'none', reach: 'device' };
  return `${connection}, ${reach} ${problem}`;
}
