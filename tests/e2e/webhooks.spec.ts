import { behaviours, startReceiver } from '../standins/webhook/receiver.ts';
import { connectRelay, connectWhatsApp, openSection, setUpBusiness } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'marble kettle orbit walnut';
const ana = { name: 'Ana Lopes', phone: '31687654321' };

test('a program is told what a rule says and nothing else, signed; what it fails to take a person sends again', async ({
  world,
}) => {
  const receiver = await startReceiver();
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Rivera Plumbing', country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);
  await connectWhatsApp(page, world.graph);

  await openSection(page, 'Webhooks');
  await page.getByRole('button', { name: 'Add a program' }).click();
  await page.getByLabel('Name').fill('Bookkeeping');
  await page.getByLabel('Address').fill('http://hooks.example');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  receiver.knows(await dialog.getByRole('code').innerText());
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Test: Bookkeeping' }).click();
  await expect(page.getByText('Test: Taken (204)')).toBeVisible();
  expect(receiver.received).toMatchObject([{ isSigned: true }]);

  await openSection(page, 'Rules');
  await page.getByRole('button', { name: 'Add rule' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Add what is done').selectOption('Tell a program');
  await form.getByRole('combobox', { name: 'Tell a program' }).selectOption('Bookkeeping');
  await form.getByLabel('Name', { exact: true }).check();
  await expect(form.getByText(/"type": "message\.received"/)).toBeVisible();
  await form.getByRole('button', { name: 'See what it would have done' }).click();
  await form.getByRole('button', { name: 'Turn on' }).click();
  await expect(form).toBeHidden();

  receiver.behave(behaviours.fails);
  await world.graph.customerWrites({ from: ana.phone, name: ana.name, text: 'My cat is in the drain' });
  await expect.poll(() => receiver.received.length).toBe(2);
  await openSection(page, 'Webhooks');
  const unsent = page.getByRole('list', { name: 'Not delivered' });
  await expect(unsent.getByText(/Answered 500/)).toBeVisible();
  receiver.behave(behaviours.takes);
  await page.getByRole('button', { name: 'Send again: message.received Ana Lopes' }).click();
  await expect(unsent).toBeHidden();
  const told = receiver.received.slice(1);
  expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  expect(JSON.parse(told.at(-1)!.body)).toMatchObject({
    type: 'message.received',
    data: { contact: { name: 'Ana Lopes' } },
  });
  expect(JSON.stringify(receiver.received)).not.toMatch(/drain|31687654321/);
  await receiver.stop();
});
