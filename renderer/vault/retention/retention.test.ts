import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { ukBusiness } from '#shared/commands/testing.ts';
import { noTerms, type RetentionTerms } from '#shared/domain/retention/order.ts';
import { channelWindows, cutOf } from '#shared/domain/retention/windows.ts';
import { runsOf } from '#shared/domain/clearance.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { inStep, letIn } from '../testing/team.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';
import { createBuckets } from '../storage/buckets.ts';
import { booksDue } from './due-books.ts';
import { createRetention } from './retention.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22, 12);

afterAll(() => commands.stopAllRelays());

const order = (vault: TestVault, terms: Partial<RetentionTerms>) =>
  vault.run('retention.order', { isOn: true, terms: { ...noTerms, ...terms } });

/** A customer who wrote so many days ago, one message each time. */
async function customerWrote(vault: TestVault, daysAgo: number[], at = now): Promise<void> {
  for (const days of daysAgo)
    await vault.run('inbox.ingest', {
      events: [
        {
          kind: 'message',
          channel: 'whatsapp',
          accountId: '1065',
          externalId: `wamid.${days}`,
          customer: { phone: '31612345678', name: 'Anna Müller' },
          at: at - days * day,
          type: 'text',
          text: `${days} days ago`,
          echo: false,
        },
      ],
    });
}

const texts = (vault: TestVault) => vault.messages().flatMap(({ text }) => text ?? []);

async function reopen(name: string, at: number): Promise<TestVault> {
  const vault = openVault(name, deadBridge, () => at);
  expectOk(await vault.api.unlock(passphrase));
  await vault.loaded();
  return vault;
}

test('what an owner orders is told as counts first, of closed months too, then goes, and is not back after a restart', async () => {
  const first = await createWorkspace('retention-months', deadBridge, () => now);
  await first.run('business.setUp', { profile: ukBusiness, services: [] });
  await customerWrote(first, [1, 150, 430]);
  await first.api.lock();

  const vault = await reopen('retention-months', now + 60_000);
  const terms = { ...noTerms, windows: { conversations: 365 } };
  expect(expectOk(await vault.api.previewRetention(terms))).toMatchObject({ conversations: 1, files: 0 });
  expect(await vault.api.retentionOrder()).toBeUndefined();
  const [place] = expectOk(await createBuckets({ databaseName: 'retention-months' }).all());
  await order(vault, terms);
  expect(await vault.api.retentionOrder()).toBe(vault.table('retentionOrders')[0]!.id);
  await eventually(() => vault.table('retentionRuns').length === 1, 'the order to be carried out');
  expect(vault.table('retentionRuns')).toMatchObject([{ counts: { conversations: 1 } }]);
  expect(texts(vault)).not.toContain('430 days ago');
  expect(expectOk(await vault.api.previewRetention(terms))).toMatchObject({ conversations: 0 });
  // As with what an owner erases: the device says when nothing of it is left, also in what it has deleted.
  await eventually(() => vault.table('erasuresDone').length === 1, 'the device to have done it');
  expect(runsOf(vault.table('erasureRuns'))).toMatchObject([
    { isOpen: false, id: vault.table('retentionRuns')[0]!.id },
  ]);
  const [after] = expectOk(await createBuckets({ databaseName: 'retention-months' }).all());
  expect(after!.generation).toBeGreaterThan(place!.generation);
  await vault.api.lock();

  const again = await reopen('retention-months', now + 120_000);
  const { id } = again.table('conversations')[0]!;
  while ((await again.api.openEarlier(id)).more);
  expect(new Set(texts(again))).toEqual(new Set(['1 days ago', '150 days ago']));
  await again.api.lock();
});

