import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveInvitation, mostNotes } from '#shared/sync/invitation.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import type { TestWorkspace } from '../testing/workspace.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

const hour = 60 * 60 * 1000;
let offset = 0;
const now = () => Date.now() + offset;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ now, limits: { invitationsPerWorkspace: 3 } });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

const codeOf = ({ status, json }: { status: number; json: Record<string, unknown> }) =>
  (json['error'] as { code: string } | undefined)?.code ?? status;

/** One invitation, from both sides. */
async function invitationOf(owner: TestWorkspace, seed: number) {
  const { url } = relay;
  const { workspace } = owner;
  const keys = deriveInvitation(new Uint8Array(16).fill(seed), workspace);
  const inside = `/v1/workspaces/${workspace}/invitations/${keys.id}`;
  const outside = `/v1/invitations/${workspace}/${keys.id}`;
  const as = async (init: { method?: string; json?: unknown }, path = '') =>
    request(url, `${inside}${path}`, { ...init, token: await owner.signIn(url) });
  return {
    keys,
    open: (expiresAt = now() + 24 * hour) =>
      as({ method: 'PUT', json: { expiresAt, secretHash: keys.secretHash } }),
    withdraw: () => as({ method: 'DELETE' }),
    read: () => as({}, '/notes'),
    leave: (number: number, sealed: string) => as({ method: 'PUT', json: { sealed } }, `/notes/${number}`),
    readAsJoiner: (proof = keys.proof) => request(url, `${outside}/notes`, { token: proof }),
    leaveAsJoiner: (number: number, sealed: string, proof = keys.proof) =>
      request(url, `${outside}/notes/${number}`, { method: 'PUT', json: { sealed }, token: proof }),
  };
}

async function newOwner(): Promise<TestWorkspace> {
  const owner = await createTestWorkspace();
  await owner.register(relay.url);
  return owner;
}

test('two devices leave each other sealed notes by a link, each once and in order', async () => {
  const owner = await newOwner();
  const invitation = await invitationOf(owner, 1);
  expect((await invitation.open()).status).toBe(204);
  expect((await invitation.open()).status).toBe(204);
  const nothing = { notes: [], own: 0 };
  expect([(await invitation.read()).json, (await invitation.readAsJoiner()).json]).toEqual([
    nothing,
    nothing,
  ]);
  for (const again of [1, 2]) {
    expect([again, (await invitation.leaveAsJoiner(0, 'commit')).status]).toEqual([again, 204]);
    expect([again, (await invitation.leave(0, 'answer')).status]).toEqual([again, 204]);
  }
  expect((await invitation.leaveAsJoiner(1, 'reveal')).status).toBe(204);
  expect((await invitation.read()).json).toEqual({ notes: ['commit', 'reveal'], own: 1 });
  expect((await invitation.readAsJoiner()).json).toEqual({ notes: ['answer'], own: 2 });
  expect(codeOf(await invitation.leaveAsJoiner(0, 'of-a-second-device'))).toBe('invitation.used');
  expect(codeOf(await invitation.leaveAsJoiner(3, 'too-early'))).toBe('invitation.order');
  expect(codeOf(await invitation.leave(0, 'another-answer'))).toBe('invitation.used');
  for (const wrong of ['-1', '1e3', 'x', '999']) {
    const path = `/v1/invitations/${owner.workspace}/${invitation.keys.id}/notes/${wrong}`;
    const init = { method: 'PUT', json: { sealed: 'x' }, token: invitation.keys.proof };
    expect(codeOf(await request(relay.url, path, init))).toBe('bad-request');
  }
});

test('what two devices can leave is bounded in number and size, and goes when the invitation is withdrawn', async () => {
  const invitation = await invitationOf(await newOwner(), 5);
  await invitation.open();
  for (let number = 0; number < mostNotes; number++) {
    expect((await invitation.leaveAsJoiner(number, `n${number}`)).status).toBe(204);
    expect((await invitation.leave(number, `a${number}`)).status).toBe(204);
  }
  expect(codeOf(await invitation.leaveAsJoiner(mostNotes, 'more'))).toBe('invitation.full');
  expect(codeOf(await invitation.leave(mostNotes, 'more'))).toBe('invitation.full');
  await invitation.withdraw();
  expect(codeOf(await invitation.readAsJoiner())).toBe('invitation.withdrawn');
  expect(codeOf(await invitation.read())).toBe('invitation.withdrawn');
});

test('each reason why a link does not work has its own code', async () => {
  const owner = await newOwner();
  const invitation = await invitationOf(owner, 2);
  expect(codeOf(await invitation.leaveAsJoiner(0, 'x'))).toBe('invitation.unknown');
  expect(codeOf(await invitation.open(now() + 25 * hour))).toBe('invitation.too-long');
  expect(codeOf(await invitation.open(now() - 1))).toBe('invitation.expired');
  await invitation.open();
  const foreign = deriveInvitation(new Uint8Array(16), owner.workspace).proof;
  expect(codeOf(await invitation.leaveAsJoiner(0, 'x', foreign))).toBe('invitation.unknown');
  expect(codeOf(await invitation.readAsJoiner(foreign))).toBe('invitation.unknown');
  expect(codeOf(await invitation.leaveAsJoiner(0, 'x'.repeat(6000)))).toBe('bad-request');
  expect((await invitation.withdraw()).status).toBe(204);
  expect(codeOf(await invitation.leaveAsJoiner(0, 'x'))).toBe('invitation.withdrawn');
  expect(codeOf(await invitation.open())).toBe('invitation.withdrawn');

  const late = await invitationOf(owner, 3);
  await late.open();
  offset += 24 * hour;
  expect(codeOf(await late.leaveAsJoiner(0, 'x'))).toBe('invitation.expired');
  expect(codeOf(await late.readAsJoiner())).toBe('invitation.expired');
  offset += 8 * 24 * hour;
  await (await invitationOf(owner, 4)).open();
  expect(codeOf(await late.leaveAsJoiner(0, 'x'))).toBe('invitation.unknown');
});

test('what a workspace has lying about is bounded, and others cannot reach it', async () => {
  const [owner, other] = [await newOwner(), await newOwner()];
  const codes = [];
  for (const seed of [1, 2, 3, 4]) codes.push(codeOf(await (await invitationOf(owner, seed)).open()));
  expect(codes).toEqual([204, 204, 204, 'invitation.too-many']);
  const { keys } = await invitationOf(owner, 1);
  const path = `/v1/workspaces/${owner.workspace}/invitations/${keys.id}/notes`;
  expect((await request(relay.url, path)).status).toBe(401);
  expect((await request(relay.url, path, { token: await other.signIn(relay.url) })).status).toBe(401);
});
