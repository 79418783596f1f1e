import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodeOf } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { countedBy } from './addresses.ts';

afterAll(removeTemporaryFolders);

test('requests are counted by IPv4 address, or by the network of an IPv6 address', () => {
  expect(countedBy('203.0.113.7')).toBe('203.0.113.7');
  expect(countedBy('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(countedBy('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(countedBy('2001:0db8:0001:0002::9')).toBe('2001:db8:1:2::/64');
  expect(countedBy('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(countedBy('::1')).toBe('0:0:0:0::/64');
});

async function statuses(url: string, senders: string[]): Promise<number[]> {
  const answers = [];
  for (const sender of senders) {
    const response = await fetch(`${url}/v1/relay`, { headers: { 'x-forwarded-for': sender } });
    answers.push(response.status);
  }
  return answers;
}

test('behind a trusted proxy each sender has its own share; without one nobody gets more by a made-up header', async () => {
  const limits = { requestsPerMinute: 2 };
  const trusting = await startRelay({ limits, trustedProxies: ['127.0.0.1'] });
  expect(await statuses(trusting.url, ['1.1.1.1', '1.1.1.1', '1.1.1.1', '2.2.2.2'])).toEqual([
    200, 200, 429, 200,
  ]);
  // What a sender puts before the proxy's own entry is not believed.
  expect(await statuses(trusting.url, ['9.9.9.9, 2.2.2.2', '8.8.8.8, 2.2.2.2'])).toEqual([200, 429]);
  await trusting.stop();
  const direct = await startRelay({ limits });
  expect(await statuses(direct.url, ['1.1.1.1', '2.2.2.2', '3.3.3.3'])).toEqual([200, 200, 429]);
  await direct.stop();
});

test('who opens sockets without end is turned away before the relay looks anything up', async () => {
  const relay = await startRelay({ limits: { upgradesPerMinute: 2 }, trustedProxies: ['127.0.0.1'] });
  const address = `${relay.url.replace('http', 'ws')}/v1/sync/${'A'.repeat(22)}`;
  const open = (sender: string) =>
    new WebSocket(address, ['plumbline.v1'], { headers: { 'x-forwarded-for': sender } });
  const refused = (socket: WebSocket) =>
    new Promise<string>((resolve) => socket.on('error', ({ message }) => resolve(message)));
  for (let i = 0; i < 2; i++) await closeCodeOf(open('1.1.1.1'));
  expect(await refused(open('1.1.1.1'))).toContain('429');
  expect(await closeCodeOf(open('2.2.2.2'))).toBeGreaterThan(4399);
  await relay.stop();
});
