import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { leftIn } from './ledger.ts';

// Documentation addresses (RFC 5737): nobody is there, whatever becomes of the wall.
const elsewhere = '192.0.2.1';
const ledger = process.env['PLUMBLINE_LEFT']!;
const noted = () => leftIn(ledger);

afterEach(() => writeFileSync(ledger, ''));

test('rule 1: in every test a socket to another computer is refused and noted, however it is opened', async () => {
  expect(() => connect(8443, elsewhere)).toThrow(elsewhere);
  expect(() => connect({ host: 'models.example.com', port: 443 })).toThrow('models.example.com');
  await expect(fetch(`http://${elsewhere}:8443/`)).rejects.toThrow('fetch failed');
  expect(noted()).toEqual([elsewhere, 'models.example.com', elsewhere]);
});

test('rule 1: so is one of a process that a test starts', () => {
  const script = `fetch('http://${elsewhere}:8443/').catch(() => {})`;
  execFileSync(process.execPath, ['-e', script]);
  expect(noted()).toEqual([elsewhere]);
});

test('rule 1: this computer is reached as ever', async () => {
  const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
  expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('here');
  server.close();
  expect(noted()).toEqual([]);
});
