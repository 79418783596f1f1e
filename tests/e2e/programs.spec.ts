import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, test } from './helpers/test.ts';
import { openSection, setUpBusiness } from './helpers/owner.ts';
import { patience } from '#shared/lib/testing/eventually.ts';
import { freePorts } from '../free-ports.ts';

const passphrase = 'marble kettle orbit walnut';

test('an owner lets a program in, sees exactly what it wants, approves it, and shuts it out again', async ({
  world,
}) => {
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Rivera Plumbing', country: 'Netherlands', passphrase });
  await openSection(page, 'Programs');
  await page.getByRole('button', { name: 'Let a program in' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name' }).fill('Claude');
  await form.getByRole('checkbox', { name: 'Contacts' }).check();
  // Local only is on in a new business.
  await form.getByRole('switch', { name: /^Everything stays/ }).check({ force: true });
  await form.getByRole('button', { name: 'Let a program in' }).click();
  const token = await page.getByRole('dialog').getByRole('code').first().innerText();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  expect(token).toMatch(/^plumbline_/);
  await expect(page.getByText(token)).toHaveCount(0);

  // Whoever else tests on this computer may have the usual port.
  const [port] = await freePorts(1);
  await page.getByRole('button', { name: 'Change port' }).click();
  await page.getByLabel('Port').fill(String(port));
  await page.getByRole('button', { name: 'Save' }).click();
  const address = `http://127.0.0.1:${port}/mcp`;
  await expect(page.getByText(address)).toBeVisible();

  const client = new Client({ name: 'a-test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(address), { requestInit }));
  const wanted = { name: 'Maria Lopez', phones: { main: { number: '+31612345678' } } };
  const asked = client.callTool({ name: 'contact_create', arguments: wanted }, { timeout: patience });
  await expect(page.getByText('Claude asks: Add contact')).toBeVisible();
  await page.getByRole('button', { name: 'Look at it' }).click();
  const card = page.getByRole('dialog');
  await expect(card.getByText('Maria Lopez')).toBeVisible();
  await expect(card.getByText('+31612345678')).toBeVisible();
  await card.getByRole('button', { name: 'Approve' }).click();
  // On a slow computer the program was told meanwhile that it waits.
  const { request } = (await asked).structuredContent as { request: string };
  const status = async () => client.callTool({ name: 'request_status', arguments: { request } });
  await expect.poll(async () => (await status()).structuredContent).toMatchObject({ status: 'done' });
  const found = await client.callTool({ name: 'find_contacts', arguments: { words: 'Maria' } });
  expect(found.structuredContent).toMatchObject({ count: 1, records: [{ name: 'Maria Lopez' }] });

  const log = page.getByRole('grid', { name: 'What they asked for' });
  await expect(log.getByText('Approved')).toBeVisible();
  await expect(log.getByText('Find contacts')).toBeVisible();
  await expect(log.getByText('Maria')).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke Claude' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No program is let in')).toBeVisible();
  await expect(client.callTool({ name: 'visits', arguments: {} })).rejects.toThrow();
  await client.close();
});
