import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { deriveInvitation } from '#shared/sync/invitation.ts';
import { newEphemeral } from '#shared/sync/pairing.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { askedAt, codeOn } from '../testing/team.ts';
import { createWorkspace, forgetDevice, openVault, type TestVault } from '../testing/world.ts';
import { readLink, writeLink } from './invitation-link.ts';
import { beginPairing } from './joiner-pairing.ts';
import { openNote, sealNote } from './mailbox.ts';

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

test('who stands between the two devices makes another code: it is wrong at the owner, and nobody is let in', async () => {
  const { link } = expectOk(await owner.api.invite({ name: 'Tom', role: 'technician' }));
  const device = await emptyDevice('bad-invitations-between', await between(link));
  expectOk(await device.api.join({ link, deviceName: 'Van' }));
  const finishing = device.api.finishJoin('a good passphrase');
  for (const attempt of [1, 2, 3]) {
    const { id, ...asked } = await askedAt(owner);
    expect(asked).toMatchObject({ attempt, deviceName: 'Van' });
    const code = await codeOn(device, attempt);
    expect(await owner.api.admit(id, '12345')).toMatchObject({ error: { code: 'team.code-incomplete' } });
    expect(await owner.api.admit(id, code)).toMatchObject({
      error: { code: attempt === 3 ? 'team.locked' : 'team.wrong-code' },
    });
  }
  expect(await finishing).toMatchObject({ error: { code: 'relay.invitation.withdrawn' } });
  expect((await owner.api.team()).invitations.some(({ state }) => state === 'locked')).toBe(true);
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  expect(await members()).toBe(1);
});

test('a note that was changed on the way ends the invitation on both devices, in words', async () => {
  const { link, id } = expectOk(await owner.api.invite({ name: 'Tom', role: 'technician' }));
  const device = await emptyDevice('bad-invitations-changed', changing(/notes\/1$/));
  expectOk(await device.api.join({ link, deviceName: 'Van' }));
  const state = async () => (await owner.api.team()).invitations.find((one) => one.id === id)?.state;
  await eventually(async () => (await state()) === 'disturbed', 'the owner to be told');
  expect(await device.api.finishJoin('a good passphrase')).toMatchObject({ ok: false });
  expect(await members()).toBe(1);
});

/** Changes a byte of each note that the device leaves at such an address. */
function changing(place: RegExp): Bridge {
  return {
    ...shellBridge,
    call(name, args) {
      const { path = '', body } = args as { path?: string; body?: { sealed: string } };
      if (body === undefined || !place.test(path)) return shellBridge.call(name, args);
      const bytes = fromBase64Url(body.sealed);
      bytes[40]! ^= 1;
      return shellBridge.call(name, { ...args, body: { sealed: toBase64Url(bytes) } } as never);
    },
  };
}

/**
 * Somebody who has the link, on the line between the new device and the relay: to the owner's device they are the
 * new one, with keys of their own, and to the new one they are the owner's.
 */
async function between(link: string): Promise<Bridge> {
  const { secret, workspace } = expectOk(readLink(link));
  const { id, key } = deriveInvitation(fromBase64Url(secret), workspace);
  const mailbox = { crypto, id, key };
  const text = (bytes: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
  const device = { id: text(12), signKey: text(32), boxKey: text(32) };
  const asDevice = await beginPairing(crypto, { mailbox, workspace, secret, device, name: 'Van' });
  /** All notes between the new device and whom it takes for the owner's. */
  const said: string[] = [];
  let attempt = 1;

  async function asOwner(sealed: string): Promise<void> {
    said.push(sealed);
    const isCommit = (await openNote(mailbox, said.slice(0, -1), sealed, ['commit'])) !== undefined;
    if (!isCommit) return;
    const { publicKey: ephemeral, nonce } = await newEphemeral(crypto);
    const answer = { kind: 'answer', attempt, device, ephemeral, nonce, membership: text(32) } as const;
    said.push(await sealNote(mailbox, said, answer));
  }

  /** Goes on with the owner's device, and passes on that a code was wrong. */
  async function follow(letters: { notes: string[] }): Promise<void> {
    const known = asDevice.current().notes.filter((_note, index) => index % 2 === 1);
    const next = letters.notes[known.length];
    if (next === undefined) return;
    await asDevice.take(next);
    if (asDevice.current().state.step !== 'calling') return;
    said.push(await sealNote(mailbox, said, { kind: 'again', attempt: ++attempt }));
  }

  const ours = (index: number) => asDevice.current().notes.filter((_note, at) => at % 2 === 0)[index];
  return {
    ...shellBridge,
    async call(name, args) {
      const { path = '', method, token } = args as { path?: string; method?: string; token?: string };
      const { sealed } = ((args as { body?: unknown }).body ?? {}) as { sealed?: string };
      if (!path.startsWith('/v1/invitations/')) return shellBridge.call(name, args);
      if (method === 'PUT') {
        const known = said.filter((_note, index) => index % 2 === 0);
        if (!known.includes(sealed!)) await asOwner(sealed!);
        return { ok: true, value: { status: 204, body: null } } as never;
      }
      const answer = (await shellBridge.call(name, args)) as {
        ok: true;
        value: { status: number; body: unknown };
      };
      if (answer.value.status !== 200) return answer as never;
      const letters = answer.value.body as { notes: string[]; own: number };
      await follow(letters);
      for (let number = letters.own; ours(number) !== undefined; number++) {
        const put = {
          ...args,
          method: 'PUT',
          path: `${path}/${number}`,
          token,
          body: { sealed: ours(number) },
        };
        await shellBridge.call(name, put as never);
      }
      const notes = said.filter((_note, index) => index % 2 === 1);
      return { ok: true, value: { status: 200, body: { notes, own: said.length - notes.length } } } as never;
    },
  };
}
