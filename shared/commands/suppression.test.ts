import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { emailText, identityText, phoneText } from '#shared/domain/suppression.ts';
import { expectOk } from '#shared/lib/result.ts';
import { hasWithdrawn } from '#shared/records/consents.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

const minute = 60_000;

/** Anna has written, and was erased a minute later. */
function erased() {
  const world = createMemoryRecords();
  const { run, context } = world;
  context.isOwner = true;
  expectOk(run('business.setUp', { profile: ukBusiness, services: [] }));
  const written = context.now;
  expectOk(run('inbox.ingest', { events: [message('wamid.1', written, 'canary')] }));
  const { id } = world.list('contacts')[0]!;
  context.now += minute;
  expectOk(run('person.erase', { kind: 'contacts', id }));
  context.now += minute;
  return { ...world, written, oldId: id };
}

function message(externalId: string, at: number, text: string): WebhookEvent {
  return {
    kind: 'message',
    channel: 'whatsapp',
    accountId: 'a',
    externalId,
    customer: { phone: '447700900101', name: 'Anna Canary' },
    at,
    type: 'text',
    text,
    echo: false,
  };
}

const origin = { channel: 'whatsapp', accountId: 'a' } as const;
const customer = { phone: '447700900101', name: 'Anna Canary' };

test('what is delivered once more after an erasure, or only reported about it, leaves nothing', () => {
  const world = erased();
  const before = JSON.stringify(world.snapshot());
  const { written, context } = world;
  const late = context.now;
  const repeated: WebhookEvent[] = [
    message('wamid.1', written, 'canary'),
    message('wamid.0', written - minute, 'canary, older, delivered in another order'),
    { kind: 'edit', ...origin, externalId: 'wamid.1', at: late, text: 'canary, changed' },
    { kind: 'revoke', ...origin, externalId: 'wamid.1', at: late },
    { kind: 'status', ...origin, externalId: 'wamid.9', state: 'read', at: late, recipient: customer },
    { kind: 'watermark', ...origin, at: late, customer, state: 'read', upTo: late },
    { kind: 'addressBook', ...origin, at: late, customer },
    {
      kind: 'unknown',
      channel: 'whatsapp',
      field: 'new',
      at: written,
      receivedAt: written,
      raw: { from: '447700900101', text: 'canary' },
    },
  ];
  for (const event of repeated) expectOk(world.run('inbox.ingest', { events: [event] }));
  expect(JSON.stringify(world.snapshot())).toBe(before);
});

test('who writes again is somebody new, heard like anybody, and gets no advertising', () => {
  const world = erased();
  const { run, context, records, oldId } = world;
  expectOk(
    run('inbox.ingest', { events: [message('wamid.2', context.now, 'I smell gas, there is a gas leak')] }),
  );
  const [contact] = world.list('contacts');
  expect(world.list('contacts')).toHaveLength(1);
  expect(contact!.id).not.toBe(oldId);
  const [talk] = world.list('conversations');
  expect(Object.values(talk!.dangers ?? {})).toHaveLength(1);
  expect(hasWithdrawn(records, contact!.id, 'marketing')).toBe(true);
  expect(hasWithdrawn(records, contact!.id, 'answers')).toBe(false);
  // The second erasure is whole as well, and the third contact another one.
  context.now += minute;
  expectOk(run('person.erase', { kind: 'contacts', id: contact!.id }));
  expect(world.list('contacts')).toEqual([]);
  context.now += minute;
  expectOk(run('inbox.ingest', { events: [message('wamid.3', context.now, 'Hello')] }));
  expect([oldId, contact!.id]).not.toContain(world.list('contacts')[0]!.id);
});

test('two devices that know of the erasure give who writes again the same ids', () => {
  const [one, other] = [erased(), erased()];
  other.context.deviceId = 'another';
  for (const world of [one, other])
    expectOk(world.run('inbox.ingest', { events: [message('wamid.2', world.context.now, 'Hello')] }));
  const idsOf = (world: typeof one) =>
    (['contacts', 'identities', 'conversations', 'messages', 'consents'] as const).map((name) =>
      world.list(name).map(({ id }) => id),
    );
  expect(idsOf(one)).toEqual(idsOf(other));
});

test('an erased conversation begins anew, while its contact stays', () => {
  const world = erased();
  const { run, context } = world;
  expectOk(run('inbox.ingest', { events: [message('wamid.2', context.now, 'First')] }));
  const [talk] = world.list('conversations');
  expectOk(run('person.erase', { kind: 'conversations', id: talk!.id }));
  expectOk(run('inbox.ingest', { events: [message('wamid.2', context.now, 'First')] }));
  expect(world.list('messages')).toEqual([]);
  context.now += minute;
  expectOk(run('inbox.ingest', { events: [message('wamid.3', context.now, 'Second')] }));
  expect(world.list('contacts')).toHaveLength(1);
  expect(world.list('messages')).toMatchObject([{ text: 'Second' }]);
  expect(world.list('conversations').map(({ id }) => id)).not.toContain(talk!.id);
});

test('however a number or an address is written, it is suppressed under one name', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 999 }), fc.constantFrom('', ' ', '-', '.'), (last, between) => {
      const written = ['07700', '900', last].join(between);
      const known = identityText({ channel: 'whatsapp', kind: 'phone', value: `447700900${last}` });
      expect(phoneText(written, 'GB')).toBe(known);
    }),
  );
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      expect(emailText(` ${address.toUpperCase()} `)).toBe(emailText(address));
    }),
  );
});

test('an import makes nobody a contact again who was erased', () => {
  const world = erased();
  const { run } = world;
  const row = { name: 'Anna Canary', phones: [{ number: '07700 900101' }] };
  const importId = expectOk(run('import.begin', { what: 'contacts', fileName: 'old.csv' }));
  const done = expectOk(run('import.contacts', { importId: importId.id, known: 'add', rows: [{ row }] }));
  expect(done).toMatchObject({ made: 0, left: 1 });
  expect(world.list('contacts')).toEqual([]);
});
