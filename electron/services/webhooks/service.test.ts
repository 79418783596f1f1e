import { expect, onTestFinished, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { type Behaviour, behaviours, startReceiver } from '#tests/standins/webhook/receiver.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { isInside, publicLookup } from '../egress/public-only.ts';
import { createWebhookService, putOffBy } from './service.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

async function receiver(behaviour?: Behaviour) {
  const started = await startReceiver(behaviour);
  onTestFinished(started.stop);
  started.knows(secret);
  return started;
}

function sender(origins: string[], patience = 5000) {
  const guard = createEgressGuard({ now: () => Date.now(), newId: () => 'line' });
  guard.configure({ localOnly: true, origins: { webhook: origins } });
  const lines: string[] = [];
  guard.watch(({ origin, allowed, purpose }) =>
    lines.push(`${purpose} ${allowed ? 'to' : 'not to'} ${origin}`),
  );
  const service = createWebhookService({ guard, now: () => Date.now(), patience });
  const send = async (url: string) =>
    expectOk(
      await service['webhook.send']({ url, secret, id: 'delivery-1', body: '{"type":"job.completed"}' }),
    );
  return { send, lines };
}

test('what is sent is signed, and the ledger has its place', async () => {
  const { url, received } = await receiver();
  const { send, lines } = sender([new URL(url).origin]);
  expect(await send(url)).toEqual({ outcome: 'answered', status: 204 });
  expect(received).toEqual([{ id: 'delivery-1', body: '{"type":"job.completed"}', isSigned: true }]);
  expect(lines).toEqual([`webhook to ${new URL(url).origin}`]);
});

test.each([
  ['fails', { outcome: 'answered', status: 500 }],
  ['isGone', { outcome: 'answered', status: 410 }],
  ['isBusy', { outcome: 'answered', status: 429, putOff: 7_200_000 }],
  ['hangsUp', { outcome: 'failed', why: 'lost' }],
  ['neverEnds', { outcome: 'answered', status: 200 }],
  ['sendsOn', { outcome: 'failed', why: 'sentOn' }],
] as const)('a receiver that misbehaves stops nothing: %s', async (behaviour, outcome) => {
  const { url, received } = await receiver(behaviours[behaviour]);
  expect(await sender([new URL(url).origin]).send(url)).toEqual(outcome);
  expect(received).toHaveLength(1);
});

test('a receiver that never answers is left after a while', async () => {
  const { url } = await receiver(behaviours.neverAnswers);
  const { send } = sender([new URL(url).origin], 50);
  expect(await send(url)).toEqual({ outcome: 'failed', why: 'slow' });
});

test('where nobody listens nothing was sent', async () => {
  const { url, stop } = await startReceiver();
  await stop();
  expect(await sender([new URL(url).origin]).send(url)).toEqual({ outcome: 'failed', why: 'unreachable' });
});

test('nothing goes to an address that is not set, or to a private network', async () => {
  const inside = [
    'https://10.0.0.1',
    'https://[::ffff:192.168.1.1]',
    'https://169.254.169.254',
    'https://[fd00::1]',
  ];
  const open = sender([...inside, 'https://hooks.example']);
  const refused = { outcome: 'failed', why: 'refused' };
  for (const url of [...inside, 'https://elsewhere.example'])
    expect(await open.send(`${url}/x`)).toEqual(refused);
  expect(open.lines.every((line) => line.startsWith('webhook not to'))).toBe(true);
});

test('a name that leads into a private network now and then leads nowhere, however it was before', async () => {
  const resolved = await new Promise<unknown>((resolve) => {
    publicLookup('localhost', { all: true }, (error) => resolve(error?.code));
  });
  expect(resolved).toBe('EINSIDE');
  // Each form in which such an address can be given.
  const inside = [
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '0.0.0.0',
    '192.0.2.1',
    '100.64.0.1',
    'x',
  ];
  expect(inside.map(isInside)).toEqual(inside.map(() => true));
  expect(['64:ff9b::5db8:d822', '93.184.216.34'].map(isInside)).toEqual([false, false]);
});

test('how long a receiver puts off is read as seconds or as a date, and is a day at most', () => {
  const now = Date.UTC(2026, 10, 30, 12);
  expect(putOffBy('120', now)).toBe(120_000);
  expect(putOffBy('Mon, 30 Nov 2026 12:10:00 GMT', now)).toBe(600_000);
  expect(putOffBy('Mon, 30 Nov 2020 12:10:00 GMT', now)).toBe(0);
  expect(putOffBy('999999999', now)).toBe(86_400_000);
  for (const header of [null, '', 'soon', '-1', '1e999']) expect(putOffBy(header, now)).toBeUndefined();
});
