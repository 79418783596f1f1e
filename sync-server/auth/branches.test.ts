import { afterAll, beforeAll, expect, test } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { membershipHash, type SignedMembership } from '#shared/sync/membership.ts';
import { type TestSigner, type TestTeam, testSigner, testTeam } from '#shared/sync/testing/team.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { request } from '../testing/workspace.ts';

const crypto = webCrypto(globalThis.crypto);
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

/** A workspace of two owner's devices, and a third, as the relay has it. */
async function atRelay(): Promise<{ team: TestTeam; owners: TestSigner[] }> {
  const ids = ['laptop-00', 'desktop-00', 'tablet-00'];
  const owners = await Promise.all(ids.map((id) => testSigner(crypto, id)));
  const team = await testTeam(crypto, owners);
  expect(await put(team, team.first)).toBe(204);
  return { team, owners };
}

async function put({ workspace }: TestTeam, ...records: SignedMembership[]): Promise<unknown> {
  const path = `/v1/workspaces/${workspace}/membership`;
  const { status, json } = await request(relay.url, path, { method: 'PUT', json: { records } });
  return status === 204 ? status : (json['error'] as { code: string }).code;
}

test('a relay takes a merge of the branch that it has, from whoever brings it, and no other record in its place', async () => {
  const { team, owners } = await atRelay();
  const [laptop, desktop, tablet] = owners as [TestSigner, TestSigner, TestSigner];
  const here = await team.without(team.first, desktop, [tablet]);
  expect(await put(team, here)).toBe(204);
  const other = await team.after(team.first, laptop, { epoch: 2 });
  expect(await put(team, team.first, other)).toBe('membership.fork');
  const taken = { epoch: 3, merges: [membershipHash(here)] };
  // One that brings back whom the relay's branch has taken out is none.
  expect(await put(team, team.first, other, await team.after(other, laptop, taken))).toBe('membership.fork');
  const merge = await team.without(other, laptop, [tablet], taken);
  expect(await put(team, team.first, other, merge)).toBe(204);
  expect(await put(team, team.first, here)).toBe('membership.fork');
  expect(await put(team, await team.after(merge, desktop))).toBe(204);
});

test('at a relay too the branch counts that alone takes the other one’s signer out, also against a merge', async () => {
  const { team, owners } = await atRelay();
  const [laptop, desktop] = owners as [TestSigner, TestSigner];
  const here = await team.after(team.first, laptop, { epoch: 2 });
  expect(await put(team, here)).toBe(204);
  const removal = await team.without(team.first, desktop, [laptop]);
  expect(await put(team, team.first, removal)).toBe(204);
  const named = await team.after(here, laptop, { epoch: 3, merges: [membershipHash(removal)] });
  expect(await put(team, team.first, here, named)).toBe('membership.fork');
  // Where each takes the other out, the relay keeps what it has, until the words tell.
  const back = await team.without(team.first, laptop, [desktop]);
  expect(await put(team, team.first, back)).toBe('membership.fork');
  expect(await put(team, await team.reset(back, { sequence: 3 }))).toBe(204);
});
