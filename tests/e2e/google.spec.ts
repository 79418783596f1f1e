import type { Page } from '@playwright/test';
import { startGoogle } from '../standins/google/server.ts';
import { recordsIn } from '../standins/google/sheets.ts';
import { goTo, openSection, trySample } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'marble kettle orbit walnut';
const dayLength = 86_400_000;

/** The owner signs in at Google in another page of their browser. */
async function signIn(page: Page): Promise<void> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Open Google' }).click();
  const google = await opened;
  await google.getByRole('button', { name: 'Continue' }).click();
  await expect(google.getByText('Plumbline is connected.')).toBeVisible();
  await google.close();
}

test('visits and tables stand at Google, what is moved there is asked about, and disconnecting takes the right back', async ({
  world,
}) => {
  const google = await startGoogle();
  const { client, grants } = google.oauth;
  await world.startShell();
  const page = await world.openWindow();
  await trySample(page, { country: 'United Kingdom', passphrase });

  await openSection(page, 'Google');
  await page.getByLabel('Google’s server').fill(google.url);
  await page.getByLabel('Client ID').fill(client.clientId);
  await page.getByLabel('Client secret').fill('GOCSPX-of-nobody');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'Open Google' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Client secret').fill(client.clientSecret);
  await page.getByRole('switch', { name: 'Choose which calendars count' }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await signIn(page);
  await expect(page.getByText(/^Connected since/).first()).toBeVisible();
  expect(grants.size).toBe(1);

  google.calendar.addCalendar('family@group.calendar.google.com', 'Family');
  await page.getByRole('button', { name: /^Choose calendars of/ }).click();
  const calendars = page.getByRole('group', { name: 'Keeps time free' });
  await expect(calendars.getByRole('checkbox')).toHaveCount(2);
  await calendars.getByRole('checkbox', { name: 'Family' }).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(calendars.getByText('Main calendar · Family')).toBeVisible();

  const events = () => google.calendar.events();
  await expect.poll(() => events().length).toBeGreaterThan(0);
  expect(events().every(({ summary }) => /^(Visit · \w{6}|Busy|Closed)$/.test(summary ?? ''))).toBe(true);
  const moved = events().find(({ start, summary }) => start.dateTime && summary?.startsWith('Visit ·'))!;
  const later = (text: string) => ({ dateTime: new Date(Date.parse(text) + dayLength).toISOString() });
  google.calendar.change(moved.id, { start: later(moved.start.dateTime!), end: later(moved.end.dateTime!) });

  await goTo(page, 'Schedule');
  const asks = page.getByRole('region', { name: 'Changed in Google Calendar' });
  await expect(asks.getByRole('listitem')).toHaveCount(1);
  await asks.getByRole('button', { name: /^(?:Move|Remove) here too/ }).click();
  await expect(asks).toBeHidden();
  const pushed = () =>
    events()
      .find(({ id }) => id === moved.id)!
      .extendedProperties!.private!['pushed']!.split('|')[0];
  await expect.poll(pushed).toContain(String((Date.parse(moved.start.dateTime!) + dayLength) / 1000));

  await openSection(page, 'Assistant');
  await page.getByRole('switch', { name: 'Local only' }).click();
  await openSection(page, 'Google');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await signIn(page);
  await page.getByRole('group', { name: 'Which tables' }).getByText('People').click();
  await expect(page.getByText(/^Last written .* rows$/)).toBeVisible();
  const people = recordsIn(google.sheets.tab('People'));
  expect(people.length).toBeGreaterThan(2);
  await expect(page.getByRole('link', { name: 'Open in Google Sheets' })).toHaveAttribute(
    'href',
    /^https:\/\/docs\.google\.com\/spreadsheets\/d\/[^/]+\/edit$/,
  );

  // That of the second sign-in has taken the place of the first.
  const kept = [...grants.keys()].at(-1)!;
  await page.getByRole('button', { name: /^Disconnect Google of/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect.poll(() => grants.has(kept)).toBe(false);
  await expect(page.getByText('A client of your own')).toBeVisible();
  await google.stop();
});
