/**
 * Measures how long a new device takes to have 10,000 records over loopback: from a log of one envelope a record,
 * from the log of an import, after checkpoints and after 100,000 edits, against the same records in the clear at
 * peers: `npm run bench catchup [--rounds N]`. Medians of N rounds (3). `npm run bench catchup growth`: how our own time
 * grows from 10,000 records to 100,000.
 */
import { parseArgs } from 'node:util';
import { median, printFigure } from '../lib/figure.ts';
import { creations, edits, recordCount } from './business.ts';
import type { Ground } from './ground.ts';
import { keptBytes, startGround, stopGround, write } from './ground.ts';
import { catchUp } from './device.ts';
import { inPortions, measureGrowth } from './growth.ts';
import type { Peer, RunningPeer } from './peers.ts';
import { peers, run } from './peers.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const encrypted = true;
const durable = true;

const editCount = 100_000;
/** What a busy device, or an import, seals together. */
const together = 100;
/** How many envelopes come before the device has a quiet moment to tidy. */
const envelopesATidying = 100;

type Timed = () => Promise<{ milliseconds: number; records: number }>;

interface Taken {
  milliseconds: number;
  /** What this process, the device, has worked; it says more than the time where the machine is busy. */
  processor: number;
}

async function time(take: Timed): Promise<Taken> {
  const before = process.cpuUsage();
  const { milliseconds, records } = await take();
  const { user, system } = process.cpuUsage(before);
  if (records < recordCount) throw new Error(`A device got ${records} of ${recordCount} records`);
  return { milliseconds, processor: (user + system) / 1000 };
}

/** Ours and each peer in turn, so that a slow moment of the machine hits all of them. The first round warms up. */
async function compare(ours: Record<string, Ground>, running: RunningPeer[], note: string): Promise<void> {
  const takers: Timed[] = [
    ...Object.values(ours).map((ground) => () => catchUp(ground.relay, ground.keybag)),
    ...running.map((peer) => peer.catchUp),
  ];
  const taken = takers.map((): Taken[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, take] of takers.entries()) {
      const one = await time(take);
      if (round > 0) taken[index]!.push(one);
    }
  }
  const names = Object.keys(ours);
  for (const [index, name] of names.entries()) {
    for (const [at, peer] of peers.entries()) {
      const [own, others] = [taken[index]!, taken[names.length + at]!];
      reportTime(`catchup.${name}`, peer, own, others, 'milliseconds', note);
      reportTime(`catchup.cpu.${name}`, peer, own, others, 'processor', `work of the device; ${note}`);
    }
  }
}

function reportTime(
  name: string,
  peer: Peer,
  own: Taken[],
  others: Taken[],
  key: keyof Taken,
  note: string,
): void {
  const middle = (taken: Taken[]) => median(taken.map((one) => one[key]));
  const both = { value: middle(own), peerValue: middle(others), encrypted, durable };
  printFigure({
    name,
    unit: 'ms',
    peer: peer.name,
    ...both,
    peerEncrypted: false,
    peerDurable: peer.isStored,
    note,
  });
}

async function reportSize(name: string, ground: Ground, peer: RunningPeer): Promise<void> {
  const peerValue = peer.bytes();
  const both = {
    value: await keptBytes(ground),
    peerValue,
    encrypted,
    durable,
    peerEncrypted: false,
    peerDurable: true,
  };
  const note = 'all that the relay keeps of the records, against one Yjs update a book';
  printFigure({ name: `catchup.size.${name}`, unit: 'bytes', peer: 'hocuspocus-sqlite', ...both, note });
}

if (positionals[0] === 'growth') {
  await measureGrowth(together);
  process.exit();
}
const grounds: Ground[] = [];
const running: RunningPeer[] = [];
try {
  for (const peer of peers) running.push(await run(peer));
  const raw = await startGround();
  grounds.push(raw);
  const imported = await startGround();
  grounds.push(imported);
  await Promise.all(running.map((peer) => peer.write(inPortions(creations(), 1))));
  await write(raw, inPortions(creations(), 1), Infinity);
  await write(imported, inPortions(creations(), together), Infinity);
  await compare({ 'raw-log': raw, 'import-log': imported }, running, `one envelope a record, or ${together}`);

  await write(raw, [], 0);
  await compare({ checkpoint: raw }, running, 'one checkpoint a book');
  await reportSize('checkpoint', raw, running[1]!);

  await Promise.all(running.map((peer) => peer.write(edits(editCount, together))));
  await write(raw, edits(editCount, together), envelopesATidying);
  await compare({ '100k-edits': raw }, running, `${together} edits an envelope, tidied now and then`);
  await reportSize('100k-edits', raw, running[1]!);
} finally {
  for (const ground of grounds) await stopGround(ground);
  for (const peer of running) await peer.stop();
}
// The peers' clients would go on looking for their servers.
process.exit();
