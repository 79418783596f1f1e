import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { generateSealKey, seal } from '#shared/crypto/seal.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { pagePath, pagePurpose, writePayload } from '#shared/public-page/document.ts';
import { pageHash, requestInfo } from '#shared/public-page/names.ts';
import { bookingsPath, notePath } from '#shared/public-page/request.ts';
import { pageFor } from '#shared/public-page/testing/page.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

const crypto = webCrypto(globalThis.crypto);
const canary = 'Elisabeth Zwetschge, 12 Plum Lane';
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ limits: { bookingsPerDay: 6, bookingsPerMinute: 1000, photosPerMinute: 1000 } });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

/** A business with a page that takes requests, and a customer in front of it. */
async function page(slug: string) {
  const team = await createTestWorkspace();
  const inbox = await generateSealKey(crypto);
  const more = { inbox: { key: toBase64Url(inbox.publicKey), room: 'inbox-room-of-the-team-1' } };
  await team.register(relay.url, 1, undefined, more);
  const token = await team.signIn(relay.url);
  const payload = writePayload(pageFor(team.workspace, slug));
  const signature = toBase64Url(await team.devices[0]!.sign(forPurpose(pagePurpose, utf8(payload))));
  await request(relay.url, pagePath(team.workspace, slug), {
    method: 'PUT',
    json: { payload, signature },
    token,
  });
  const hash = pageHash(payload);
  const id = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const key = (await generateSealKey(crypto)).publicKey;
  const sealed = toBase64Url(
    await seal(crypto, key, utf8(canary), requestInfo(team.workspace, { id, page: hash })),
  );
  const send = (proof: string, more: object = {}) =>
    request(relay.url, `/b/${slug}/requests`, {
      method: 'POST',
      json: { id, page: hash, keyNumber: 1, sealed, proof, ...more },
    });
  const note = (handle: string, text: string) =>
    request(relay.url, notePath(team.workspace, handle), { method: 'PUT', json: { sealed: text }, token });
  const status = (handle: string) => request(relay.url, `/b/${slug}/requests/${handle}`);
  const ids = (after = '') =>
    request(relay.url, `${bookingsPath(team.workspace)}?after=${after}`, { token }).then(({ json }) => json);
  const forget = (handle: string) =>
    request(relay.url, notePath(team.workspace, handle), { method: 'DELETE', token });
  const photo = (name: string, bytes: Uint8Array) =>
    fetch(`${relay.url}/b/${slug}/requests/${id}/photos/${name}`, {
      method: 'POST',
      body: new Blob([bytes.slice()]),
    });
  const blob = (name: string) =>
    request(relay.url, `/v1/workspaces/${team.workspace}/blobs/${name}`, { token });
  return { ...team, id, send, note, status, ids, forget, photo, blob, slug };
}

async function solve(slug: string): Promise<string> {
  const { json } = await request(relay.url, `/b/${slug}/challenge`);
  const challenge = json as unknown as Parameters<typeof solveChallenge>[0]['challenge'];
  const solution = await solveChallenge({ challenge, deriveKey });
  return toBase64Url(utf8(JSON.stringify({ challenge, solution })));
}

test('a request is taken in once, however often it is sent, and devices leave a sealed answer for its link', async () => {
  const { id, send, note, status } = await page('asking');
  expect((await status(id)).status).toBe(404);
  expect((await note(id, 'A'.repeat(60))).status).toBe(404);
  const proof = await solve('asking');
  expect((await send(proof)).status).toBe(204);
  expect((await send(proof)).status).toBe(204);
  expect((await status(id)).json).toEqual({ sealed: null });
  expect((await note(id, 'A'.repeat(60))).status).toBe(204);
  expect((await status(id)).json).toEqual({ sealed: 'A'.repeat(60) });
});

test('what solves no sum, solves another page’s, or solves one twice, is not passed on', async () => {
  const [one, other] = [await page('one-page'), await page('other-page')];
  expect((await one.send('')).status).toBe(403);
  const proof = await solve('one-page');
  expect((await other.send(proof)).status).toBe(403);
  const tampered = toBase64Url(utf8(JSON.stringify({ challenge: {}, solution: {} })));
  expect((await one.send(tampered)).status).toBe(403);
  expect((await one.send(proof)).status).toBe(204);
  const again = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  expect((await one.send(proof, { id: again })).status).toBe(403);
});

