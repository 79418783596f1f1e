import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeCode } from '#shared/sync/protocol.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { connectClient } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { everythingStored, storeFor } from '../testing/store.ts';
import { askToken, createTestWorkspace, request } from '../testing/workspace.ts';

const [hour, day] = [3_600_000, 86_400_000];
let offset = 0;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ now: () => Date.now() + offset, backups: { keep: 7, hours: 24 } });
});
beforeEach(() => void (offset = 0));
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

const canary = 'canary-of-a-closing-business';
const room = 'a-room-of-the-test';
const feed = 'f'.repeat(43);
const start = Date.now() - 1;
const closing = (removeAt = start) => ({ closing: { at: start, removeAt } });

/** A business with something of every kind at the relay: a room, a file, a calendar, webhooks, a claim, an invitation. */
async function business(role = 'owner') {
  const team = await createTestWorkspace(['device-01', 'device-02']);
  const more = { members: [{ id: 'member-01', role }] };
  await team.register(relay.url, 1, undefined, more);
  const token = await team.signIn(relay.url);
  const at = `/v1/workspaces/${team.workspace}`;
  const client = connectClient({ url: relay.url, workspace: team.workspace, token, room });
  client.doc.getArray<Uint8Array>(envelopesKey).push([utf8(canary)]);
  await client.allStored();
  const blob = await fetch(`${relay.url}${at}/blobs/${'b'.repeat(24)}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${canary.length - 1}/${canary.length}`,
    },
    body: canary,
  });
  const text = `BEGIN:VCALENDAR\r\nX-WR-CALNAME:${canary}\r\nEND:VCALENDAR\r\n`;
  const put = (path: string, json: object) =>
    request(relay.url, `${at}/${path}`, { method: 'PUT', json, token });
  const made = [
    blob.status,
    (await put(`feeds/${feed}`, { text, expiredText: text, ttlSeconds: 60 })).status,
    (await put('hooks/meta', { apps: [] })).status,
    (await put('invitations/invitation-00001', { expiresAt: Date.now() + hour, secretHash: 's'.repeat(43) }))
      .status,
    (
      await request(relay.url, `${at}/claims`, {
        method: 'POST',
        json: { key: 'k'.repeat(43), ttlSeconds: 60 },
        token,
      })
    ).status,
  ];
  const remove = (by = token) => request(relay.url, at, { method: 'DELETE', token: by });
  return { team, more, token, at, client, made, remove };
}

test('an owner’s signed word has the relay forget the business: rooms, files, calendars, webhooks, and its very name', async () => {
  const { team, more, token, client, made, remove } = await business();
  expect(made).toEqual([201, 200, 204, 204, 200]);
  expect((await remove()).json['error']).toMatchObject({ code: 'workspace.open' });
  expect((await team.register(relay.url, 2, undefined, { ...more, ...closing() })).status).toBe(204);
  const before = await everythingStored(relay.dataFolder);
  const names = [canary, team.workspace, room, 'b'.repeat(24), 'device-of-owner'];
  expect(names.filter((name) => !before.includes(name))).toEqual(['device-of-owner']);

  const removed = await remove();
  const { receipt } = removed.json as { receipt: Record<string, number | null> };
  expect(receipt).toMatchObject({ rooms: 1, blobs: 1, blobBytes: canary.length, feeds: 1, webhooks: 1 });
  expect(receipt).toMatchObject({ claims: 1, invitations: 1 });
  expect(receipt['bytes']).toBeGreaterThan(0);
  // Seven of a day each, where the relay itself makes them; of PostgreSQL's nobody here knows.
  const until = receipt['backupsUntil'];
  const copies = until === null ? 'unknown' : Math.round((until! - receipt['at']!) / day);
  expect(copies).toBe((await storeFor(relay.dataFolder)) === undefined ? 7 : 'unknown');
  const after = await everythingStored(relay.dataFolder);
  expect(names.filter((name) => after.includes(name))).toEqual([]);
  expect((await fetch(`${relay.url}/v1/feeds/${feed}/calendar.ics`)).status).toBe(404);
  expect(client.provider.wsconnected).toBe(false);
  client.close();
  expect((await remove(token)).status).toBe(404);
});

