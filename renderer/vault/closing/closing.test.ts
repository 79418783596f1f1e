import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { EgressPolicy } from '#shared/domain/egress.ts';
import { exportedKinds } from '#shared/export/scope.ts';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { memoryJournal } from '../testing/memory-journal.ts';
import { createMovableClock } from '../testing/movable-clock.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { hasStored } from '../testing/stored-database.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());
const day = 86_400_000;
const name = 'Rivera Plumbing';
const theirs = 'another good passphrase';

/** What each device's shell is to tell a relay. */
const orders = new Map<string, CallArgs<'closing.keepOrder'>>();

/** What each device's guard lets out. */
const policies = new Map<string, EgressPolicy>();

/**
 * A shell whose journal is the test's own, and which removes it when it is asked to. All devices of the test share one
 * guard, which one that locks must not shut for the others.
 */
function shellOf(device: string): Bridge {
  const call = (asked: string, args: unknown): unknown => {
    if (asked === 'egress.configure') {
      const { policy } = args as { policy: EgressPolicy };
      policies.set(device, policy);
      if (policy.origins.relay === undefined) return Promise.resolve(ok({}));
    }
    // Those of other tests lie in the same folder.
    if (asked === 'backups.list') return Promise.resolve(ok({ backups: [] }));
    if (asked === 'backups.write') return Promise.resolve(ok({}));
    if (asked === 'closing.keepOrder') {
      orders.set(device, args as CallArgs<'closing.keepOrder'>);
      return Promise.resolve(ok({}));
    }
    if (asked === 'closing.order') {
      const order = orders.get(device);
      return Promise.resolve(ok(order === undefined ? {} : { order: { url: order.url, since: 1 } }));
    }
    if (asked === 'closing.dropOrder') {
      orders.delete(device);
      return Promise.resolve(ok({}));
    }
    if (asked !== 'profile.remove') return shellBridge.call(asked as never, args as never);
    memoryJournal(device).clear();
    return Promise.resolve(ok({ left: [] }));
  };
  return { ...shellBridge, call: call as Bridge['call'] };
}

async function business(owner: TestVault): Promise<string> {
  await owner.run('business.setUp', {
    profile: { ...dutchBusiness, name },
    services: [],
  });
  await owner.run('contact.create', { name: 'Ann' });
  const url = await commands.startRelay();
  expectOk(await owner.api.connectRelay(url));
  return url;
}

async function openedBy(device: string, now?: () => number): Promise<TestVault> {
  const vault = openVault(device, shellOf(device), now);
  expect(await vault.api.state()).toBe('locked');
  expectOk(await vault.api.unlock(theirs));
  await vault.loaded();
  return vault;
}

const manages = (owner: TestVault, device: string): Promise<TestVault> =>
  letIn(owner, device, 'manager', undefined, undefined, shellOf(device));

const contacts = (vault: TestVault): string[] => vault.table('contacts').map((one) => one.name);
const write = async (vault: TestVault) => vault.api.run('contact.create', { name: 'Bea' });
const refused = { ok: false, error: { code: 'team.closed' } };

