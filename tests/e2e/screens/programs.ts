import type { Page } from '@playwright/test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { freePorts } from '../../free-ports.ts';
import { expect } from '../helpers/expect.ts';
import { openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const longName = 'The assistant of the accountant, on the computer in the back office';

/** Programs: before one is let in, its form, its token, what it asks for, and the log. */
export async function takePrograms(page: Page, _world: World, camera: Camera): Promise<void> {
  const views = [...usualViews, zoomed];
  await openSection(page, 'Programs');
  await camera.take(page, 'programs-none', { views });
  await page.getByRole('button', { name: 'Let a program in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Claude');
  for (const scope of ['Contacts', 'Conversations', 'Money'])
    await dialog.getByRole('checkbox', { name: scope }).check();
  await camera.take(page, 'programs-form', { asIs: true, views });
  await dialog.getByRole('switch', { name: /^Everything stays/ }).check({ force: true });
  await dialog.getByRole('button', { name: 'Let a program in' }).click();
  const token = await page.getByRole('dialog').getByRole('code').first().innerText();
  await camera.take(page, 'programs-token', { asIs: true, views });
  await page.getByRole('tab', { name: 'Other assistants' }).click();
  await camera.take(page, 'programs-token-settings', { asIs: true, views });
  await page.getByRole('button', { name: 'Done', exact: true }).click();

  const [port] = await freePorts(1);
  await page.getByRole('button', { name: 'Change port' }).click();
  await page.getByLabel('Port').fill('80');
  await page.getByRole('button', { name: 'Save' }).click();
  await camera.take(page, 'programs-port', { asIs: true, views });
  await page.getByLabel('Port').fill(String(port));
  await page.getByRole('button', { name: 'Save' }).click();
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  await expect(page.getByText(url.href)).toBeVisible();

  const client = new Client({ name: 'claude-ai', version: '0.1.0' });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
  for (const name of ['find_contacts', 'money_owed', 'visits'])
    await client.callTool({ name, arguments: {} });
  await client.callTool({ name: 'find_jobs', arguments: { state: 'wrong' } });
  const asked = client.callTool({
    name: 'contact_create',
    arguments: {
      name: 'Maximiliane von Hohenstein-Altenburg',
      company: 'Hohenstein Property Management and Maintenance Ltd',
      phones: { main: { number: '+31612345678' } },
      notes: 'Wants to be called in the afternoon. The gate is at the back, behind the garages.',
    },
  });
  await expect(page.getByText(/^Claude asks/)).toBeVisible();
  await camera.take(page, 'programs-asks', { asIs: true, views });
  await page.getByRole('button', { name: 'Look at it' }).click();
  await camera.take(page, 'programs-card', { asIs: true, views });
  await page.getByRole('button', { name: 'Refuse' }).click();
  await asked;
  await page.getByRole('button', { name: 'Let a program in' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(longName.slice(0, 60));
  await dialog.getByRole('button', { name: 'Let a program in' }).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await camera.take(page, 'programs-list', { views });
  await camera.take(page, 'programs-log', { show: page.getByText('What they asked for'), views });
  await client.close();
}
