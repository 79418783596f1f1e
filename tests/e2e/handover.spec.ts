import { violations } from './helpers/axe.ts';
import { connectRelay, goTo, openSection, trySample, unlock } from './helpers/owner.ts';
import { invite, letIn } from './helpers/team.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'pewter lantern orchid walrus';
const successor = { name: 'Mara Lindqvist', role: 'Manager' as const, device: 'Office laptop' };

test('a business passes to a manager: both agree, the owner’s words do it, and only hers open it afterwards', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow();
  const words = await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);
  const office = await world.addMachine('office');
  await office.startShell();
  const next = await office.openWindow();
  await letIn(owner, next, await invite(owner, successor), { name: successor.device, passphrase });

  await openSection(owner, 'Team');
  await owner.getByRole('button', { name: 'Hand over…' }).click();
  await owner.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(owner.getByText('Choose who owns it next.')).toBeVisible();
  await owner.getByRole('combobox', { name: 'Who owns it next' }).click();
  await owner.getByRole('option', { name: successor.name }).click();
  await owner.getByRole('radio', { name: 'I leave the team' }).check();
  await owner.getByRole('button', { name: 'Propose', exact: true }).click();
  await expect(owner.getByText(`Waiting for ${successor.name} to agree`, { exact: false })).toBeVisible();

  await next.getByRole('link', { name: 'Look at it' }).click();
  await next.getByRole('button', { name: 'Agree…' }).click();
  const list = next.getByRole('list', { name: 'Your recovery words' }).getByRole('listitem');
  await expect(list).toHaveCount(24);
  const hers = await list.allInnerTexts();
  expect(await violations(next, 'agree')).toEqual([]);
  await next.getByRole('button', { name: 'I have written them down' }).click();
  for (const field of await next.getByLabel(/^Word \d+$/).all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? '');
    await field.fill(hers[Number(label.replace(/\D/g, '')) - 1] ?? '');
  }
  await next.getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(next.getByText('You have agreed.', { exact: false })).toBeVisible();

  const own = owner.getByRole('textbox', { name: 'Your 24 words' });
  await own.fill(hers.join(' '));
  await owner.getByRole('button', { name: 'Hand over now' }).click();
  await expect(owner.getByText('These are not the recovery words', { exact: false })).toBeVisible();
  await own.fill(words.join(' '));
  expect(await violations(owner, 'hand over')).toEqual([]);
  await owner.getByRole('button', { name: 'Hand over now' }).click();
  await expect(owner.getByText('You have handed this business over.', { exact: false })).toBeVisible();
  await expect(next.getByText('You own this business since', { exact: false })).toBeVisible();
  await openSection(next, 'Who did what');
  await expect(next.getByText(/took the business over/)).toBeVisible();

  await openSection(owner, 'Team');
  await owner.getByRole('button', { name: 'Remove from this computer' }).click();
  const question = owner.getByRole('dialog', { name: 'Remove everything from this computer?' });
  await question.getByRole('button', { name: 'Remove from this computer' }).click();
  await expect(owner.getByRole('button', { name: /Set up my business/ })).toBeVisible();
  await office.closeWindow();
  const again = await office.openWindow();
  await unlock(again, passphrase);
  await goTo(again, 'People');
  await openSection(again, 'Team');
  await expect(again.getByRole('button', { name: 'Invite', exact: true })).toBeVisible();
});
