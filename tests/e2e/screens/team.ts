import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import type { RunningProcess } from '../helpers/process.ts';
import { dismissNotices } from '../helpers/screens.ts';
import { askToJoin, choosePassphrase, codeOn, invite, typeCode } from '../helpers/team.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';
import { openTalk } from './thread.ts';

const passphrase = 'gondola thimble raven mosaic';
const manager = { name: 'Mara Lindqvist', role: 'Manager' as const, device: 'Office laptop' };

/** A second person, and what becomes of the work: sync, backups, another relay. */
export async function takeTeam(
  page: Page,
  world: World,
  camera: Camera,
  relay: RunningProcess,
): Promise<void> {
  const office = await takeInvitation(page, world, camera);
  await takeTogether(page, office, camera);
  await takeBackups(page, camera);
  await takeRemoval(page, camera);
  await takeRelay(page, world, camera, relay);
}

async function takeInvitation(page: Page, world: World, camera: Camera): Promise<Page> {
  await openSection(page, 'Team');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(manager.name);
  await camera.take(page, 'invite');
  await page.keyboard.press('Escape');
  const link = await invite(page, manager);
  await camera.take(page, 'invite-link');
  const machine = await world.addMachine('office');
  await machine.startShell();
  const office = await machine.openWindow();
  const code = await askToJoin(office, link, manager.device);
  await camera.take(office, 'join-code');
  const question = page.getByRole('dialog', { name: 'Asks to be let in' });
  await expect(question).toBeVisible();
  await camera.take(page, 'team-code');
  await typeCode(question, code === '123 456' ? '123 457' : '123 456');
  await expect(question.getByRole('button', { name: 'Let them in' })).toBeEnabled();
  await camera.take(page, 'team-code-wrong');
  await choosePassphrase(office, passphrase);
  await camera.take(office, 'join-waiting');
  await typeCode(question, await codeOn(office.getByRole('main')));
  await expect(office.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await expect(page.getByRole('listitem', { name: manager.name })).toBeVisible();
  await camera.take(page, 'team');
  await page.getByRole('listitem', { name: manager.name }).getByRole('button').last().click();
  await camera.take(page, 'team-remove', { asIs: true });
  await page.keyboard.press('Escape');
  return office;
}

/** The same conversation open on two devices, a note that names a colleague, who looks after it. */
async function takeTogether(page: Page, office: Page, camera: Camera): Promise<void> {
  await openTalk(office, 'Maria Keller');
  await openTalk(page, 'Maria Keller');
  await page.keyboard.press('a');
  await expect(page.getByRole('menuitem', { name: manager.name })).toBeVisible();
  await camera.take(page, 'assign', { asIs: true });
  await page.getByRole('menuitem', { name: manager.name }).click();
  await dismissNotices(page);
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Write a note' });
  await expect(note).toBeFocused();
  await page.keyboard.type('@Ma');
  await camera.take(page, 'mention', { asIs: true });
  await page.keyboard.press('Enter');
  await page.keyboard.type('can you call her back?');
  await page.keyboard.press('Enter');
  await expect(office.getByRole('log').getByText(/can you call her back/)).toBeVisible();
  await expect(office.getByRole('log').getByText(/^Note by ./)).toBeVisible();
  await camera.take(office, 'mentioned');
}

async function takeBackups(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/^The backup is made/)).toBeVisible();
  await goTo(page, 'People');
  await page.getByRole('row', { name: 'Tom Okafor' }).click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Prefers mornings');
  await page.getByRole('textbox', { name: 'Notes' }).blur();
  await openSection(page, 'Backups');
  await camera.take(page, 'backups');
  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
  await camera.take(page, 'restore-preview');
  await page.keyboard.press('Escape');
  await openSection(page, 'Security');
  await camera.take(page, 'ledger');
  await page.getByRole('button', { name: 'Make new words' }).click();
  await page.getByLabel('The present 24 words').fill('abandon ability able');
  await camera.take(page, 'recovery-words');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await openSection(page, 'Health');
  await camera.take(page, 'health');
}

/** What the one who has left knew of the outside. */
async function takeRemoval(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Team');
  await page.getByRole('listitem', { name: manager.name }).getByRole('button').last().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await dismissNotices(page);
  await openSection(page, 'Channels');
  await expect(page.getByText(/knew this until/).first()).toBeVisible();
  await camera.take(page, 'channel-exposed');
  await openSection(page, 'Health');
  await expect(page.getByText('Keys outside to renew')).toBeVisible();
  await camera.take(page, 'health-exposed');
}

/** Without the relay, with it again, and with another one at its address. */
async function takeRelay(page: Page, world: World, camera: Camera, relay: RunningProcess): Promise<void> {
  const state = page.getByRole('status', { name: 'Where your work is' });
  await relay.stop();
  await expect(state).toHaveText('Offline');
  await openTalk(page, 'Maria Keller');
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Write a note' }).fill('Written in the cellar');
  await page.keyboard.press('Enter');
  await state.hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await camera.take(page, 'offline', { asIs: true });
  for (const name of readdirSync(world.folders.relay)) {
    rmSync(path.join(world.folders.relay, name), { recursive: true });
  }
  await world.startRelay();
  await openSection(page, 'Relay');
  const trust = page.getByRole('button', { name: 'Trust the new relay' });
  await expect(trust).toBeVisible();
  await camera.take(page, 'relay-identity');
  await trust.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await camera.take(page, 'relay-question');
  await page.getByRole('dialog').getByRole('button', { name: 'Trust the new relay' }).click();
  await expect(state).toHaveText('Stored');
  await camera.take(page, 'relay-again');
}
