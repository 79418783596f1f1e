import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { closeCode } from '#shared/sync/protocol.ts';
import type { Limits } from './limits.ts';
import { startBalancer } from './testing/balancer.ts';
import { connectClient, openSocket } from './testing/client.ts';
import { offered, pageWithTimes, startAt } from './testing/page-with-times.ts';
import { missingPostgres, startPostgres } from './testing/postgres.ts';
import type { PostgresCluster } from './testing/postgres.ts';
import { removeTemporaryFolders, startRelayProcess, temporaryFolder } from './testing/relay-process.ts';
import { startRelay } from './testing/start.ts';
import { storeFor, usePostgres } from './testing/store.ts';
import { createTestWorkspace } from './testing/workspace.ts';

const room = 'a-room-of-the-test';
const ends: (() => Promise<unknown>)[] = [];
let cluster: PostgresCluster;

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);
const byte = (i: number) => new Uint8Array([i]);

/** Two relays on one database, and a workspace that they know. */
async function twoRelays(limits: Partial<Limits> = {}) {
  const folder = await temporaryFolder();
  const start = async () => {
    const relay = await startRelay({ dataFolder: folder, limits });
    ends.push(() => relay.stop());
    return relay;
  };
  const relays = [await start(), await start()] as const;
  const owner = await createTestWorkspace(['device-01', 'device-02']);
  await owner.register(relays[0].url);
  const { databaseUrl } = (await storeFor(folder))!;
  return { relays, owner, folder, databaseUrl };
}

function client(...args: Parameters<typeof connectClient>) {
  const made = connectClient(...args);
  ends.push(async () => made.close());
  return made;
}

if (missingPostgres !== undefined) console.error(`Relays are not tested on PostgreSQL: ${missingPostgres}.`);

