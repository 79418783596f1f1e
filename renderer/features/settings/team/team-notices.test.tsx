import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ok } from '#shared/lib/result.ts';
import { presets } from '#shared/domain/roles.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { useTeam } from '#renderer/state/team.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import type { Team, TeamDevice } from '#renderer/vault/team/api.ts';
import { TeamNotices } from './team-notices.tsx';

beforeAll(() => startMessages());

const device = (id: string, more: Partial<TeamDevice> = {}): TeamDevice => ({
  id,
  name: `Laptop ${id}`,
  addedAt: 1,
  self: false,
  copied: false,
  ...more,
});

function teamOf(devices: TeamDevice[], more: Partial<Team> = {}): Team {
  const owner = { id: 'm1', name: 'Ana', role: 'owner' as const, access: presets.owner, self: true, devices };
  return { members: [owner], invitations: [], canManage: true, ...more };
}

const stopped: string[] = [];

async function show(team: Team): Promise<void> {
  await startStubVault({
    team: async () => team,
    stopCopies: async (id) => {
      stopped.push(id);
      return ok();
    },
  });
  useTeam.setState({ team });
  const router = createRouter({
    routeTree: createRootRoute({ component: TeamNotices }),
    history: createMemoryHistory(),
  });
  mount(<RouterProvider router={router} />);
}

const words = (text: string | RegExp) => page.getByText(text);

test('of another device that was copied it is said what happened, and one click stops both, asked once', async () => {
  await show(teamOf([device('d1', { self: true }), device('d2', { copied: true })]));
  await expect.element(words(/^Laptop d2 writes from two places at once/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop both' }).click();
  await expect.element(words('Stop both devices that are Laptop d2?')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop both' }).click();
  await expect.poll(() => stopped).toEqual(['d2']);
});

test('the copied device itself leads to another one, and the only one to the recovery words', async () => {
  await show(teamOf([device('d1', { self: true, copied: true }), device('d2')]));
  await expect.element(words(/on another device of yours/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Stop both' })).not.toBeInTheDocument();
  useTeam.setState({ team: teamOf([device('d1', { self: true, copied: true })]) });
  await expect.element(words(/nothing but the recovery words can stop its copy/)).toBeVisible();
  useTeam.setState({ team: teamOf([device('d1', { copied: true })], { canManage: false }) });
  await expect.element(words(/^Tell the owner/)).toBeVisible();
});

test('of a stopped device what the two did is told side by side; on itself, why, and how to go on', async () => {
  const wrote = [0, 1].map((side) => ({ collection: 'issued', id: `i${side}`, side }));
  const one = {
    id: 'd2',
    name: 'Laptop d2',
    memberId: 'm1',
    copies: { stoppedAt: 1_700_000_000_000, wrote },
  };
  await show(teamOf([device('d1', { self: true })], { stopped: [one] }));
  await page.getByRole('button', { name: 'What the two copies did' }).click();
  const invoices = page.getByRole('region', { name: 'Invoices and credit notes' });
  await expect.element(invoices.getByText('Copy 1')).toBeVisible();
  await expect.element(invoices.getByText('Copy 2')).toBeVisible();
  useTeam.setState({ team: teamOf([], { stoppedBy: 'copied' }) });
  await expect.element(words(/^This device was stopped: its data had been copied/)).toBeVisible();
  useTeam.setState({ team: teamOf([], { stoppedBy: 'words' }) });
  await expect.element(words(/^The recovery words were used on another device/)).toBeVisible();
});

test('whose the business is since it passed on stands on every device, and on one that is out how to end it there', async () => {
  const passedOn = { at: 1_700_000_000_000, from: 'Olga', to: 'Mara', isOwn: false };
  await show(teamOf([device('d1')], { passedOn }));
  await expect.element(words(/^Mara owns this business since .* Before, it was Olga\.$/)).toBeVisible();
  useTeam.setState({ team: teamOf([], { passedOn: { ...passedOn, from: '', isOwn: true } }) });
  await expect.element(words(/^You own this business since/)).toBeVisible();
  useTeam.setState({ team: teamOf([], { passedOn, stoppedBy: 'handed-over' }) });
  await expect.element(words(/^You have handed this business over/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Remove from this computer' })).toBeVisible();
});
