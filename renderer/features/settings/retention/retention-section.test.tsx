import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ukBusiness } from '#shared/commands/testing.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { createWorkspace, deadBridge } from '#renderer/vault/testing/world.ts';
import { RetentionSection } from './retention-section.tsx';

beforeAll(() => startMessages());
afterEach(() => {
  clearTables();
  useTeam.setState({ team: undefined });
});

const now = Date.now();
const shown = [
  'business',
  'contacts',
  'jobs',
  'legalHolds',
  'members',
  'retentionOrders',
  'retentionRuns',
] as const;

/** The screen over a vault of its own, with a message of two years ago. */
async function open(name: string, { isOwner = true } = {}) {
  const vault = await createWorkspace(name, deadBridge, () => now);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  await vault.run('inbox.ingest', {
    events: [
      {
        kind: 'message',
        channel: 'whatsapp',
        accountId: '1065',
        externalId: 'wamid.1',
        customer: { phone: '31612345678', name: 'Maria Keller' },
        at: now - 730 * 86_400_000,
        type: 'text',
        text: 'Hello',
        echo: false,
      },
    ],
  });
  const show = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: vault.table(collection), remove: [] })));
  await startStubVault({
    ...vault.api,
    team: async () => ({ ...(await vault.api.team()), canManage: isOwner }),
    async run(command, args) {
      const done = await vault.api.run(command, args);
      show();
      return done;
    },
  });
  useTeam.setState({ team: { ...(await vault.api.team()), canManage: isOwner } });
  show();
  mount(
    <KeepsUnsaved>
      <RetentionSection />
    </KeepsUnsaved>,
  );
  return vault;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');

test('an owner chooses a window, sees what would go and by when, and puts it in force', async () => {
  const vault = await open('retention-screen');
  await expect
    .element(page.getByText('Nothing of the business goes by itself', { exact: false }))
    .toBeVisible();
  await page.getByRole('combobox', { name: 'How long to keep: Conversations' }).selectOptions('365 days');
  await button('What would go now').click();
  await expect.element(page.getByText('1 message', { exact: true })).toBeVisible();
  await button('Put in force').click();
  await expect.element(dialog().getByText(/It leaves the backups of each device by/)).toBeVisible();
  await dialog().getByRole('button', { name: 'Put in force' }).click();
  await expect.element(page.getByText(/^Since .* by Owner\.$/)).toBeVisible();
  expect(vault.table('retentionOrders')).toMatchObject([{ isOn: true, windows: { conversations: 365 } }]);
  await button('Switch off').click();
  await dialog().getByRole('button', { name: 'Switch off' }).click();
  await expect
    .element(page.getByText('Nothing of the business goes by itself', { exact: false }))
    .toBeVisible();
});

test('somebody else sees how long things stay, holds a customer’s records, and decides nothing', async () => {
  await open('retention-other', { isOwner: false });
  await expect
    .element(page.getByRole('combobox', { name: 'How long to keep: Conversations' }))
    .toBeDisabled();
  await expect.element(button('Put in force')).not.toBeInTheDocument();
  await button('Keep something').click();
  await dialog().getByRole('combobox', { name: 'A contact' }).click();
  await page.getByRole('option', { name: 'Maria Keller' }).click();
  await dialog().getByRole('textbox', { name: 'Why' }).fill('A dispute');
  await dialog().getByRole('button', { name: 'Keep something' }).click();
  await expect.element(page.getByText(/A dispute/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: /^End: / })).not.toBeInTheDocument();
  await button('What would go now').click();
  await expect.element(page.getByText('Nothing would go now.')).toBeVisible();
});

test('an owner writes what a country asks of invoices, and sees until when one of today stays', async () => {
  const vault = await open('retention-documents');
  const year = new Date().getUTCFullYear();
  await page.getByRole('combobox', { name: 'Years in United Kingdom' }).selectOptions('8 years');
  await expect.element(page.getByText(`31 Dec ${year + 8}`)).toBeVisible();
  await page.getByRole('switch', { name: /^They go when their time is over/ }).click();
  await button('Put in force').click();
  await dialog().getByRole('button', { name: 'Put in force' }).click();
  await expect
    .poll(() => vault.table('retentionOrders'))
    .toMatchObject([{ erasesDocuments: true, documents: { GB: { years: 8, start: '12-31' } } }]);
});