test('a page that has changed, that is gone, or that has had enough for today, says so', async () => {
  const { send } = await page('changing');
  const proof = await solve('changing');
  expect((await send(proof, { page: 'A'.repeat(43) })).text).toContain('booking.changed');
  // A key that the page does not name is nobody's: devices would wait for it.
  expect((await send(proof, { keyNumber: 2 })).status).toBe(400);
  expect((await send(proof)).status).toBe(204);
  const statuses: number[] = [];
  for (let count = 0; count < 6; count++) {
    const id = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    statuses.push((await send(await solve('changing'), { id })).status);
  }
  expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);
  const elsewhere = await request(relay.url, '/b/nobody-here/requests', { method: 'POST', json: {} });
  expect(elsewhere.status).toBe(400);
});

test('no device of another business answers, and nobody outside of the team', async () => {
  const [one, other] = [await page('mine'), await page('theirs')];
  await one.send(await solve('mine'));
  expect((await other.note(one.id, 'B'.repeat(60))).status).toBe(404);
  expect((await one.status(one.id)).json).toEqual({ sealed: null });
  const unsigned = await request(relay.url, notePath(one.workspace, one.id), {
    method: 'PUT',
    json: { sealed: 'B'.repeat(60) },
  });
  expect(unsigned.status).toBe(401);
});

test('devices read for what the relay answers, and what they erase it forgets', async () => {
  const [mine, theirs] = [await page('mine-too'), await page('theirs-too')];
  await mine.send(await solve('mine-too'));
  expect(await mine.ids()).toEqual({ ids: [mine.id], more: false });
  expect(await mine.ids(mine.id)).toEqual({ ids: [], more: false });
  expect(await theirs.ids()).toEqual({ ids: [], more: false });
  await theirs.forget(mine.id);
  expect((await mine.status(mine.id)).status).toBe(200);
  expect((await mine.forget(mine.id)).status).toBe(204);
  expect((await mine.status(mine.id)).status).toBe(404);
  expect((await request(relay.url, bookingsPath(mine.workspace))).status).toBe(401);
});

test('photos come after their request, as announced and once, and go with it', async () => {
  const { id, send, photo, blob, forget } = await page('pictures');
  const [name, other] = ['P'.repeat(22), 'Q'.repeat(22)];
  const bytes = new Uint8Array(5000).fill(7);
  expect((await photo(name, bytes)).status).toBe(404);
  const proof = await solve('pictures');
  const six = Array.from({ length: 6 }, (_, at) => ({ id: String(at).repeat(22), size: 9 }));
  expect((await send(proof, { photos: six })).status).toBe(400);
  expect((await send(proof, { photos: [{ id: name, size: 5_000_000 }] })).status).toBe(400);
  expect((await send(proof, { photos: [{ id: name, size: bytes.length }] })).status).toBe(204);
  expect((await photo(other, bytes)).status).toBe(404);
  expect((await photo(name, bytes.subarray(1))).status).toBe(400);
  expect((await photo(name, bytes)).status).toBe(204);
  // The same again is there already; another content does not take its place.
  expect((await photo(name, new Uint8Array(5000).fill(8))).status).toBe(204);
  const stored = await blob(name);
  expect([stored.status, stored.text]).toEqual([200, String.fromCodePoint(7).repeat(5000)]);
  await forget(id);
  expect((await blob(name)).status).toBe(404);
  expect((await photo(name, bytes)).status).toBe(404);
});

test('neither the relay’s log nor its files hold a word of what was asked, nor a slug', async () => {
  const { readdir, readFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const { send } = await page('quiet-please');
  expect((await send(await solve('quiet-please'))).status).toBe(204);
  expect(relay.output()).toContain('/b/:slug/requests');
  for (const word of ['Elisabeth', 'Zwetschge', 'Plum Lane', 'quiet-please'])
    expect(relay.output()).not.toContain(word);
  for (const name of await readdir(relay.dataFolder, { recursive: true })) {
    const content = await readFile(join(relay.dataFolder, name)).catch(() => Buffer.alloc(0));
    expect(content.includes('Zwetschge'), name).toBe(false);
  }
});
