import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { openDangers } from '#shared/domain/danger.ts';
import { proveWebhook } from '#shared/domain/webhook-proof.ts';
import { valueAt, type WebhookCheck } from '#shared/domain/webhook-source.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, dutchBusiness } from '../testing.ts';

const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const receivedAt = Date.UTC(2026, 10, 30, 9);
const body = JSON.stringify({ customer: { name: 'Ana Lopes', phone: '06 1234 5678' }, text: 'A tap drips' });

function signed(text = body, id = 'm1', at = receivedAt) {
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(at / 1000),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), text),
  };
  return { headers, body: text, receivedAt };
}

type Fields = { name: string; phone?: string; words?: string };

function world(more: { asks?: true; check?: WebhookCheck; secret?: string; fields?: Fields } = {}) {
  const memory = createMemoryRecords();
  expectOk(memory.run('business.setUp', { profile: dutchBusiness, services: [] }));
  const sourceId = expectOk(
    memory.run('webhookSource.add', {
      name: 'Website',
      check: { kind: 'standard' },
      fields: { name: 'customer.name', phone: 'customer.phone', words: 'text' },
      address: 'A'.repeat(43),
      secret,
      ...more,
    }),
  ).id;
  const receive = (...came: ReturnType<typeof signed>[]) =>
    memory.run('webhookArrival.receive', { arrivals: came.map((each) => ({ sourceId, ...each })) });
  return { ...memory, sourceId, receive };
}

test('what is genuine becomes one enquiry of a new contact, however often it comes, and its body goes', () => {
  const { receive, list } = world();
  expectOk(receive(signed(), signed()));
  expectOk(receive(signed(body, 'm1', receivedAt + 60_000)));
  expect(list('contacts')).toMatchObject([{ name: 'Ana Lopes', source: 'webhook' }]);
  expect(list('enquiries')).toMatchObject([{ title: 'A tap drips', notes: 'A tap drips', stage: 'new' }]);
  expect(list('webhookArrivals')).toHaveLength(1);
  expect(list('webhookArrivals')[0]!.body).toBeUndefined();
});

test('of somebody who is known by their number it is an enquiry more, and nothing of them changes', () => {
  const { receive, list, run, records } = world();
  const { id } = expectOk(
    run('contact.create', { name: 'A. Lopes', phones: { a: { number: '+31612345678' } } }),
  );
  const before = records.get('contacts', id);
  expectOk(receive(signed()));
  expect(list('contacts')).toEqual([before]);
  expect(list('enquiries').map(({ contactId }) => contactId)).toEqual([id]);
});

test('what is not signed, too old, no JSON, or of nobody is kept and shown, and changes nothing', () => {
  const { receive, list, run } = world();
  const old = signed(body, 'm2', receivedAt - 6 * 60_000);
  const forged = { ...signed(), body: body.replace('Ana', 'Eve') };
  expectOk(receive(forged, { ...old, receivedAt }, signed('no json', 'm3'), signed('{"customer":{}}', 'm4')));
  expect(list('webhookArrivals').map(({ problem }) => problem)).toEqual([
    'signature',
    'time',
    'json',
    'nobody',
  ]);
  expect([list('contacts'), list('enquiries')]).toEqual([[], []]);
  const [first, , third] = list('webhookArrivals');
  expect(run('webhookArrival.accept', { id: third!.id }).ok).toBe(false);
  expectOk(run('webhookArrival.accept', { id: first!.id }));
  expectOk(run('webhookArrival.putAway', { id: third!.id }));
  expect(list('enquiries')).toHaveLength(1);
  expect(list('webhookArrivals').filter(({ settledAt }) => settledAt === undefined)).toHaveLength(2);
  // A forged one has not taken the place of the genuine one.
  expectOk(receive(signed()));
  expect(list('enquiries')).toHaveLength(2);
});

