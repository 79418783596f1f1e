import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { isInside, publicLookup } from '../egress/public-only.ts';
import { createCalendarService } from './service.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A calendar server of this computer. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function reader(origins: string[]) {
  let ids = 0;
  const guard = createEgressGuard({ now: () => 0, newId: () => `${ids++}` });
  guard.configure({ localOnly: false, origins: { calendar: origins } });
  const lines: string[] = [];
  guard.watch(({ origin, allowed }) => lines.push(`${allowed ? 'allowed' : 'refused'} ${origin}`));
  const calls = createCalendarService({ guard });
  const window = { start: Date.UTC(2027, 0, 1), end: Date.UTC(2028, 0, 1) };
  const read = async (url: string, etag?: string) =>
    expectOk(await calls['calendar.read']({ url, window, timeZone: 'Europe/Vienna', ...(etag && { etag }) }));
  return { read, lines };
}

const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
const event = (uid: string, start: string, end: string, ...more: string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, `DTSTART${start}`, `DTEND${end}`, ...more, 'END:VEVENT'].join('\r\n');
const dentist = event('a', ':20270301T090000Z', ':20270301T100000Z', 'SUMMARY:Dentist', 'LOCATION:Here');

test('of a calendar only when somebody is busy comes back: no title, no place, what overlaps as one', async () => {
  const text = calendar(
    dentist,
    event('b', ':20270301T093000Z', ':20270301T110000Z', 'SUMMARY:Secret plan'),
    event('c', ';VALUE=DATE:20270401', ';VALUE=DATE:20270403', 'SUMMARY:Away'),
    event('d', ':20270501T093000Z', ':20270501T110000Z', 'TRANSP:TRANSPARENT'),
    event('e', ':20200501T093000Z', ':20200501T110000Z'),
  );
  const url = await serve((_request, response) => response.setHeader('etag', '"1"').end(text));
  const { read } = reader([url]);
  const zone = 'Europe/Vienna';
  expect(await read(`${url}/a.ics`)).toEqual({
    kind: 'read',
    etag: '"1"',
    spans: [
      { start: Date.UTC(2027, 2, 1, 9), end: Date.UTC(2027, 2, 1, 11), zone },
      { start: Date.UTC(2027, 2, 31, 22), end: Date.UTC(2027, 3, 2, 22), zone, anyTime: true },
    ],
  });
});

test('a calendar that has not changed is not sent again', async () => {
  const url = await serve((request, response) => {
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else response.setHeader('etag', '"1"').end(calendar(dentist));
  });
  const { read } = reader([url]);
  expect(await read(url, '"1"')).toEqual({ kind: 'same' });
  expect(await read(url, '"0"')).toMatchObject({ kind: 'read' });
});

test.each([
  ['notFound', (response) => response.writeHead(404).end()],
  ['notFound', (response) => response.writeHead(410).end()],
  ['notAllowed', (response) => response.writeHead(401).end()],
  ['busy', (response) => response.writeHead(429).end()],
  ['unreachable', (response) => response.writeHead(503).end()],
  ['unreachable', (response) => response.destroy()],
  ['notCalendar', (response) => response.end('<html>Sign in</html>')],
  ['refused', (response) => response.writeHead(302, { location: 'http://192.168.1.1/a.ics' }).end()],
  ['refused', (response) => response.writeHead(302, { location: 'https://elsewhere.example/a' }).end()],
  ['tooLarge', (response) => response.end(Buffer.alloc(11 * 1024 * 1024, 'x'))],
] as [string, (response: Parameters<RequestListener>[1]) => void][])(
  'what stands in the way is told by its kind: %s',
  async (problem, answer) => {
    const url = await serve((_request, response) => answer(response));
    expect(await reader([url]).read(url)).toEqual({ kind: 'problem', problem });
  },
);

test('a redirect at the same place is followed, for a few steps', async () => {
  const url = await serve((request, response) => {
    const step = Number(request.url!.slice(1));
    if (step === 2) response.end(calendar(dentist));
    else response.writeHead(302, { location: `/${step + 1}` }).end();
  });
  const { read } = reader([url]);
  expect(await read(`${url}/0`)).toMatchObject({ kind: 'read' });
  expect(await read(`${url}/10`)).toEqual({ kind: 'problem', problem: 'refused' });
});

test('twenty thousand events are read, and more are not', async () => {
  const many = (count: number) =>
    calendar(
      ...Array.from({ length: count }, (_, index) =>
        event(`${index}`, ':20270301T090000Z', ':20270301T100000Z'),
      ),
    );
  let text = many(20_000);
  const url = await serve((_request, response) => response.end(text));
  const { read } = reader([url]);
  expect(await read(url)).toMatchObject({ kind: 'read', spans: [{ start: Date.UTC(2027, 2, 1, 9) }] });
  text = many(20_001);
  expect(await read(url)).toEqual({ kind: 'problem', problem: 'tooMany' });
});

test('addresses of private networks are refused, by number and by a name that leads there', async () => {
  const { read, lines } = reader(['https://10.0.0.1', 'https://[fd00::1]', 'https://192.168.1.2']);
  for (const url of ['https://10.0.0.1/a', 'https://[fd00::1]/a', 'https://192.168.1.2/a'])
    expect(await read(url)).toEqual({ kind: 'problem', problem: 'refused' });
  expect(lines.every((line) => line.startsWith('refused'))).toBe(true);
  const found = await new Promise<unknown>((resolve) => {
    publicLookup('localhost', {}, (error) => resolve(error?.code));
  });
  expect(found).toBe('EINSIDE');
  const inside = ['127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fe80::1', '100.64.0.1', 'x'];
  expect(inside.map(isInside)).toEqual(inside.map(() => true));
  expect(['93.184.216.34', '2606:2800:220:1::1', '172.32.0.1'].map(isInside)).toEqual([false, false, false]);
});
