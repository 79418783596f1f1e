import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { fromUtf8, toBase64Url } from '#shared/lib/bytes.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { generateSealKey } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxDeliverySchema, inboxInfo } from '#shared/sync/delivery.ts';
import { connectClient } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { everythingStored } from '../testing/store.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => void (relay = await startRelay()));
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

const appSecret = 'app-secret-of-the-test';
const person = '10229876543210';
const inboxRoom = 'inbox-room-of-requests';

/** As Meta signs: the MAC is over the encoded content. */
function signedRequest(content: object, secret = appSecret): string {
  const text = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${createHmac('sha256', secret).update(text).digest('base64url')}.${text}`;
}

const asks = (userId = person) => signedRequest({ user_id: userId, algorithm: 'HMAC-SHA256', issued_at: 1 });

async function business(role = 'owner') {
  const team = await createTestWorkspace();
  const crypto = webCrypto(globalThis.crypto);
  const inbox = await generateSealKey(crypto);
  await team.register(relay.url, 1, undefined, {
    inbox: { key: toBase64Url(inbox.publicKey), room: inboxRoom },
    members: [{ id: 'member-01', role }],
  });
  const token = await team.signIn(relay.url);
  const path = `/v1/workspaces/${team.workspace}`;
  const apps = [{ appSecret, verifyToken: 'verify-token', accounts: [] }];
  const connected = await request(relay.url, `${path}/hooks/meta`, { method: 'PUT', token, json: { apps } });
  const hook = `${relay.url}/v1/hooks/meta/${team.workspace}`;

  async function post(what: string, signed: string) {
    const answer = await fetch(`${hook}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'http' },
      body: new URLSearchParams({ signed_request: signed }),
    });
    return { status: answer.status, json: (await answer.json()) as Record<string, string> };
  }

  /** What waits for the workspace's devices, opened as they open it. */
  async function waiting() {
    const client = connectClient({ url: relay.url, workspace: team.workspace, token, room: inboxRoom });
    const list = client.doc.getArray<Uint8Array>(envelopesKey);
    await client.until(() => client.provider.synced && list.length > 0);
    const opener = await createOpener(crypto, inbox.privateKey);
    const opened = [];
    for (const sealed of list.toArray()) {
      const bytes = expectOk(await opener(new Uint8Array(sealed), inboxInfo(team.workspace)));
      opened.push(inboxDeliverySchema.parse(JSON.parse(fromUtf8(bytes))).body);
    }
    client.close();
    return opened;
  }
  return { team, token, path, hook, connected: connected.status, post, waiting };
}

test('a request for deletion is answered with a page and a code, and reaches the business sealed', async () => {
  const { hook, post, waiting, connected } = await business();
  expect(connected).toBe(204);
  const asked = await post('deletion', asks());
  expect(asked.status).toBe(200);
  const { url, confirmation_code: code } = asked.json as { url: string; confirmation_code: string };
  expect(url).toBe(`${hook}/requests/${code}`);
  const [body] = await waiting();
  const [event] = expectOk(parseWebhook(body!));
  expect(event).toMatchObject({
    kind: 'accountEvent',
    field: 'data_deletion',
    raw: { user_id: person, code },
  });
  // Whose it was is nowhere at the relay.
  expect((await everythingStored(relay.dataFolder)).includes(person)).toBe(false);
  expect(relay.output()).not.toContain(person);

  const page = await fetch(url);
  const words = await page.text();
  expect(words).toContain(code);
  expect(words).toContain('has arrived');
  expect(page.headers.get('set-cookie')).toBeNull();
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(words).not.toMatch(/<script|https?:|<link|<img/);
  expect(await (await fetch(`${hook}/deletion`)).text()).toContain('How to have your data deleted');
});

test('the same request again is the same one, and another person’s, or at another business, has another code', async () => {
  const [one, other] = [await business(), await business()];
  const codeOf = async (at: typeof one, userId?: string) =>
    (await at.post('deletion', asks(userId))).json['confirmation_code'];
  const code = await codeOf(one);
  expect(await codeOf(one)).toBe(code);
  const [first, second] = (await one.waiting()).map((body) => expectOk(parseWebhook(body)));
  expect(first).toEqual(second);
  expect(await codeOf(one, '10220000000001')).not.toBe(code);
  expect(await codeOf(other)).not.toBe(code);
});

test('what nobody has signed, or another app, changes nothing; a page that was never given out is not there', async () => {
  const { hook, post } = await business();
  const content = { user_id: person, algorithm: 'HMAC-SHA256' };
  const [mac] = asks().split('.') as [string];
  const another = Buffer.from(JSON.stringify({ ...content, user_id: '1' })).toString('base64url');
  for (const forged of [
    signedRequest(content, 'another-secret'),
    `${mac}.${another}`,
    signedRequest({ ...content, algorithm: 'none' }),
    signedRequest({ algorithm: 'HMAC-SHA256' }),
    'nothing',
    '',
  ])
    expect((await post('deletion', forged)).status).toBe(401);
  expect((await fetch(`${hook}/requests/${'A'.repeat(24)}`)).status).toBe(404);
  const unknown = hook.replace(/[^/]+$/, 'x'.repeat(22));
  expect((await fetch(`${unknown}/deletion`)).status).toBe(404);
});

test('the page says what the business publishes, word for word and as text', async () => {
  const { path, token, post } = await business();
  const { url, confirmation_code: code } = (await post('deletion', asks())).json as Record<string, string>;
  const publish = (json: object, by: string | undefined = token, of = code) =>
    request(relay.url, `${path}/requests/${of}`, {
      method: 'PUT',
      json,
      ...(by === undefined ? {} : { token: by }),
    });
  expect((await publish({ state: 'refused', text: 'Invoices <b>stay</b> 7 years.' })).status).toBe(204);
  const words = await (await fetch(url!)).text();
  expect(words).toContain('could not delete all');
  expect(words).toContain('Invoices &lt;b&gt;stay&lt;/b&gt; 7 years.');
  expect((await publish({ state: 'sold' })).status).toBe(400);
  expect((await publish({ state: 'done' }, token, 'B'.repeat(24))).status).toBe(404);
  const technician = await business('technician');
  expect(technician.connected).toBe(403);
});

test('who takes the app away at Meta is told to the business too', async () => {
  const { post, waiting } = await business();
  expect((await post('deauthorize', asks())).status).toBe(200);
  const [event] = expectOk(parseWebhook((await waiting())[0]!));
  expect(event).toMatchObject({ kind: 'accountEvent', field: 'deauthorized', severity: 'error' });
});
