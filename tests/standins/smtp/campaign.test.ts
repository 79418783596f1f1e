import { afterEach, expect, test } from 'vitest';
import { resultsOf } from '#shared/commands/broadcast/results.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { generateSealKey } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { openRests } from '#shared/domain/broadcast/broadcast.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import { fromUtf8, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxDeliverySchema, inboxInfo } from '#shared/sync/delivery.ts';
import { connectClient } from '#sync-server/testing/client.ts';
import { everythingStored } from '#sync-server/testing/store.ts';
import { startRelay } from '#sync-server/testing/start.ts';
import { createTestWorkspace } from '#sync-server/testing/workspace.ts';
import { openMailWorld } from './mail-world.ts';

/** A campaign from the list to the unsubscription, over a mail server and a real relay. */
const hour = 60 * 60_000;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const inboxRoom = 'inboxRoom'.padEnd(24, '0');

/** A relay that knows a business; `read` opens what waits for it there. */
async function relayOf() {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const owner = await createTestWorkspace();
  const inbox = await generateSealKey(webCrypto(crypto));
  const place = { inbox: { key: toBase64Url(inbox.publicKey), room: inboxRoom } };
  await owner.register(relay.url, 1, undefined, place);
  const token = await owner.signIn(relay.url);
  return {
    relay,
    workspace: owner.workspace,
    async read(expected: number) {
      const client = connectClient({ url: relay.url, workspace: owner.workspace, room: inboxRoom, token });
      const list = client.doc.getArray<Uint8Array>(envelopesKey);
      await client.until(() => client.provider.synced && list.length >= expected);
      const open = await createOpener(webCrypto(crypto), inbox.privateKey);
      const deliveries = [];
      for (const sealed of list.toArray()) {
        const bytes = expectOk(await open(new Uint8Array(sealed), inboxInfo(owner.workspace)));
        deliveries.push(inboxDeliverySchema.parse(JSON.parse(fromUtf8(bytes))));
      }
      client.close();
      return deliveries;
    },
  };
}

const offer = { subject: 'Ten percent off, {{firstName}}', text: 'Hello {{firstName}},\nour winter offer.' };

async function campaign(world: Awaited<ReturnType<typeof openMailWorld>>, more: object = {}) {
  const { id } = expectOk(
    world.memory.run('broadcast.create', {
      name: 'Winter',
      audience: { of: 'all' },
      accountId: accountIdOf(world.account()),
      mail: offer,
      values: {},
      ...more,
    }),
  );
  return id;
}

test('only who agreed gets it, each with their name; one click at the relay ends it for them, and invoices go on', async () => {
  const { relay, workspace, read } = await relayOf();
  const world = await openMailWorld(ends, { url: relay.url, workspace });
  const marta = world.person('Marta Canary', 'marta.canary@example.com', ['email']);
  world.person('Noah Grey', 'noah@example.com', ['email']);
  world.person('Nobody Asked', 'nobody@example.com');
  world.person('Only WhatsApp', 'phone@example.com', ['whatsapp']);
  const id = await campaign(world);
  expectOk(world.memory.run('broadcast.start', { id, reaches: 2 }));
  await world.look();
  expect(world.smtp.taken.map(({ to }) => String(to[0])).toSorted()).toEqual([
    'marta.canary@example.com',
    'noah@example.com',
  ]);
  const mail = world.smtp.taken.find(({ to }) => to[0] === 'marta.canary@example.com')!.raw;
  expect(mail).toContain('Subject: Ten percent off, Marta\r\n');
  expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  const url = /List-Unsubscribe: <([^>]+)>\r\n/.exec(mail)?.[1] ?? '';
  expect(url).toMatch(new RegExp(`^${relay.url}/v1/unsubscribe/${workspace}/[\\w-]{100,}\\?l=en$`));

  // A scanner that opens every link changes nothing; nor does somebody who makes one up.
  const looked = await fetch(url);
  expect(await looked.text()).toContain('<button>Unsubscribe</button>');
  expect(looked.headers.get('set-cookie')).toBeNull();
  expect(await (await fetch(url.replace('l=en', 'l=de'))).text()).toContain('Abmelden');
  const made = url.replace(/[\w-]{100,}/, 'x'.repeat(166));
  expect((await fetch(made, { method: 'POST' })).status).toBe(200);
  // What a mail provider does (RFC 8058): a form, no cookie, no redirect; and once more.
  const click = () =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
      redirect: 'manual',
    });
  const clicked = await click();
  expect([clicked.status, clicked.headers.get('set-cookie'), clicked.headers.get('location')]).toEqual([
    200,
    null,
    null,
  ]);
  expect((await click()).status).toBe(200);

  for (const delivery of await read(3)) {
    const events = await world.links.open(delivery);
    expectOk(world.memory.run('inbox.ingest', { events: events ?? [] }));
  }
  const said = world.memory.list('consents').filter(({ given }) => !given);
  expect(said).toEqual([
    expect.objectContaining({ contactId: marta, purpose: 'marketing', channel: 'email', basis: 'answer' }),
  ]);
  // The relay has seen whom of neither by name nor by address.
  const stored = await everythingStored(relay.dataFolder);
  for (const canary of ['Marta', 'marta.canary'])
    expect([canary, stored.includes(canary), relay.output().includes(canary)]).toEqual([
      canary,
      false,
      false,
    ]);

  const next = await campaign(world);
  expectOk(world.memory.run('broadcast.start', { id: next, reaches: 1 }));
  await world.look();
  expect(world.smtp.taken).toHaveLength(3);
  const invoice = expectOk(
    world.memory.run('mail.send', {
      contactId: marta,
      to: 'marta.canary@example.com',
      subject: 'Invoice',
      text: 'Here it is.',
    }),
  );
  await expect.poll(() => world.state(invoice.id)).toBe('accepted');
  expect(world.smtp.taken[3]?.raw).not.toContain('List-Unsubscribe');
});

