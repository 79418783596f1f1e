import { afterAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { closeCode } from '#shared/sync/protocol.ts';
import type { BareSocket } from '../testing/client.ts';
import { connectClient, openSocket } from '../testing/client.ts';
import { hostileShapes } from '../testing/hostile.ts';
import { removeTemporaryFolders, startRelayProcess } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';
import { step1Frame, updateFrame } from './frames.ts';

afterAll(removeTemporaryFolders);

const room = 'a-room-of-the-test';
const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);
const nothingKnown = new Uint8Array([0]);

async function member(url: string) {
  const owner = await createTestWorkspace();
  await owner.register(url);
  return { url, workspace: owner.workspace, room, token: await owner.signIn(url) };
}

/** Whoever sends these has a workspace of its own, and comes again as often as it is sent away. */
const attacks: [string, Uint8Array[]][] = [
  ...Object.entries(hostileShapes).flatMap(([name, make]): [string, Uint8Array[]][] => [
    [`${name}, more than is taken`, [updateFrame(make(1_000_000))]],
    [`${name}, as much as is taken`, [updateFrame(make(90_000)), step1Frame(nothingKnown)]],
  ]),
  ['a state vector without end', [step1Frame(new Uint8Array(4_000_000).fill(1))]],
  ['presence without end', [new Uint8Array([1, 255, 255, 3, ...new Uint8Array(65_535).fill(0)])]],
];

test('whatever one workspace sends, again and again, another one’s work is stored and asked for in between', async () => {
  const relay = await startRelayProcess();
  const [attacker, victim] = [await member(relay.url), await member(relay.url)];
  const device = connectClient(victim);
  await eventually(() => device.provider.synced);

  const open = new Set<BareSocket>();
  let [isOver, sent] = [false, 0];
  async function attack(first: number): Promise<void> {
    for (let i = first; !isOver; i++) {
      const socket = await openSocket(attacker);
      open.add(socket);
      for (const frame of attacks[i % attacks.length]![1]) socket.send(frame);
      // Refused, answered, or put off: then comes the next one.
      await Promise.race([socket.closed, eventually(() => isOver || socket.frames.length > 1)]);
      sent++;
      socket.socket.terminate();
      open.delete(socket);
    }
  }
  const attacking = [0, 7, 14].map(attack);
  for (let round = 1; round <= attacks.length; round++) {
    await eventually(() => sent >= round);
    envelopes(device.doc).push([new Uint8Array([round])]);
    await device.allStored();
    expect((await request(relay.url, '/healthz')).json).toMatchObject({ ok: true });
  }
  isOver = true;
  for (const { socket } of open) socket.terminate();
  await Promise.all(attacking);
  expect(device.provider.wsUnsuccessfulReconnects).toBe(0);
  device.close();
  expect(await relay.end('SIGTERM')).toBe(0);
});

test('who has used up the work of a workspace is put off, whatever its rooms and sockets, and the others go on', async () => {
  let time = 0;
  const limits = { workBurst: 1000, workPerSecond: 100 };
  const relay = await startRelay({ limits, now: () => time });
  const [heavy, light] = [await member(relay.url), await member(relay.url)];
  const first = await openSocket(heavy);
  first.send(updateFrame(hostileShapes['envelopes of nothing']!(2000)));
  await eventually(() => first.frames.length > 0);
  const second = await openSocket({ ...heavy, room: 'another-room-of-it' });
  second.send(step1Frame(nothingKnown));
  expect(await second.closed).toBe(closeCode.tryAgainLater);

  const other = connectClient(light);
  envelopes(other.doc).push([new Uint8Array([1])]);
  await other.allStored();
  time += 60_000;
  const later = await openSocket({ ...heavy, room: 'another-room-of-it' });
  later.send(step1Frame(nothingKnown));
  await eventually(() => later.frames.length > 0);
  for (const { socket } of [first, second, later]) socket.terminate();
  other.close();
  await relay.stop();
});

test('an update of too many parts is refused as what does not fit, and nothing of it is kept', async () => {
  const relay = await startRelay({ limits: { updateParts: 1000 } });
  const address = await member(relay.url);
  const sender = await openSocket(address);
  sender.send(updateFrame(hostileShapes['envelopes of nothing']!(1001)));
  expect(await sender.closed).toBe(closeCode.full);
  const reader = connectClient(address);
  await eventually(() => reader.provider.synced);
  expect(envelopes(reader.doc).length).toBe(0);
  sender.socket.terminate();
  reader.close();
  await relay.stop();
});