test('danger in what a program sends is heard, whether it is proven, waits or was mapped, and a person takes it', () => {
  const cry = { customer: { name: 'Ana' }, text: 'There is a strong smell of gas in our kitchen!' };
  const text = JSON.stringify(cry);
  for (const unusual of [{}, { asks: true as const }, { fields: { name: 'customer.name' } }]) {
    const { receive, list, run } = world(unusual);
    expectOk(receive(signed(text)));
    const [arrival] = list('webhookArrivals');
    expect(openDangers(arrival!)).toMatchObject([{ kind: 'gas', messageId: arrival!.id }]);
    expectOk(run('danger.take', { in: 'webhookArrivals', id: arrival!.id }));
    expect(openDangers(list('webhookArrivals')[0]!)).toEqual([]);
  }
  const { receive, list, run } = world();
  expectOk(receive({ ...signed(), body: text }, signed('I smell gas, help', 'm2')));
  expect(list('webhookArrivals').map(({ problem, ...each }) => [problem, openDangers(each).length])).toEqual([
    ['signature', 1],
    ['json', 1],
  ]);
  // Made an enquiry by hand it is taken; put away, its words go.
  const [forged, broken] = list('webhookArrivals');
  expectOk(run('webhookArrival.accept', { id: forged!.id }));
  expectOk(run('webhookArrival.putAway', { id: broken!.id }));
  expect(list('webhookArrivals').flatMap(openDangers)).toEqual([]);
  expect(list('webhookArrivals')[1]!.dangers).toBeUndefined();
});

test('where it asks, a person looks first; at a closed source nothing is taken in', () => {
  const { receive, list, run, sourceId } = world({ asks: true });
  expectOk(receive(signed()));
  expect(list('enquiries')).toEqual([]);
  expectOk(run('webhookArrival.accept', { id: list('webhookArrivals')[0]!.id }));
  expect(list('enquiries')).toHaveLength(1);
  expectOk(run('webhookSource.close', { id: sourceId }));
  expectOk(receive(signed(body, 'm9')));
  expect(list('webhookArrivals')).toHaveLength(1);
});

test('a plain HMAC counts in hex and base64, with what it is before it or not, and no other', () => {
  const check: WebhookCheck = { kind: 'hmac', header: 'x-signature' };
  const mac = createHmac('sha256', 'a secret').update(body).digest();
  const prove = (value: string) =>
    proveWebhook(check, 'a secret', { headers: { 'x-signature': value }, body, receivedAt }).is;
  for (const form of [mac.toString('hex'), mac.toString('base64'), `sha256=${mac.toString('hex')}`])
    expect(prove(form)).toBe('genuine');
  for (const form of ['', 'sha256=', mac.toString('hex').slice(1), mac.subarray(1).toString('hex')])
    expect(prove(form)).toBe('signature');
});

test('no headers and no body whatever prove themselves without the secret, and none throws', () => {
  const headers = fc.dictionary(
    fc.constantFrom('webhook-id', 'webhook-timestamp', 'webhook-signature', 'x-signature'),
    fc.oneof(fc.string(), fc.constantFrom('v1,', '1796029200', 'v1,AAAA', 'NaN', '-1')),
  );
  const checks: WebhookCheck[] = [{ kind: 'standard' }, { kind: 'hmac', header: 'x-signature' }];
  fc.assert(
    fc.property(headers, fc.string(), fc.constantFrom(...checks), (given, text, check) => {
      expect(proveWebhook(check, secret, { headers: given, body: text, receivedAt }).is).not.toBe('genuine');
    }),
  );
});

test('a path leads to text and numbers that stand there themselves, whatever the JSON is', () => {
  const json = { a: [{ b: 7 }], c: ' words ', d: null };
  expect([valueAt(json, 'a.0.b'), valueAt(json, 'c'), valueAt(json, 'd')]).toEqual(['7', 'words', undefined]);
  for (const path of ['__proto__', 'constructor.name', 'a.length', 'c.length', '', '.', 'a..b'])
    expect(valueAt(json, path)).toBeUndefined();
  fc.assert(fc.property(fc.jsonValue(), fc.string(), (value, path) => void valueAt(value, path)));
});
