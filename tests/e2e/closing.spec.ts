import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './helpers/axe.ts';
import { bytesBelow, searchFolders } from './helpers/canaries.ts';
import { searchIndexedDb } from './helpers/indexed-db.ts';
import { connectRelay, connectWhatsApp, goTo, openSection, trySample, unlock } from './helpers/owner.ts';
import { invite, letIn } from './helpers/team.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'pewter lantern orchid walrus';
const manager = { name: 'Mara Lindqvist', role: 'Manager' as const, device: 'Office laptop' };
const customer = 'Maria Keller';

test('an owner closes the business: nothing of it is left here or at the relay, and who was away hears of it', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow();
  await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);
  await connectWhatsApp(owner, world.graph);
  await openSection(owner, 'Team');
  const office = await world.addMachine('office');
  await office.startShell();
  const away = await office.openWindow();
  await letIn(owner, away, await invite(owner, manager), { name: manager.device, passphrase });
  await goTo(away, 'People');
  await expect(away.getByRole('row', { name: customer })).toBeVisible();
  await office.closeWindow();

  const receipt = await close(owner, 'At once');
  expect(receipt).toContain('Everything removed at the relay');
  expect(receipt).toContain(`${manager.name} · ${manager.device}`);
  expect(world.graph.unsubscribed).toEqual([`${world.graph.account.businessAccountId}/subscribed_apps`]);
  const workspace = /workspace ([\w-]{22})\./.exec(receipt)![1]!;
  // The sample’s own names are in the program, which the browser may keep.
  const canaries = [workspace, manager.name, manager.device];
  expect(searchFolders([world.folders.relay], canaries)).toEqual([]);

  await owner.getByRole('button', { name: 'Remove from this computer' }).click();
  const question = owner.getByRole('dialog', { name: 'Remove everything from this computer?' });
  await question.getByRole('button', { name: 'Remove from this computer' }).click();
  await expect(owner.getByRole('button', { name: /Set up my business/ })).toBeVisible();
  const found = await searchIndexedDb(owner, canaries);
  expect([found.findings, found.records]).toEqual([[], expect.any(Number)]);
  await world.closeWindow();
  expect(searchFolders([world.folders.profile], canaries)).toEqual([]);
  expect(bytesBelow([world.folders.profile])).toBeGreaterThan(0);

  const later = await office.openWindow();
  await unlock(later, passphrase);
  await expect(later.getByText('This business is closed. On', { exact: false })).toBeVisible();
  await later.getByRole('link', { name: 'What this means' }).click();
  await expect(later.getByRole('heading', { name: 'This business is closed' })).toBeVisible();
  await expect(later.getByRole('button', { name: 'Open this business again' })).toHaveCount(0);
  expect(await violations(later, 'closed')).toEqual([]);
  await goTo(later, 'People');
  await expect(later.getByRole('row', { name: customer })).toBeVisible();
});

test('with 30 days to think it over an owner opens the business again', async ({ world }) => {
  await world.startShell();
  const owner = await world.openWindow();
  await trySample(owner, { country: 'Netherlands', passphrase });
  await close(owner, 'In 30 days');
  await owner.reload();
  await expect(owner.getByText('Closed on', { exact: false })).toBeVisible();
  await unlock(owner, passphrase);
  await owner.getByRole('link', { name: 'What this means' }).click();
  await owner.getByLabel('Your passphrase').fill(passphrase);
  await owner.getByRole('button', { name: 'Open this business again' }).click();
  await expect(owner.getByRole('heading', { name: 'Close this business' })).toBeVisible();
  await expect(owner.getByRole('link', { name: 'What this means' })).toHaveCount(0);
});

/** Fills the form as its owner does; gives the receipt that is saved before the last step. */
async function close(owner: Page, when: string): Promise<string> {
  await openSection(owner, 'Close or leave');
  expect(await violations(owner, 'close')).toEqual([]);
  const deed = owner.getByRole('button', { name: 'Close this business' });
  await expect(deed).toBeDisabled();
  await owner.getByLabel('I have what I need', { exact: false }).check();
  await owner.getByRole('radio', { name: when }).check();
  const name = owner.getByLabel('Type “', { exact: false });
  await name.fill('something else');
  await expect(owner.getByText('This is not the name of your business.')).toBeVisible();
  const asked = await owner.getByText('Type “', { exact: false }).first().textContent();
  await name.fill(/“(.+)”/.exec(asked ?? '')![1]!);
  await owner.getByLabel('Your passphrase').fill(passphrase);
  await deed.click();
  const save = owner.getByRole('button', { name: 'Save the receipt' });
  await expect(owner.getByText('Closing signed for the whole team')).toBeVisible();
  await expect(save).toBeVisible();
  const download = owner.waitForEvent('download');
  await save.click();
  const file = await (await download).path();
  expect(path.isAbsolute(file)).toBe(true);
  return readFileSync(file, 'utf8');
}