test('a device that was away is shown what the owner has signed, and brings nothing back', async () => {
  const { team, more, client, remove } = await business();
  client.close();
  const closed = await team.signed(2, undefined, { ...more, ...closing() });
  await team.register(relay.url, 2, undefined, { ...more, ...closing() });
  await remove();
  const away = await askToken(relay.url, team.workspace, team.devices[1]!);
  expect(away.status).toBe(410);
  expect(away.json['error']).toMatchObject({ code: 'auth.gone' });
  const { records } = away.json['chain'] as { records: { payload: string; signature: string }[] };
  expect(records.map(({ payload }) => payload)).toContain(closed.payload);
  expect(away.json['receipt']).toMatchObject({ rooms: 1 });
  // Nor is it shown to somebody who only says that they are that device.
  const stranger = (await createTestWorkspace(['device-02'])).devices[0]!;
  const forged = await askToken(relay.url, team.workspace, stranger);
  expect([forged.status, forged.json['chain']]).toEqual([410, undefined]);
  const again = await team.register(relay.url, 1, undefined, more);
  expect([again.status, again.json['error']]).toMatchObject([410, { code: 'workspace.gone' }]);
});

test('nobody but an owner closes: not a manager, not a device that was taken out, not a request that is seen again', async () => {
  const { team, client, remove } = await business('manager');
  client.close();
  const [manager, second] = team.devices as [(typeof team.devices)[0], (typeof team.devices)[0]];
  const members = { members: [{ id: 'member-01', role: 'manager' }] };
  const asManager = await team.register(relay.url, 2, undefined, {
    ...members,
    ...closing(),
    signer: manager.id,
  });
  expect([asManager.status, asManager.json['error']]).toMatchObject([
    403,
    { code: 'membership.bad-signature' },
  ]);
  // The owner closes; a manager's request is refused all the same.
  const closedOnce = await team.signed(2, undefined, { ...members, ...closing() });
  await team.register(relay.url, 2, undefined, { ...members, ...closing() });
  expect((await remove()).json['error']).toMatchObject({ code: 'auth.role' });
  // The owner thinks better of it: what was signed before counts no more, whoever shows it again.
  expect((await team.register(relay.url, 3, ['device-01'], { ...members, epoch: 2 })).status).toBe(204);
  const replayed = await request(relay.url, `/v1/workspaces/${team.workspace}/membership`, {
    method: 'PUT',
    json: { records: [closedOnce] },
  });
  expect(replayed.status).toBe(204);
  expect((await askToken(relay.url, team.workspace, second)).json['error']).toMatchObject({
    code: 'auth.removed',
  });
  await relay.removeDue();
  expect((await askToken(relay.url, team.workspace, manager, 2)).status).toBe(200);
  expect((await request(relay.url, `/v1/workspaces/${team.workspace}`, { method: 'DELETE' })).status).toBe(
    401,
  );
});

test('a business that is closed with time to think goes at its date by itself, and not a day earlier', async () => {
  const { team, more, client, remove } = await business();
  client.close();
  await team.register(relay.url, 2, undefined, { ...more, ...closing(Date.now() + 30 * day) });
  expect((await remove()).json['error']).toMatchObject({ code: 'workspace.open' });
  offset = 29 * day;
  await relay.removeDue();
  expect((await askToken(relay.url, team.workspace, team.devices[0]!)).status).toBe(200);
  offset = 30 * day + hour;
  await relay.removeDue();
  expect((await askToken(relay.url, team.workspace, team.devices[0]!)).status).toBe(410);
  expect((await everythingStored(relay.dataFolder)).includes(team.workspace)).toBe(false);
});

test('a socket that is open is ended at once, so that its device signs in and hears why', async () => {
  const { team, more, client, remove } = await business();
  const closed = new Promise<number>((resolve) =>
    client.provider.on('connection-close', (event) => resolve(event?.code ?? 0)),
  );
  await team.register(relay.url, 2, undefined, { ...more, ...closing() });
  expect(await closed).toBe(closeCode.tokenExpired);
  await remove();
  client.close();
});