describe.skipIf(missingPostgres !== undefined)('on PostgreSQL', async () => {
  beforeAll(async () => {
    cluster = await startPostgres();
    usePostgres(cluster);
  });
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });
  afterAll(async () => {
    usePostgres(undefined);
    await cluster.stop();
    await removeTemporaryFolders();
  });

  test('devices at two relays behind a balancer work together, and the death of one relay costs nothing', async () => {
    const folder = await temporaryFolder();
    const relays = await Promise.all([startRelayProcess({ folder }), startRelayProcess({ folder })]);
    ends.push(() => Promise.all(relays.map((relay) => relay.end('SIGKILL'))));
    const owner = await createTestWorkspace();
    await owner.register(relays[0].url);
    const balancer = await startBalancer(relays.map(({ url }) => url));
    ends.push(() => balancer.stop());
    const token = await owner.signIn(balancer.url);
    const address = { url: balancer.url, workspace: owner.workspace, room, token };
    const devices = Array.from({ length: 4 }, () => client(address));
    await eventually(() => devices.every(({ provider }) => provider.synced));
    for (let i = 0; i < 100; i++) {
      for (const { doc } of devices) envelopes(doc).push([byte(i)]);
      if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      if (i === 50) void relays[0].end('SIGKILL');
    }
    await Promise.all(devices.map((device) => device.allStored()));
    await eventually(() => devices.every(({ doc }) => envelopes(doc).length === 400));
    const [first, ...others] = devices.map(({ doc }) => envelopes(doc).toArray());
    for (const other of others) expect(other).toEqual(first);
  });

  test('work and presence pass from one relay to the other at once', async () => {
    const { relays, owner } = await twoRelays();
    const token = await owner.signIn(relays[1].url);
    const [one, two] = relays.map(({ url }) => client({ url, workspace: owner.workspace, room, token }));
    await eventually(() => one!.provider.synced && two!.provider.synced);
    envelopes(one!.doc).push([byte(1)]);
    await eventually(() => envelopes(two!.doc).length === 1);
    one!.provider.awareness.setLocalState({ at: 'desk' });
    await eventually(() => two!.provider.awareness.getStates().get(one!.doc.clientID)?.['at'] === 'desk');
    one!.provider.disconnect();
    await eventually(() => !two!.provider.awareness.getStates().has(one!.doc.clientID));
    expect(envelopes(two!.doc).toArray()).toEqual([byte(1)]);
  });

  test('a device that one relay removes is cut off at the other', async () => {
    const { relays, owner } = await twoRelays();
    const token = await owner.signIn(relays[1].url, owner.devices[1]);
    const socket = await openSocket({ url: relays[1].url, workspace: owner.workspace, room, token });
    const cut = socket.closed;
    // Asked for what it has, the relay answers as soon as it has let the device in.
    socket.send(new Uint8Array([0, 0, 1, 0]));
    await eventually(() => socket.frames.length > 0);
    await owner.register(relays[0].url, 2, ['device-01']);
    expect(await cut).toBe(closeCode.removed);
  });

  test('what happens while a relay hears nothing reaches its devices when it hears again', async () => {
    const { relays, owner, databaseUrl } = await twoRelays();
    const token = await owner.signIn(relays[0].url);
    const [one, two] = relays.map(({ url }) => client({ url, workspace: owner.workspace, room, token }));
    await eventually(() => one!.provider.synced && two!.provider.synced);
    for (let i = 0; i < 5; i++) {
      const deafened = await cluster.query(
        databaseUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %'`,
      );
      expect(deafened.length).toBeGreaterThan(0);
      envelopes(one!.doc).push([byte(i)]);
      await one!.allStored();
      await eventually(() => envelopes(two!.doc).length === i + 1);
    }
  });

  test('a database restored from its dump serves the same relay with everything in it', async () => {
    const { relays, owner, folder, databaseUrl } = await twoRelays();
    const token = await owner.signIn(relays[0].url);
    const device = client({ url: relays[0].url, workspace: owner.workspace, room, token });
    envelopes(device.doc).push([byte(7)]);
    await device.allStored();
    const dump = cluster.run('pg_dump', ['--no-owner', databaseUrl]);
    const emptyFolder = await temporaryFolder();
    const restored = (await storeFor(emptyFolder))!;
    cluster.run('psql', ['--quiet', '--set', 'ON_ERROR_STOP=1', restored.databaseUrl], dump);

    const { secret } = (await storeFor(folder))!;
    const successor = await startRelay({ dataFolder: emptyFolder, secret });
    ends.push(() => successor.stop());
    const reader = client({ url: successor.url, workspace: owner.workspace, room, token });
    await eventually(() => envelopes(reader.doc).length === 1);
    envelopes(reader.doc).push([byte(8)]);
    await reader.allStored();
    expect(envelopes(reader.doc).toArray()).toEqual([byte(7), byte(8)]);
  });

  test('two hundred customers race at two relays for ten times: ten have one, the others are told, and nothing is lost', async () => {
    const many = 100_000;
    const limits = {
      bookingsPerMinute: many,
      timesHeldAtOnce: many,
      requestsPerMinute: many,
      proofTries: 10,
    };
    const { relays } = await twoRelays(limits);
    const page = await pageWithTimes(relays[0].url, 'the-race');
    const hours = Array.from({ length: 10 }, (_, at) => at * 2);
    await page.offer({ boiler: offered(hours) });
    const customers = Array.from({ length: 200 }, (_, at) =>
      page.customer('boiler', startAt(hours[at % 10]!), relays[Math.floor(at / 10) % 2]!.url),
    );
    const ends = await Promise.all(
      customers.map(async ({ id, hold, book }) => {
        const held = await hold();
        return { id, held, booked: held.status === 201 ? await book() : undefined };
      }),
    );
    const booked = ends.filter(({ booked: answer }) => answer?.status === 204).map(({ id }) => id);
    const refused = ends.filter(({ held }) => held.status === 409 && held.text.includes('times.taken'));
    expect([booked.length, refused.length]).toEqual([10, 190]);
    expect(await page.startsOf('boiler')).toEqual([]);
    const arrived = (await page.arrived(10, relays[1].url)).map(({ id }) => id);
    expect(arrived.toSorted()).toEqual(booked.toSorted());
  });

  // The tests of a single relay, which hold on every kind of storage.
  await import('./auth/auth.test.ts');
  await import('./auth/epochs.test.ts');
  await import('./mailboxes/mailboxes.test.ts');
  await import('./blobs/blobs.test.ts');
  await import('./booking/times.test.ts');
  await import('./claims/claims.test.ts');
  await import('./closing/closing.test.ts');
  await import('./hooks/hooks.test.ts');
  await import('./hooks/requests.test.ts');
  await import('./rooms/durability.test.ts');
  await import('./rooms/limits.test.ts');
  await import('./storage/storage.test.ts');
});
