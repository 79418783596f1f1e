import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { violations } from './helpers/axe.ts';
import { connectRelay, goTo, openSection, trySample } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

const passphrase = 'pewter lantern orchid walrus';
const nominee = 'Mara Lindqvist';
const dayMilliseconds = 24 * 60 * 60 * 1000;

test('somebody who was named opens the business when its owner cannot act: refused once, and let in when the days are over', async ({
  world,
}) => {
  let relay = await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow();
  await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);

  await openSection(owner, 'Team');
  await owner.getByRole('button', { name: 'Name somebody…' }).click();
  await owner.getByRole('button', { name: 'Make the kit' }).click();
  await expect(owner.getByText('Write their name.')).toBeVisible();
  await owner.getByRole('textbox', { name: 'Their name' }).fill(nominee);
  await owner.getByRole('textbox', { name: 'Days that the relay waits' }).fill('2');
  expect(await violations(owner, 'name a nominee')).toEqual([]);
  await owner.getByRole('button', { name: 'Make the kit' }).click();
  const list = owner.getByRole('list', { name: 'Words of the kit' }).getByRole('listitem');
  await expect(list).toHaveCount(24);
  const words = await list.allInnerTexts();
  expect(await violations(owner, 'the kit')).toEqual([]);
  await owner.getByRole('button', { name: 'I have the page' }).click();
  await expect(
    owner.getByText(`${nominee} can open this business 2 days after`, { exact: false }),
  ).toBeVisible();

  const home = await world.addMachine('home');
  await home.startShell();
  const next = await home.openWindow();
  await ask(next, world, words);
  await expect(next.getByRole('heading', { name: 'You have asked for it' })).toBeVisible();
  expect(await violations(next, 'waiting')).toEqual([]);
  // One click, above whatever screen is open.
  await goTo(owner, 'Jobs');
  const alert = owner.getByRole('alert').filter({ hasText: `${nominee} has asked to open this business` });
  await expect(alert).toBeVisible();
  expect(await violations(owner, 'asked')).toEqual([]);
  await alert.getByRole('button', { name: 'Refuse' }).click();
  await expect(alert).toBeHidden();
  await next.getByRole('button', { name: 'Back' }).click();
  await ask(next, world, words);
  await expect(next.getByRole('heading', { name: 'An owner has refused' })).toBeVisible();

  // A day later they ask again, and now nobody can refuse.
  relay = await daysLater(world, relay, 1);
  await next.getByRole('button', { name: 'Back' }).click();
  await ask(next, world, words);
  await expect(next.getByRole('heading', { name: 'You have asked for it' })).toBeVisible();
  await world.closeWindow();
  await daysLater(world, relay, 2);
  await next.getByRole('button', { name: 'Back' }).click();
  await ask(next, world, words);
  await expect(next.getByRole('heading', { name: 'The relay has given its half out' })).toBeVisible();
  await next.getByLabel('Your name').fill(nominee);
  await next.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await next.getByLabel('The same again').fill(passphrase);
  expect(await violations(next, 'open')).toEqual([]);
  await next.getByRole('button', { name: 'Open the business' }).click();
  await expect(next.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await goTo(next, 'People');
  await expect(next.getByRole('row', { name: 'Maria Keller' })).toBeVisible();
  await openSection(next, 'Team');
  await expect(next.getByText('You have come in by the nominee’s kit', { exact: false })).toBeVisible();
  await expect(next.getByRole('button', { name: 'Invite', exact: true })).toBeVisible();
  await expect(next.getByRole('button', { name: 'Name somebody…' })).toBeVisible();
});

async function ask(page: Page, world: World, words: string[]): Promise<void> {
  await page.getByRole('button', { name: 'I have a nominee’s kit' }).click();
  await page.getByLabel('Address of the relay').fill(world.relayUrl);
  await page.getByLabel('Words of the kit').fill(words.join(' '));
  await page.getByRole('button', { name: 'Ask for it' }).click();
}

/** As if the relay had stood still for days: all moments that it has noted are so much longer ago. */
async function daysLater(world: World, relay: Awaited<ReturnType<World['startRelay']>>, days: number) {
  await relay.stop();
  const database = new DatabaseSync(path.join(world.folders.relay, 'relay.sqlite'));
  for (const column of ['requested_at', 'releases_at', 'refused_at'])
    database.exec(`update nominees set ${column} = ${column} - ${days * dayMilliseconds}`);
  database.close();
  return world.startRelay();
}