test('an owner closes the business: the relay forgets it, this device too, and a device that was away hears it from the owner’s word', async () => {
  const clock = createMovableClock();
  const owner = await createWorkspace('close-owner', shellOf('close-owner'));
  await business(owner);
  const manager = await manages(owner, 'close-manager');
  await eventually(() => contacts(manager).includes('Ann'), 'Ann to arrive');
  await manager.api.quiet();
  await manager.api.lock();

  const wish = { passphrase, name, days: 0 };
  expect(await owner.api.removeHere()).toMatchObject({ error: { code: 'closing.open' } });
  expect(await owner.api.closeBusiness({ ...wish, passphrase: 'guessed' }, () => {})).toMatchObject({
    ok: false,
  });
  expect(await owner.api.closeBusiness({ ...wish, name: 'Rivera' }, () => {})).toMatchObject({
    error: { code: 'closing.other-name' },
  });
  const told: string[] = [];
  const steps = expectOk(await owner.api.closeBusiness(wish, ({ what }) => told.push(what)));
  expect(steps.map(({ what, outcome, why = '' }) => `${what} ${outcome} ${why}`.trim())).toEqual([
    'webhooks done',
    'statement done',
    'relay done',
  ]);
  expect(told).toEqual(['webhooks', 'statement', 'relay']);
  expect(steps.at(-1)!.receipt!.rooms).toBeGreaterThan(3);
  expect(await write(owner)).toMatchObject(refused);
  expect(expectOk(await owner.api.removeHere())).toEqual({ left: [] });
  expect(await hasStored('close-owner')).toBe(false);
  expect(await owner.api.state()).toBe('empty');
  await owner.api.lock();

  // Nobody was there when it was said.
  const later = await openedBy('close-manager', clock.now);
  await eventually(async () => (await later.api.closing()) !== undefined, 'the manager to hear of it');
  const view = (await later.api.closing())!;
  expect(view).toMatchObject({ canReopen: false });
  expect(view.removeAt - view.at).toBeGreaterThan(6 * day);
  expect(contacts(later)).toEqual(['Ann']);
  expect(await write(later)).toMatchObject(refused);
  expect(expectOk(await later.api.exportData({ kinds: exportedKinds }, undefined, () => {})).locked).toBe(
    false,
  );
  await later.api.lock();

  // It is known before anybody unlocks, and goes by itself when its date has come.
  const locked = openVault('close-manager', shellOf('close-manager'), clock.now);
  expect(await locked.api.state()).toBe('locked');
  expect(await locked.api.closing()).toMatchObject({ at: view.at });
  await locked.api.lock();
  clock.pass(8 * day);
  const gone = openVault('close-manager', shellOf('close-manager'), clock.now);
  expect(await gone.api.state()).toBe('empty');
  await gone.api.lock();
});

test('with time to think nothing is written or sent, everybody can read, and an owner opens it again for all', async () => {
  const owner = await createWorkspace('think-owner', shellOf('think-owner'));
  await business(owner);
  const manager = await manages(owner, 'think-manager');
  await eventually(() => contacts(manager).includes('Ann'), 'Ann to arrive');
  expectOk(await owner.api.closeBusiness({ passphrase, name, days: 30 }, () => {}));
  await eventually(async () => (await manager.api.closing()) !== undefined, 'the manager to hear of it');
  expect(await manager.api.closing()).toMatchObject({ by: expect.any(String), canReopen: false });
  for (const vault of [owner, manager]) expect(await write(vault)).toMatchObject(refused);
  // No door is open but the one by which the owner's next word comes.
  for (const device of ['think-owner', 'think-manager'])
    await eventually(
      () => Object.keys(policies.get(device)!.origins).join() === 'relay',
      'the doors to be shut',
    );
  expect(await manager.api.reopenBusiness(theirs)).toMatchObject({ error: { code: 'team.not-owner' } });
  expect(await manager.api.closing()).toBeDefined();

  expect(await owner.api.reopenBusiness('guessed')).toMatchObject({ ok: false });
  expectOk(await owner.api.reopenBusiness(passphrase));
  await eventually(async () => (await manager.api.closing()) === undefined, 'the manager to hear of that');
  expectOk(await write(manager));
  await eventually(() => contacts(owner).includes('Bea'), 'the work to go on');
  await eventually(async () => !(await owner.api.removeHere()).ok, 'the note to be gone');
  expect(await owner.api.closing()).toBeUndefined();
  await owner.api.lock();
  await manager.api.lock();
});

