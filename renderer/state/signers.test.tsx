import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { presets } from '#shared/domain/roles.ts';
import { ok } from '#shared/lib/result.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { useSigners } from './signers.ts';
import { useTeam } from './team.ts';
import { startStubVault } from './testing/stub-vault.ts';

const asked: string[] = [];

beforeAll(() =>
  startStubVault({
    writtenBy: async (collection, id) => {
      asked.push(`${collection}/${id}`);
      const deviceIds = { p1: ['d2'], p2: ['gone', 'd1'] }[id] ?? [];
      return ok(deviceIds.map((deviceId) => ({ deviceId, path: '', memberId: undefined })));
    },
  }),
);

function Signer({ id }: { id: string }) {
  return <p>{`${id}: ${useSigners('payments', id, 'a former device') ?? 'nobody'}`}</p>;
}

async function show(devices: string[], ...ids: string[]): Promise<void> {
  const own = devices.map((id) => ({
    id,
    name: `Laptop ${id}`,
    addedAt: 1,
    self: id === 'd1',
    copied: false,
  }));
  const owner = {
    id: 'm1',
    name: 'Ana',
    role: 'owner' as const,
    access: presets.owner,
    self: true,
    devices: own,
  };
  useTeam.setState({ team: { members: [owner], invitations: [], canManage: true } });
  mount(ids.map((id) => <Signer key={id} id={id} />));
}

test('a record tells whose device has signed it, also of one that has left the team', async () => {
  await show(['d1', 'd2'], 'p1', 'p2', 'p3');
  await expect.element(page.getByText('p1: Ana · Laptop d2')).toBeVisible();
  await expect.element(page.getByText('p2: a former device, Ana · Laptop d1')).toBeVisible();
  await expect.element(page.getByText('p3: nobody')).toBeVisible();
});

test('who works alone on one device is told nothing of it, and nothing is asked', async () => {
  asked.length = 0;
  await show(['d1'], 'p1');
  await expect.element(page.getByText('p1: nobody')).toBeVisible();
  expect(asked).toEqual([]);
});
