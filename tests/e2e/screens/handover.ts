import type { Locator, Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { connectRelay, openSection, trySample } from '../helpers/owner.ts';
import type { RunningProcess } from '../helpers/process.ts';
import { invite, letIn } from '../helpers/team.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const passphrase = 'marble kettle orbit walnut';
const successor = { name: 'Mara Lindqvist', role: 'Manager' as const, device: 'Office laptop' };
const views = [...usualViews, zoomed];

/** The business passes to somebody else, on both sides. */
export async function takeHandover(owner: Page, world: World, camera: Camera): Promise<void> {
  const words = await trySample(owner, { country: 'United Kingdom', passphrase });
  await connectRelay(owner, world.relayUrl);
  const office = await world.addMachine('office');
  await office.startShell();
  const next = await office.openWindow();
  await letIn(owner, next, await invite(owner, successor), { name: successor.device, passphrase });
  await takeProposal(owner, camera);
  await takeAgreement(next, camera);
  const own = owner.getByRole('textbox', { name: 'Your 24 words' });
  await own.fill('abandon ability able');
  const section = owner.getByRole('region', { name: 'Hand over the business' });
  await camera.take(owner, 'handover-agreed', { views, show: section });
  await own.fill(words.join(' '));
  await owner.getByRole('button', { name: 'Hand over now' }).click();
  await expect(owner.getByText('You have handed this business over.', { exact: false })).toBeVisible();
  await camera.take(owner, 'handover-out', { views });
  await openSection(owner, 'Team');
  await camera.take(owner, 'handover-out-team', { views });
  await expect(next.getByText('You own this business since', { exact: false })).toBeVisible();
  await camera.take(next, 'handover-owns', { views, show: next.getByText('You own this business since') });
}

async function takeProposal(owner: Page, camera: Camera): Promise<void> {
  await openSection(owner, 'Team');
  const section = owner.getByRole('region', { name: 'Hand over the business' });
  await camera.take(owner, 'handover-begin', { views, show: section });
  await owner.getByRole('button', { name: 'Hand over…' }).click();
  await owner.getByRole('button', { name: 'Propose', exact: true }).click();
  await camera.take(owner, 'handover-propose', { views, show: section });
  await owner.getByRole('combobox', { name: 'Who owns it next' }).click();
  await owner.getByRole('option', { name: successor.name }).click();
  await owner.getByRole('radio', { name: 'I leave the team' }).check();
  await owner.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(owner.getByText(`Waiting for ${successor.name} to agree`, { exact: false })).toBeVisible();
  await camera.take(owner, 'handover-waits', { views, show: section });
}

async function takeAgreement(next: Page, camera: Camera): Promise<void> {
  await openSection(next, 'Business');
  await camera.take(next, 'handover-banner', { views });
  await next.getByRole('link', { name: 'Look at it' }).click();
  const section = next.getByRole('region', { name: 'Hand over the business' });
  await camera.take(next, 'handover-asked', { views, show: section });
  await next.getByRole('button', { name: 'Agree…' }).click();
  const list = next.getByRole('list', { name: 'Your recovery words' }).getByRole('listitem');
  await expect(list).toHaveCount(24);
  const hers = await list.allInnerTexts();
  await camera.take(next, 'handover-words', { views, show: section });
  await next.getByRole('button', { name: 'I have written them down' }).click();
  for (const field of await next.getByLabel(/^Word \d+$/).all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await field.fill(hers[Number(label.replace(/\D/g, '')) - 1] ?? '');
  }
  await camera.take(next, 'handover-check', { views, show: section });
  await next.getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(next.getByText('You have agreed.', { exact: false })).toBeVisible();
  await camera.take(next, 'handover-agreed-to', { views, show: section });
}

/** A business is closed while its relay is away: what waits, and the first screen afterwards. */
export async function takeClosed(world: World, camera: Camera, relay: RunningProcess): Promise<void> {
  const machine = await world.addMachine('closing');
  let shell = await machine.startShell();
  const owner = await machine.openWindow();
  await trySample(owner, { country: 'United Kingdom', passphrase });
  await connectRelay(owner, world.relayUrl);
  await relay.stop();
  await openSection(owner, 'Close or leave');
  await owner.getByLabel('I have what I need', { exact: false }).check();
  await owner.getByRole('radio', { name: 'At once' }).check();
  const name = owner.getByLabel('Type “', { exact: false });
  const asked = await owner.getByText('Type “', { exact: false }).first().textContent();
  await name.fill(/“(.+)”/.exec(asked ?? '')![1]!);
  await owner.getByLabel('Your passphrase').fill(passphrase);
  await camera.take(owner, 'close-filled', { views, show: owner.getByLabel('Your passphrase') });
  await owner.getByRole('button', { name: 'Close this business' }).click();
  const save = owner.getByRole('button', { name: 'Save the receipt' });
  await expect(save).toBeEnabled();
  await camera.take(owner, 'closed-waits', { views });
  await camera.take(owner, 'closed-waits-deeds', { views, show: save });
  await owner.getByRole('button', { name: 'Remove from this computer' }).click();
  const question = owner.getByRole('dialog', { name: 'Remove everything from this computer?' });
  await camera.take(owner, 'closed-remove', { asIs: true });
  await question.getByRole('button', { name: 'Remove from this computer' }).click();
  await expect(owner.getByRole('button', { name: /Set up my business/ })).toBeVisible();
  const tried = await restart();
  await expect(order(tried).getByText('Tried last', { exact: false })).toBeVisible();
  await camera.take(tried, 'closed-order', { views, show: order(tried) });
  await order(tried).getByRole('button', { name: 'Stop trying' }).click();
  await camera.take(tried, 'closed-order-drop', { asIs: true });
  await world.startRelay();
  const taken = await restart();
  await expect(order(taken).getByText('knows since', { exact: false })).toBeVisible();
  await camera.take(taken, 'closed-order-taken', { views, show: order(taken) });

  /** The relay is tried when the program starts. */
  async function restart(): Promise<Page> {
    await machine.closeWindow();
    await shell.stop();
    shell = await machine.startShell();
    return machine.openWindow();
  }
}

function order(page: Page): Locator {
  return page.getByRole('region', { name: 'A closed business waits for its relay' });
}
