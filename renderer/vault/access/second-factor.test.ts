import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { ukBusiness } from '#shared/commands/testing.ts';
import { noTerms } from '#shared/domain/retention/order.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';

const start = Date.UTC(2026, 10, 30, 9);
const needed = { error: { code: 'factor.needed' } };

/** A business whose owner has a second factor, and the app on their phone. */
async function withFactor(name: string) {
  const clock = { now: start };
  const vault = await createWorkspace(name, deadBridge, () => clock.now);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  const { secret } = expectOk(await vault.api.prepareSecondFactor());
  const code = () => new TOTP({ secret }).generate({ timestamp: clock.now });
  const on = await vault.api.switchSecondFactorOn({ passphrase, secret, code: code() });
  return { vault, clock, code, secret, recoveryCode: expectOk(on).recoveryCode };
}

/** What only owners do, each with what is asked for. */
function ownersActs({ api }: TestVault, contactId: string) {
  return {
    invite: () => api.invite({ name: 'Ben', role: 'technician' }),
    removeMember: () => api.removeMember('somebody'),
    removeDevice: () => api.removeDevice('something'),
    setAccess: () => api.setAccess('somebody', {}),
    export: () => api.exportData({ kinds: ['people'] } as never, undefined, () => {}),
    exportPerson: () => api.exportPerson(contactId),
    close: () => api.closeBusiness({ passphrase, name: 'x', days: 30 }, () => {}),
    erase: () => api.erase({ kind: 'contacts', id: contactId }),
    eraseByCommand: () => api.run('person.erase', { kind: 'contacts', id: contactId }),
    eraseByItself: () => api.run('retention.order', { isOn: true, terms: noTerms }),
    nominee: () => api.nameNominee({ name: 'Ana', days: 30 }),
    endNominee: () => api.endNominee(),
    withdrawInvitation: () => api.withdrawInvitation('something'),
    trustRelay: () => api.trustRelay(),
    leaveRelay: () => api.leaveRelay(),
    moveRelay: () => api.connectRelay('https://relay.example.org'),
    agreeToNews: () =>
      api.run('news.decide', { entryId: 'quick-unlock', words: 'w'.repeat(22), agrees: true }),
    switchOff: () => api.switchSecondFactorOff(),
  };
}

test('what only owners do is refused until a code was given, holds for five minutes, and is refused again', async () => {
  const { vault, clock, code } = await withFactor('factor-acts');
  const { id } = (await vault.run('contact.create', { name: 'Ana' })) as { id: string };
  clock.now += 5 * 60_000;
  for (const [act, step] of Object.entries(ownersActs(vault, id)))
    expect(await step(), act).toMatchObject(needed);
  expect(vault.table('contacts')).toHaveLength(1);
  await vault.run('contact.create', { name: 'Everybody’s work goes on' });
  expectOk(await vault.api.proveSecondFactor(code()));
  expectOk(await vault.api.run('retention.order', { isOn: true, terms: noTerms }));
  clock.now += 5 * 60_000;
  expect(await vault.api.erase({ kind: 'contacts', id })).toMatchObject(needed);
  await vault.api.lock();
});

test('no code is taken twice, and wrong ones make the next wait, also after a restart', async () => {
  const { vault, clock, code } = await withFactor('factor-wrong');
  expect(await vault.api.proveSecondFactor(code())).toMatchObject({ error: { code: 'factor.wrong' } });
  clock.now += 60_000;
  const right = code();
  const wrong = right === '000000' ? '111111' : '000000';
  for (const expected of ['factor.wrong', 'factor.wrong', 'factor.wait'])
    expect(await vault.api.proveSecondFactor(wrong)).toMatchObject({ error: { code: expected } });
  expect(await vault.api.proveSecondFactor(right)).toMatchObject({ error: { code: 'factor.wait' } });
  await vault.api.lock();
  const again = openVault('factor-wrong', deadBridge, () => clock.now);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(await again.api.proveSecondFactor(right)).toMatchObject({ error: { code: 'factor.wait' } });
  clock.now += 30_000;
  expectOk(await again.api.proveSecondFactor(code()));
  await again.api.lock();
});

test('it is set up with the passphrase and a code, its secret is not sent to the window, and another takes a code', async () => {
  const { vault, clock, code, secret } = await withFactor('factor-set-up');
  expect((await vault.api.secondFactor()).since).toBe(start);
  expect(JSON.stringify(vault.events)).not.toContain(secret);
  clock.now += 10 * 60_000;
  const other = expectOk(await vault.api.prepareSecondFactor()).secret;
  const wish = { secret: other, code: new TOTP({ secret: other }).generate({ timestamp: clock.now }) };
  expect(await vault.api.switchSecondFactorOn({ ...wish, passphrase: 'wrong' })).toMatchObject({
    error: { code: 'vault.wrong-passphrase' },
  });
  expect(await vault.api.switchSecondFactorOn({ ...wish, passphrase })).toMatchObject(needed);
  expectOk(await vault.api.proveSecondFactor(code()));
  expectOk(await vault.api.switchSecondFactorOff());
  expect(await vault.api.secondFactor()).toEqual({});
  await vault.api.lock();
});

test('a lost phone: the recovery code switches it off once, however it is typed', async () => {
  const { vault, clock, recoveryCode } = await withFactor('factor-lost');
  clock.now += 10 * 60_000;
  const typed = ` ${recoveryCode.toLowerCase().replaceAll('-', ' ')} `;
  expect(expectOk(await vault.api.proveSecondFactor(typed))).toEqual({ isOff: true });
  expect(await vault.api.secondFactor()).toEqual({});
  clock.now += 10 * 60_000;
  expectOk(await vault.api.run('retention.order', { isOn: true, terms: noTerms }));
  await vault.api.lock();
});
