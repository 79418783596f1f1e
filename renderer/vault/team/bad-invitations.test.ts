import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { deriveInvitation } from '#shared/sync/invitation.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { createWorkspace, forgetDevice, openVault, type TestVault } from '../testing/world.ts';
import { readLink, writeLink } from './invitation-link.ts';
import { joinRequestSchema, openNote, sealNote } from './mailbox.ts';

const crypto = webCrypto(globalThis.crypto);
let owner: TestVault;
let relayUrl: string;
/** Milliseconds that the relay keeps the next invitation open, instead of a day. */
let openFor: number | undefined;

const ownerBridge: Bridge = {
  ...shellBridge,
  call(name, args) {
    const { path = '', method, body } = args as { path?: string; method?: string; body?: object };
    const isNew = openFor !== undefined && method === 'PUT' && /\/invitations\/[\w-]+$/.test(path);
    if (!isNew) return shellBridge.call(name, args);
    const sooner = { ...body, expiresAt: Date.now() + openFor! };
    return shellBridge.call(name, { ...args, body: sooner } as never);
  },
};

beforeAll(async () => {
  owner = await createWorkspace('bad-invitations-owner', ownerBridge);
  relayUrl = await commands.startRelay();
  expectOk(await owner.api.connectRelay(relayUrl));
});
afterAll(async () => {
  await owner.api.lock();
  await commands.stopAllRelays();
});

async function emptyDevice(name: string, bridge: Bridge = shellBridge): Promise<TestVault> {
  await forgetDevice(name);
  return openVault(name, bridge);
}

const members = async (): Promise<number> => (await owner.api.team()).members.length;

/** An invitation that ends soon, though not before the relay has taken it in, however slow it is. */
async function inviteBriefly(): Promise<{ link: string; end: number }> {
  for (openFor = 200; ; openFor *= 2) {
    const invited = await owner.api.invite({ name: 'Tom', role: 'technician' });
    const end = Date.now() + openFor;
    if (!invited.ok) continue;
    openFor = undefined;
    return { link: invited.value.link, end };
  }
}

test('an invitation that is over says so, and the device stays empty', async () => {
  const { link, end } = await inviteBriefly();
  await eventually(() => Date.now() > end, 'the invitation to end');
  const device = await emptyDevice('bad-invitations-late');
  const refused = await device.api.join({ link, deviceName: 'x' });
  expect(refused).toMatchObject({
    error: {
      code: 'relay.invitation.expired',
      message: 'This invitation has expired. Ask for a new one.',
    },
  });
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  expect(await members()).toBe(1);
});

test('an invitation that was mistyped, or names another business, opens nothing', async () => {
  const { link, id } = expectOk(await owner.api.invite({ name: 'Tom', role: 'technician' }));
  const device = await emptyDevice('bad-invitations-foreign');
  const fields = expectOk(readLink(link));
  const typo = { ...fields, secret: toBase64Url(fromBase64Url(fields.secret).with(3, 0)) };
  const foreign = { ...fields, workspace: 'AAAAAAAAAAAAAAAAAAAAAA' };
  for (const wrong of [typo, foreign]) {
    expect(await device.api.join({ link: writeLink(wrong), deviceName: 'x' })).toMatchObject({
      error: { code: 'relay.invitation.unknown', message: expect.stringContaining('Check the link') },
    });
  }
  expect(await device.api.join({ link: link.slice(0, -9), deviceName: 'x' })).toMatchObject({
    error: { code: 'team.bad-link', remedy: expect.stringContaining('whole link') },
  });
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  // Where somebody works already, an invitation of another business changes nothing.
  expect(await owner.api.join({ link, deviceName: 'x' })).toMatchObject({ error: { code: 'vault.exists' } });
  expectOk(await owner.api.withdrawInvitation(id));
});

test('an invitation over an open line, or of no relay, is refused before anything is sent', async () => {
  const device = await emptyDevice('bad-invitations-line');
  const { link, id } = expectOk(await owner.api.invite({ name: 'Tom', role: 'technician' }));
  const fields = expectOk(readLink(link));
  const over = (url: string) => writeLink({ ...fields, relayUrl: url });
  const recovery = { recoveryWords: owner.words, passphrase: 'a good passphrase', deviceName: 'x' };
  const refusals = [
    ['http://relay.example.org', 'relay.refused'],
    [location.origin, 'relay.not-a-relay'],
  ] as const;
  for (const [url, code] of refusals) {
    expect(await device.api.join({ link: over(url), deviceName: 'x' })).toMatchObject({ error: { code } });
    expect(await device.api.recover({ relayUrl: url, ...recovery })).toMatchObject({ error: { code } });
  }
  expect(await device.api.recover({ relayUrl: 'no address', ...recovery })).toMatchObject({
    error: { code: 'relay.bad-url' },
  });
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  // All devices of this test share one shell, whose guard now knows the device's wish only.
  expectOk(await owner.api.connectRelay(relayUrl));
  expectOk(await owner.api.withdrawInvitation(id));
});

test('who stands between the two devices gives the owner another code, and refusing lets nobody in', async () => {
  const { link, id } = expectOk(await owner.api.invite({ name: 'Tom', role: 'technician' }));
  const device = await emptyDevice('bad-invitations-between', between(link));
  const { code } = expectOk(await device.api.join({ link, deviceName: 'Van' }));
  const asked = async () => (await owner.api.team()).invitations.find(({ state }) => state === 'asked');
  await eventually(async () => (await asked()) !== undefined, 'the owner to see a device');
  expect((await asked())!.code).toMatch(/^\d{6}$/);
  expect((await asked())!.code).not.toBe(code);

  const finishing = device.api.finishJoin('a good passphrase');
  expectOk(await owner.api.withdrawInvitation(id));
  expect(await finishing).toMatchObject({
    error: { code: 'relay.invitation.withdrawn', message: expect.stringContaining('withdrawn') },
  });
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  expect(await members()).toBe(1);
});

/** Puts a key of its own into what the device asks with: it has seen the link. */
function between(link: string): Bridge {
  const { secret, workspace } = expectOk(readLink(link));
  const { key } = deriveInvitation(fromBase64Url(secret), workspace);
  return {
    ...shellBridge,
    async call(name, args) {
      const { path = '', body } = args as { path?: string; body?: { sealed: string; proof: string } };
      if (body === undefined || !path.endsWith('/request')) return shellBridge.call(name, args);
      const request = await openNote(crypto, key, 'request', body.sealed, joinRequestSchema);
      const changed = { ...request, signKey: 'B'.repeat(43) };
      const sealed = await sealNote(crypto, key, 'request', changed);
      return shellBridge.call(name, { ...args, body: { ...body, sealed } } as never);
    },
  };
}
