import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import { type PageDocument, pagePath, pagePurpose, writePayload } from '#shared/public-page/document.ts';
import { pageFor } from '#shared/public-page/testing/page.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

let offset = 0;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ now: () => Date.now() + offset, limits: { pagesPerWorkspace: 2 } });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

async function business(role = 'owner') {
  const team = await createTestWorkspace();
  await team.register(relay.url, 1, undefined, { members: [{ id: 'member-01', role }] });
  const device = team.devices[0]!;
  let token = await team.signIn(relay.url);
  const put = async (
    slug: string,
    more: Partial<PageDocument> = {},
    body: { signature?: string; payload?: string; picture?: object } = {},
  ) => {
    const payload = body.payload ?? writePayload(pageFor(team.workspace, slug, more));
    const signature = toBase64Url(await device.sign(forPurpose(pagePurpose, utf8(payload))));
    const json = { payload, signature, ...body };
    return request(relay.url, pagePath(team.workspace, slug), { method: 'PUT', json, token });
  };
  const withdraw = (slug: string, approval: number) =>
    request(relay.url, `${pagePath(team.workspace, slug)}?approval=${approval}`, { method: 'DELETE', token });
  const comeBack = async () => void (token = await team.signIn(relay.url));
  return { ...team, put, withdraw, comeBack };
}

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${relay.url}/b/${path}`, { headers });

test('a customer opens the page of a business in their language, and programs read the same', async () => {
  const one = await business();
  expect((await open('keller')).status).toBe(404);
  const profile = {
    name: 'Keller </script><script>alert(1)</script>',
    description: 'Pipes & heating',
    services: [
      {
        id: 's',
        name: 'Boiler service',
        price: { kind: 'from', amount: '9050', currency: 'GBP', digits: 2 },
      },
    ],
    hours: { mon: [{ from: '08:00', to: '17:00' }] },
    contact: { phone: '+44 20 7946 0000' },
  } as PageDocument['profile'];
  expect((await one.put('keller', { profile })).status).toBe(200);
  const page = await open('keller', { 'accept-language': 'fr-CH, fr;q=0.9, de;q=0.5' });
  const text = await page.text();
  expect([page.status, page.headers.get('vary')]).toEqual([200, 'accept-language']);
  expect(text).toContain('<html lang="fr">');
  expect(text).toContain('à partir de 90,50\u00a0£GB');
  expect(text).not.toContain('<script>alert');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('set-cookie')).toBeNull();
  expect(await (await open('keller?lang=de')).text()).toContain('<html lang="de">');
  const etag = page.headers.get('etag')!;
  expect((await open('keller?lang=fr', { 'if-none-match': etag })).status).toBe(304);
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)![1]!;
  expect(JSON.parse(data)).toMatchObject({
    '@type': 'LocalBusiness',
    name: profile.name,
    openingHoursSpecification: [{ dayOfWeek: 'https://schema.org/Monday', opens: '08:00' }],
  });
  const feed = (await (await open('keller/feed.json')).json()) as { profile: object; signed: object };
  expect(feed).toMatchObject({ profile, signed: { device: 'device-01' } });
});

test('what is taken away is gone at once, and no device that was away brings it back', async () => {
  const one = await business();
  await one.put('gone-soon', { approval: 3 });
  expect((await open('gone-soon')).status).toBe(200);
  await one.withdraw('gone-soon', 2);
  expect((await open('gone-soon')).status).toBe(200);
  expect((await one.withdraw('gone-soon', 3)).status).toBe(204);
  const gone = await open('gone-soon');
  const text = await gone.text();
  // Who has asked reads their answer still: nothing of the page is in it but where answers are.
  expect([gone.status, text.includes('data-relay="gone-soon"'), text.includes('Keller')]).toEqual([
    404,
    true,
    false,
  ]);
  expect((await open('gone-soon/feed.json')).status).toBe(404);
  expect((await one.put('gone-soon', { approval: 3, issuedAt: Date.now() + 9 })).status).toBe(409);
  expect((await one.put('gone-soon', { approval: 4 })).status).toBe(200);
  const older = await one.put('gone-soon', { approval: 4, issuedAt: Date.now() - 60_000 });
  expect([older.status, older.text]).toEqual([409, expect.stringContaining('page.older')]);
});

test('an address is given out once, reserved words never, and nobody holds many', async () => {
  const [one, other] = [await business(), await business()];
  await one.put('first-come');
  const taken = await other.put('first-come');
  expect([taken.status, taken.text]).toEqual([409, expect.stringContaining('page.taken')]);
  await other.withdraw('first-come', 9);
  expect((await open('first-come')).status).toBe(200);
  expect((await one.put('plumbline')).text).toContain('page.reserved');
  for (const slug of ['ab', '-ab', 'a--b', 'UPPER', 'a'.repeat(41)])
    expect((await one.put(slug)).status).toBe(400);
  await one.put('second');
  expect((await one.put('third')).text).toContain('page.too-many');
  // What was taken away stays the business's own address: nobody else gets the links to it.
  await one.withdraw('second', 1);
  expect((await other.put('second')).text).toContain('page.taken');
});

test('only what a device of an owner or a manager has signed is shown, and only for its time', async () => {
  const one = await business();
  expect((await one.put('signed', {}, { signature: 'A'.repeat(86) })).status).toBe(403);
  const elsewhere = writePayload(pageFor(one.workspace, 'another'));
  expect((await one.put('signed', {}, { payload: elsewhere })).status).toBe(400);
  const foreign = writePayload(pageFor('w'.repeat(22), 'signed'));
  expect((await one.put('signed', {}, { payload: foreign })).status).toBe(400);
  expect((await one.put('signed', { expiresAt: Date.now() + 61 * 86_400_000 })).status).toBe(400);
  const raw = JSON.stringify(pageFor(one.workspace, 'signed', { profile: { name: '<b>' } }));
  expect((await one.put('signed', {}, { payload: raw })).status).toBe(400);
  const technician = await business('technician');
  expect((await technician.put('signed')).status).toBe(403);
  expect((await one.put('signed', { expiresAt: Date.now() + 1000 })).status).toBe(200);
  offset += 2000;
  expect((await open('signed')).status).toBe(404);
});

test('a picture stands beside the page, and is the one that was signed', async () => {
  const one = await business();
  const bytes = new Uint8Array([1, 2, 3]);
  const picture = { type: 'image/jpeg', data: toBase64Url(bytes) };
  const profile = { name: 'Keller', picture: createHash('sha256').update(bytes).digest('base64url') };
  expect((await one.put('pictured', { profile })).status).toBe(400);
  expect((await one.put('pictured', { profile: { name: 'Keller' } }, { picture })).status).toBe(400);
  expect((await one.put('pictured', { profile }, { picture })).status).toBe(200);
  const shown = await open('pictured/picture');
  expect([shown.headers.get('content-type'), new Uint8Array(await shown.arrayBuffer())]).toEqual([
    'image/jpeg',
    bytes,
  ]);
});

test('a business that is closed has no page any more, and its address is free', async () => {
  const [one, other] = [await business(), await business()];
  await one.put('closing-down');
  const at = Date.now() + offset;
  const closing = { closing: { at, removeAt: at - 1 }, members: [{ id: 'member-01', role: 'owner' }] };
  expect((await one.register(relay.url, 2, undefined, closing)).status).toBe(204);
  const removed = await request(relay.url, `/v1/workspaces/${one.workspace}`, {
    method: 'DELETE',
    token: await one.signIn(relay.url),
  });
  expect(removed.json).toMatchObject({ receipt: { pages: 1 } });
  expect((await open('closing-down')).status).toBe(404);
  expect((await other.put('closing-down')).status).toBe(200);
});
