import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import type { LateDevice } from '#renderer/vault/team/api.ts';
import { LateWork } from './late-work.tsx';

beforeAll(() => startMessages());

const late: LateDevice = {
  id: 'd1',
  name: 'Old laptop',
  member: 'Ben',
  isMember: false,
  records: [
    { key: 'contacts a', collection: 'contacts', name: 'Ann', is: 'written' },
    { key: 'jobs b', collection: 'jobs', name: 'Boiler', is: 'removed' },
    { key: 'payments c', collection: 'payments', is: 'fixed' },
  ],
};

test('what came too late is taken over one by one or all, or left out; what is written once is not offered', async () => {
  const decided: unknown[] = [];
  let open = [late];
  await startStubVault({
    lateWork: async () => ok(open),
    async settleLateWork(wish) {
      decided.push(wish);
      const records = late.records.filter(({ key }) => !wish.keys.includes(key));
      open = decided.length === 2 ? [] : [{ ...late, records }];
      const settled = { id: late.id, settled: Object.fromEntries(wish.keys.map((key) => [key, 1])) };
      takePatches([{ collection: 'lateWork', upsert: [settled], remove: [] }]);
      return ok();
    },
  });
  mount(<LateWork />);
  const group = page.getByRole('region', { name: 'Old laptop, Ben' });
  await expect.element(group.getByText('job: Boiler (taken away there)')).toBeVisible();
  await expect.element(group.getByText(/cannot be taken over/)).toBeVisible();
  await group.getByRole('button', { name: 'Take over: contact: Ann' }).click();
  await expect.element(group.getByText('contact: Ann')).not.toBeInTheDocument();
  await group.getByRole('button', { name: 'Leave it out' }).click();
  await expect.element(group).not.toBeInTheDocument();
  expect(decided).toEqual([
    { deviceId: 'd1', keys: ['contacts a'], takesOver: true },
    { deviceId: 'd1', keys: ['contacts a', 'jobs b', 'payments c'].slice(1), takesOver: false },
  ]);
});