test('a colleague’s hold stops it, only an owner ends that and orders, and then it is gone from every device', async () => {
  const owner = await createWorkspace('retention-owner', shellBridge);
  await owner.run('business.setUp', { profile: ukBusiness, services: [] });
  expectOk(await owner.api.connectRelay(await commands.startRelay()));
  await customerWrote(owner, [1, 20], Date.now());
  const manager = await letIn(owner, 'retention-manager', 'manager');
  await inStep(owner, manager);
  const terms = { ...noTerms, windows: { conversations: 10 } };
  const refused = await manager.api.run('retention.order', { isOn: true, terms });
  expect(refused).toMatchObject({ ok: false, error: { code: 'retention.owners-only' } });
  const { contactId } = manager.table('conversations')[0]!;
  const { id } = await manager.run('retention.hold', { kind: 'contacts', subjectId: contactId });
  await inStep(owner, manager);
  const goes = async () => expectOk(await owner.api.previewRetention(terms)).conversations;
  expect(await goes()).toBe(0);
  expect(await manager.api.run('retention.endHold', { id })).toMatchObject({ ok: false });
  await owner.run('retention.endHold', { id });
  expect(await goes()).toBe(1);
  await order(owner, terms);
  await eventually(() => !texts(manager).includes('20 days ago'), 'it to be gone from the manager’s');
  expect(texts(owner)).toEqual(['1 days ago']);
  await eventually(
    () => new Set(manager.table('erasuresDone').map(({ deviceId }) => deviceId)).size === 2,
    'both devices to have done it',
  );
  expect(await manager.api.retentionOrder()).toBe(owner.table('retentionOrders')[0]!.id);
  await Promise.all([owner.api.lock(), manager.api.lock()]);
});

/** A device with these lines in its ledger, and what is taken away of them. */
function device(lines: { id: string; at: number }[], orders: object[] = [], signer = 'owner') {
  const gone: string[] = [];
  const retention = createRetention({
    library: {
      get: () => undefined,
      all(name: string) {
        if (name === 'retentionOrders') return orders;
        return name === 'egress' ? lines.filter(({ id }) => !gone.includes(id)) : [];
      },
      writersOf: () => [{ deviceId: signer, path: '' }],
      closedBooks: new Map(),
      mayBegin: () => ({ ok: true, value: undefined }),
      apply: (changes: { id: string }[]) => gone.push(...changes.map(({ id }) => id)),
    } as never,
    keyring: { roster: { isOwners: (id: string) => id === 'owner' }, keybag: { deviceId: 'd' } } as never,
    claims: { take: async () => 'other' },
    run: async () => ({ ok: false, error: { code: 'x', message: 'x' } }),
    isOver: () => false,
  });
  return { retention, gone };
}

test('each device lets lines of its ledger go after a year by itself, whoever it belongs to', async () => {
  const { retention, gone } = device([
    { id: 'old', at: now - 366 * day },
    { id: 'young', at: now - 364 * day },
  ]);
  await retention.apply(now);
  expect(gone).toEqual(['old']);
  expect(retention.backupDays()).toBe(35);
});

test('an order that no owner has signed is none, whoever it names', () => {
  const forged = { id: 'o', at: 1, isOn: true, ...noTerms, deviceId: 'owner', memberId: 'ana', salt: 's' };
  expect(device([], [forged], 'manager').retention.orderInForce()).toBeUndefined();
  expect(device([], [forged]).retention.orderInForce()).toBe('o');
});

test('a closed month is opened once a window passes over it, and whatever is due lies in one that is opened', () => {
  const anyMoment = fc.integer({ min: now - 1200 * day, max: now });
  fc.assert(
    fc.property(
      anyMoment,
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('conversations' as const, ...channelWindows),
      (at, days, since, window) => {
        // A channel of its own window is looked for as well.
        const others = { conversations: null, files: null, payloads: null };
        const terms = { ...noTerms, windows: { ...others, [window]: days } };
        const name = `talk-${new Date(at).toISOString().slice(0, 7)}`;
        const asked = { terms, country: 'GB', now, since: now - since * day };
        const cut = (moment: number) => cutOf(window, { windows: terms.windows, country: 'GB', now: moment });
        const isNewlyDue = at < cut(now) && at >= cut(now - since * day);
        const isOpened = booksDue([name], asked).length > 0;
        const isOpenedAtFirst = booksDue([name], { ...asked, since: undefined }).length > 0;
        expect(isOpened || !isNewlyDue).toBe(true);
        expect(isOpenedAtFirst || at >= cut(now)).toBe(true);
        // Half a year behind what was looked at there is nothing new.
        expect(isOpened && at < cut(now - since * day) - 180 * day).toBe(false);
      },
    ),
  );
});
