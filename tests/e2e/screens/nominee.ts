import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { connectRelay, goTo, openSection, trySample } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const passphrase = 'marble kettle orbit walnut';
const name = 'Wilhelmina Featherstonehaugh-Cholmondeley مريم الفاسي';
const views = [...usualViews, zoomed];

/** Whoever is named to open the business: the kit, the request on both sides, and the refusal. */
export async function takeNominee(owner: Page, world: World, camera: Camera): Promise<void> {
  await trySample(owner, { country: 'United Kingdom', passphrase });
  await connectRelay(owner, world.relayUrl);
  await openSection(owner, 'Team');
  const section = owner.getByRole('region', { name: 'When you cannot act' });
  await camera.take(owner, 'nominee-begin', { views, show: section });
  await owner.getByRole('button', { name: 'Name somebody…' }).click();
  await owner.getByRole('button', { name: 'Make the kit' }).click();
  await camera.take(owner, 'nominee-name', { views, show: section });
  await owner.getByRole('textbox', { name: 'Their name' }).fill(name);
  await owner.getByRole('button', { name: 'Make the kit' }).click();
  const list = owner.getByRole('list', { name: 'Words of the kit' }).getByRole('listitem');
  await expect(list).toHaveCount(24);
  const words = await list.allInnerTexts();
  await camera.take(owner, 'nominee-kit', { views, show: section });
  await owner.getByRole('button', { name: 'I have the page' }).click();
  await camera.take(owner, 'nominee-named', { views, show: section });

  const home = await world.addMachine('home');
  await home.startShell();
  const next = await home.openWindow();
  await next.getByRole('button', { name: 'I have a nominee’s kit' }).click();
  await next.getByLabel('Address of the relay').fill(world.relayUrl);
  await next.getByLabel('Words of the kit').fill(words.join(' '));
  await camera.take(next, 'nominee-ask', { views });
  await next.getByRole('button', { name: 'Ask for it' }).click();
  await expect(next.getByRole('heading', { name: 'You have asked for it' })).toBeVisible();
  await camera.take(next, 'nominee-waits', { views });
  await goTo(owner, 'Today');
  await expect(owner.getByRole('alert').getByRole('button', { name: 'Refuse' })).toBeVisible();
  await camera.take(owner, 'nominee-banner', { views });
  await openSection(owner, 'Team');
  await camera.take(owner, 'nominee-asked', { views, show: section });
  await section.getByRole('button', { name: 'Refuse' }).click();
  await expect(section.getByText('was refused', { exact: false })).toBeVisible();
  await camera.take(owner, 'nominee-refused', { views, show: section });
}