test('whoever unsubscribed at an address is not written to there under another contact either', async () => {
  const world = await openMailWorld(ends, { url: 'https://relay.example', workspace: 'w'.repeat(22) });
  const marta = world.person('Marta', 'home@example.com', ['email']);
  world.person('Marta’s firm', 'Home@example.com', ['email']);
  const { mailAddressId } = await import('#shared/domain/mail.ts');
  const addressId = mailAddressId('home@example.com');
  const event = { kind: 'unsubscribe', at: world.memory.context.now, contactId: marta, addressId } as const;
  expectOk(world.memory.run('inbox.ingest', { events: [event] }));
  expectOk(world.memory.run('inbox.ingest', { events: [{ ...event, at: event.at + 1000 }] }));
  expect(world.memory.list('consents').filter(({ given }) => !given)).toHaveLength(1);
  const id = await campaign(world);
  expect(world.memory.run('broadcast.start', { id, reaches: 0 })).toMatchObject({
    ok: false,
    error: { code: 'broadcast.nobody' },
  });
});

test('at night it rests, without a relay it waits, and a mailbox that is gone pauses it and says so', async () => {
  const world = await openMailWorld(ends);
  world.memory.context.now = Date.UTC(2026, 10, 30, 22);
  world.person('Marta', 'marta@example.com', ['email']);
  const id = await campaign(world, { quiet: { from: '20:00', until: '08:00' } });
  expectOk(world.memory.run('broadcast.start', { id, reaches: 1 }));
  await world.look();
  const totals = () => resultsOf(world.memory.records, { id }, world.memory.context.now).totals.by;
  expect(totals()).toMatchObject({ waiting: 1 });
  world.memory.context.now = Date.UTC(2026, 11, 1, 8, 1);
  await world.look();
  // Nobody could unsubscribe: it is written, and does not leave; an invoice does.
  expect(world.smtp.taken).toEqual([]);
  expect(totals()).toMatchObject({ waiting: 0, queued: 1 });
  const contactId = world.person('Noah', 'noah@example.com');
  const letter = { contactId, to: 'noah@example.com', subject: 'Invoice', text: 'Here it is.' };
  const invoice = expectOk(world.memory.run('mail.send', letter));
  world.pass(hour);
  await expect.poll(() => world.state(invoice.id)).toBe('accepted');

  const later = await openMailWorld(ends, { url: 'https://relay.example', workspace: 'w'.repeat(22) });
  later.person('Noah', 'noah@example.com', ['email']);
  const other = await campaign(later);
  const startAt = later.memory.context.now + hour;
  expectOk(later.memory.run('broadcast.schedule', { id: other, reaches: 1, startAt }));
  expectOk(later.memory.run('mail.disconnect', { id: later.mailboxId }));
  later.memory.context.now = startAt + 1000;
  await later.look();
  const broadcast = later.memory.records.get('broadcasts', other)!;
  expect(openRests(broadcast)).toMatchObject([{ why: 'channel' }]);
  expect(later.smtp.taken).toEqual([]);
});