test('an owner closes a business whose relay does not answer: all goes here, and who tells the relay later needs no key for it', async () => {
  const owner = await createWorkspace('alone-close', shellOf('alone-close'));
  const url = await business(owner);
  const manager = await manages(owner, 'alone-manager');
  await eventually(() => contacts(manager).includes('Ann'), 'Ann to arrive');
  await manager.api.quiet();
  await manager.api.lock();
  await owner.api.quiet();
  await commands.stopRelay(url);
  const later = expectOk(await owner.api.closeBusiness({ passphrase, name, days: 30 }, () => {}));
  const outcomes = later.map(({ what, outcome }) => `${what} ${outcome}`);
  expect(outcomes).toEqual(['webhooks failed', 'statement waits', 'relay waits']);
  expect(await write(owner)).toMatchObject(refused);
  // Nobody has heard of it yet, so nobody has to hear that it is open again.
  expectOk(await owner.api.reopenBusiness(passphrase));
  expect(orders.has('alone-close')).toBe(false);
  expectOk(await write(owner));

  expectOk(await owner.api.closeBusiness({ passphrase, name, days: 0 }, () => {}));
  const { body, workspace, relayId } = orders.get('alone-close')!;
  expect(relayId).toHaveLength(43);
  for (const secret of [name, 'Ann', 'Bea']) expect(body).not.toContain(secret);
  expect(body).not.toContain('seals');
  expect(expectOk(await owner.api.removeHere())).toEqual({ left: [] });
  expect(orders.has('alone-close')).toBe(true);

  await commands.restartRelay(url, false);
  const path = `/v1/workspaces/${workspace}/membership`;
  const put = await shellBridge.call('relay.request', { url, method: 'PUT', path, body: JSON.parse(body) });
  expect(expectOk(put).status).toBeLessThan(300);
  const heard = await openedBy('alone-manager');
  await eventually(async () => (await heard.api.closing()) !== undefined, 'the manager to hear of it');
  expect(await write(heard)).toMatchObject(refused);
  await heard.api.lock();
  await owner.api.lock();
});

test('neither a manager nor a relay closes a business, whatever they say', async () => {
  const owner = await createWorkspace('lie-owner', shellOf('lie-owner'));
  await business(owner);
  const manager = await manages(owner, 'lie-manager');
  await eventually(() => contacts(manager).includes('Ann'), 'Ann to arrive');
  expect(await manager.api.closeBusiness({ passphrase: theirs, name, days: 0 }, () => {})).toMatchObject({
    error: { code: 'team.not-owner' },
  });
  await manager.api.lock();

  // From now on the relay says that the business is gone, with and without a chain of its own making.
  for (const more of [
    {},
    { chain: { records: [], more: false } },
    { chain: { records: [forged], more: false } },
  ]) {
    const body = { error: { code: 'auth.gone', message: 'closed' }, ...more };
    let asked = 0;
    const bridge = shellOf('lie-manager');
    const call = (what: string, args: { path?: string }): unknown => {
      const isSignIn = what === 'relay.request' && args.path === '/v1/auth/token';
      if (isSignIn) asked++;
      return isSignIn
        ? Promise.resolve(ok({ status: 410, body }))
        : bridge.call(what as never, args as never);
    };
    const lied = openVault('lie-manager', { ...bridge, call: call as Bridge['call'] });
    await lied.api.state();
    expectOk(await lied.api.unlock(theirs));
    await lied.loaded();
    await eventually(() => asked > 0, 'the relay to be asked');
    expect(await lied.api.closing()).toBeUndefined();
    expectOk(await lied.api.run('contact.create', { name: 'Still here' }));
    await lied.api.lock();
  }
  await owner.api.lock();
});

test('a device leaves its team and keeps nothing; the last owner’s cannot', async () => {
  const owner = await createWorkspace('leave-owner', shellOf('leave-owner'));
  await business(owner);
  const manager = await manages(owner, 'leave-manager');
  await eventually(() => contacts(manager).includes('Ann'), 'Ann to arrive');
  expect(await owner.api.leaveTeam(passphrase)).toMatchObject({ error: { code: 'team.last-owner' } });
  expect(await manager.api.leaveTeam('guessed')).toMatchObject({ ok: false });
  expectOk(await manager.api.leaveTeam(theirs));
  expect(expectOk(await manager.api.removeHere())).toEqual({ left: [] });
  expect(await hasStored('leave-manager')).toBe(false);
  expect(await manager.api.state()).toBe('empty');
  await eventually(() => owner.table('tasks').length > 0, 'the owner to hear of it');
  expect(owner.table('tasks')[0]!.asks).toMatchObject({ kind: 'left' });
  expectOk(await write(owner));
  await owner.api.lock();
  await manager.api.lock();
});

/** Of the right form, and signed by nobody. */
const forged = {
  payload: btoa(JSON.stringify({ version: 1, closing: { at: 1, removeAt: 1 } })).replaceAll('=', ''),
  signature: 'A'.repeat(86),
};
