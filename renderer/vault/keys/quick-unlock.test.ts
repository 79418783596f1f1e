import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { ukBusiness } from '#shared/commands/testing.ts';
import { news, wordsHash } from '#shared/domain/news/news.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { expectOk } from '#shared/lib/result.ts';
import { quickUnlockEntry } from '../session/quick-unlock.ts';
import { createWorkspace, deadBridge, openVault, passphrase, readEverything } from '../testing/world.ts';
import { isDue } from './quick-unlock.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 30, 9);

/** A computer with a key store, whose shell can be started anew. */
function computer() {
  const state = { secret: undefined as string | undefined, run: 'run-1', isThere: true, now: start };
  const refused = problem('keystore.refused', 'No.');
  const answers: Record<string, (args: never) => unknown> = {
    'keystore.state': () => ok({ isThere: state.isThere, asks: 'nothing', run: state.run }),
    'keystore.keep': ({ secret }: { secret: string }) => {
      state.secret = secret;
      return ok({});
    },
    'keystore.open': () => (state.secret === undefined ? refused : ok({ secret: state.secret })),
    'keystore.remove': () => {
      state.secret = undefined;
      return ok({});
    },
  };
  const bridge: Bridge = {
    ...deadBridge,
    call: async (name, args) =>
      (name in answers ? answers[name]!(args as never) : deadBridge.call(name, args as never)) as never,
  };
  return { state, bridge };
}

/** A business on such a computer, which opens quickly for a week. */
async function switchedOn(name: string, terms = { days: 7, eachStart: true }) {
  const { state, bridge } = computer();
  const vault = await createWorkspace(name, bridge, () => state.now);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  expectOk(await vault.api.switchQuickUnlockOn(passphrase, terms));
  await vault.api.lock();
  return { state, words: vault.words, again: () => openVault(name, bridge, () => state.now) };
}

test('a computer that was switched on opens without the passphrase, and nothing on its disk opens without the key store', async () => {
  const { state, again } = await switchedOn('quick-opens');
  const vault = again();
  expect(await vault.api.quickUnlock()).toMatchObject({ opens: true, terms: { days: 7, eachStart: true } });
  expectOk(await vault.api.unlockQuickly('unlock'));
  await vault.loaded();
  expect(vault.table('business')).toMatchObject([{ name: ukBusiness.name }]);
  await vault.api.lock();
  expect(JSON.stringify(await readEverything('quick-opens'))).not.toContain(state.secret);
  state.secret = 'A'.repeat(43);
  expect(await again().api.unlockQuickly('unlock')).toMatchObject({ ok: false });
});

test('the passphrase is asked for after the days, after a start, and by a clock that went back, and opens it for as long again', async () => {
  const { state, again } = await switchedOn('quick-due');
  for (const change of [{ now: start + 7 * day }, { run: 'run-2' }, { now: start - day }]) {
    Object.assign(state, { now: start, run: 'run-1' }, change);
    expect(await again().api.unlockQuickly('unlock')).toMatchObject({
      error: { code: 'quick.passphrase-due' },
    });
  }
  state.now = start + 8 * day;
  const vault = again();
  expectOk(await vault.api.unlock(passphrase));
  await vault.api.lock();
  expectOk(await again().api.unlockQuickly('unlock'));
});

test('only the passphrase switches it on, and only as far as an owner has agreed', async () => {
  const { state, bridge } = computer();
  const vault = await createWorkspace('quick-agreed', bridge, () => state.now);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  const terms = { days: 7, eachStart: false };
  expect(await vault.api.switchQuickUnlockOn('wrong', terms)).toMatchObject({
    error: { code: 'vault.wrong-passphrase' },
  });
  expectOk(await vault.api.switchQuickUnlockOn(passphrase, terms));
  const entry = news.find(({ id }) => id === quickUnlockEntry)!;
  const words = wordsHash(entry, entry.words.en);
  await vault.run('news.decide', { entryId: entry.id, words, agrees: false });
  await expect.poll(() => state.secret).toBeUndefined();
  await expect.poll(async () => (await vault.api.quickUnlock()).terms).toBeUndefined();
  expect(await vault.api.switchQuickUnlockOn(passphrase, terms)).toMatchObject({
    error: { code: 'quick.not-agreed' },
  });
  state.isThere = false;
  await vault.run('news.decide', { entryId: entry.id, words, agrees: true });
  expect(await vault.api.switchQuickUnlockOn(passphrase, terms)).toMatchObject({
    error: { code: 'quick.no-store' },
  });
});

test('switched off, or opened by the recovery words, it is gone', async () => {
  const { state, again, words } = await switchedOn('quick-gone');
  const vault = again();
  expectOk(await vault.api.unlockWithWords(words, 'another good passphrase'));
  expect(state.secret).toBeUndefined();
  expectOk(await vault.api.switchQuickUnlockOn('another good passphrase', { days: 1, eachStart: false }));
  expectOk(await vault.api.switchQuickUnlockOff());
  await vault.api.lock();
  expect(await again().api.quickUnlock()).toMatchObject({ opens: false });
  expect(await again().api.unlockQuickly('unlock')).toMatchObject({ ok: false });
});

test('however clock and restarts go, it opens only within the days after the passphrase was used', () => {
  const note = fc.record({
    days: fc.integer({ min: 1, max: 90 }),
    eachStart: fc.boolean(),
    passphraseAt: fc.integer({ min: 0, max: start }),
    run: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(note, fc.integer({ min: 0, max: 2 * start }), fc.constantFrom('a', 'b'), (kept, now, run) => {
      if (isDue({ version: 1, wrapped: 'AA', ...kept }, { now, run })) return;
      expect(now).toBeLessThan(kept.passphraseAt + kept.days * day);
      expect(now).toBeGreaterThanOrEqual(kept.passphraseAt - 60 * 60_000);
      expect(kept.eachStart && run !== kept.run).toBe(false);
    }),
  );
});
