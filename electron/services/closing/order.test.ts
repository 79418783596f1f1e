import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createJsonFile } from '../json-file.ts';
import { backgroundTimers } from '../timers.ts';
import { createClosingOrder, keptOrderSchema } from './order.ts';

const relayId = 'r'.repeat(43);
const workspace = 'w'.repeat(22);
const body = '{"records":[]}';
let folder: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-order-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

/** A start of the shell over the same profile. */
function shell(): ReturnType<typeof createClosingOrder> {
  const guard = createEgressGuard({ now: Date.now, newId: () => 'x' });
  // As another business would have it, or none.
  guard.configure({ localOnly: true, origins: {} });
  const file = createJsonFile(path.join(folder, 'closing.json'), keptOrderSchema);
  return createClosingOrder({ file, guard, timers: backgroundTimers, now: Date.now });
}

/** A relay that answers so; gives its address, and what it was told. */
async function relay(
  answer: { status: number; code?: string },
  id = relayId,
): Promise<{ url: string; told: string[] }> {
  const told: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/v1/relay') {
      response.end(JSON.stringify({ relayId: id }));
      return;
    }
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      told.push(`${request.method} ${request.url} ${text}`);
      response.writeHead(answer.status).end(JSON.stringify({ error: { code: answer.code ?? '' } }));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, told };
}

const orderOf = async (one: ReturnType<typeof shell>) => expectOk(await one.calls['closing.order']({})).order;

test('what a closed business left at a relay that was away is told to it after a restart, and nothing of it stays here', async () => {
  const there = await relay({ status: 204 });
  const first = shell();
  expectOk(await first.calls['closing.keepOrder']({ url: there.url, relayId, workspace, body }));
  expect((await stat(path.join(folder, 'closing.json'))).mode & 0o077).toBe(0);
  await first.close();
  const second = shell();
  second.start();
  await eventually(async () => (await orderOf(second))?.takenAt !== undefined, 'the relay to know');
  expect(there.told).toEqual([`PUT /v1/workspaces/${workspace}/membership ${body}`]);
  expect(await readFile(path.join(folder, 'closing.json'), 'utf8')).not.toContain('records');
  expectOk(await second.calls['closing.dropOrder']({}));
  expect(await orderOf(second)).toBeUndefined();
  await second.close();
});

test('who is not that relay, or says no, is not told again as if it had heard; one that has nothing of it has heard enough', async () => {
  const cases = [
    [await relay({ status: 204 }, 's'.repeat(43)), 'other-relay', false],
    [await relay({ status: 409, code: 'membership.fork' }), 'refused', true],
    [await relay({ status: 507, code: 'disk.full' }), 'unreachable', true],
    [await relay({ status: 410, code: 'workspace.gone' }), undefined, true],
  ] as const;
  for (const [{ url, told }, was, isTold] of cases) {
    const one = shell();
    expectOk(await one.calls['closing.keepOrder']({ url, relayId, workspace, body }));
    one.start();
    await eventually(async () => {
      const order = await orderOf(one);
      return order?.tried !== undefined || order?.takenAt !== undefined;
    }, `an outcome: ${was}`);
    const order = await orderOf(one);
    expect([was, order?.tried?.was, order?.takenAt === undefined]).toEqual([was, was, was !== undefined]);
    expect(told.length > 0, `told: ${was}`).toBe(isTold);
    await one.close();
  }
});
