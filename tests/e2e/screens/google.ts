import type { Page } from '@playwright/test';
import { startGoogle } from '../../standins/google/server.ts';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const dayLength = 86_400_000;

/** Google: before it is connected, with what is malformed, while somebody signs in, connected, and with what was changed there. */
export async function takeGoogle(page: Page, _: World, camera: Camera): Promise<void> {
  const google = await startGoogle();
  const views = [...usualViews, zoomed];
  const { client } = google.oauth;
  await openSection(page, 'Google');
  await camera.take(page, 'google-guide', { views });
  await page.getByLabel('Google’s server').fill(google.url);
  await page.getByLabel('Client ID').fill('no');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('Client ID')).toHaveAttribute('aria-invalid', 'true');
  await camera.take(page, 'google-wrong', { views });
  await page.getByLabel('Client ID').fill(client.clientId);
  await page.getByLabel('Client secret').fill(client.clientSecret);
  await page.getByRole('switch', { name: 'Choose which calendars count' }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const link = page.getByRole('link', { name: 'Open Google' });
  await link.waitFor();
  await camera.take(page, 'google-sign-in', { asIs: true, views });
  await fetch(google.oauth.consent((await link.getAttribute('href'))!));
  await expect(page.getByText(/^Connected since/).first()).toBeVisible();
  await camera.take(page, 'google-connected', { views });
  const names = [
    'Bereitschaftsdienst der Niederlassung in der Donaudampfschifffahrtsgesellschaftsstraße',
    'عائلة حداد',
  ];
  for (const name of [...names, 'Family', 'School', 'Football']) google.calendar.addCalendar(name, name);
  await page.getByRole('button', { name: /^Choose calendars of/ }).click();
  for (const name of [...names, 'School']) await page.getByRole('checkbox', { name }).check();
  google.calendar.calendars.delete('School');
  await page.getByRole('button', { name: 'Done' }).click();
  await camera.take(page, 'google-calendars', { views });
  await page.getByRole('button', { name: /^Choose calendars of/ }).click();
  await expect(page.getByText(/^Not there any more/)).toBeVisible();
  await camera.take(page, 'google-calendars-chosen', { views });
  await page.getByRole('checkbox', { name: 'School' }).uncheck();
  await page
    .getByRole('button', { name: /^Change Google of/ })
    .first()
    .click();
  await camera.take(page, 'google-change', { views });

  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Switch on' }).click();
  await link.waitFor();
  await fetch(google.oauth.consent((await link.getAttribute('href'))!));
  await expect(page.getByText(/^Local only is on/)).toBeVisible();
  await camera.take(page, 'google-tables-kept', { views });
  await openSection(page, 'Assistant');
  await page.getByRole('switch', { name: 'Local only' }).click();
  await openSection(page, 'Google');
  const which = page.getByRole('group', { name: 'Which tables' });
  await which.getByText('People').click();
  await which.getByText('Invoices').click();
  await expect.poll(() => google.sheets.tab('Invoices') !== undefined).toBe(true);
  await expect(page.getByText(/^Last written/)).toBeVisible();
  await camera.take(page, 'google-tables', { views });
  google.sheets.spreadsheets.clear();
  await page.getByRole('button', { name: 'Write now' }).click();
  await expect(page.getByRole('button', { name: 'Make anew' })).toBeVisible();
  await camera.take(page, 'google-tables-lost', { views });

  await expect.poll(() => google.calendar.events().length).toBeGreaterThan(1);
  const [moved, removed] = google.calendar.events().filter(({ start }) => start.dateTime);
  const later = (text: string) => ({ dateTime: new Date(Date.parse(text) + dayLength).toISOString() });
  google.calendar.change(moved!.id, {
    start: later(moved!.start.dateTime!),
    end: later(moved!.end.dateTime!),
  });
  google.calendar.remove(removed!.id);
  await goTo(page, 'Schedule');
  await expect(page.getByRole('region', { name: 'Changed in Google Calendar' })).toBeVisible();
  await camera.take(page, 'google-asks', { views });
  google.calendar.calendars.get('primary')!.isUnread = true;
  await page.getByRole('button', { name: 'Find a time' }).click();
  await expect(page.getByText(/Google Calendar did not answer$/)).toBeVisible();
  await camera.take(page, 'google-unread', { views });
  await page.keyboard.press('Escape');

  // Others' pictures show free times, and a business that keeps to this computer.
  await openSection(page, 'Google');
  await page.getByRole('button', { name: /^Disconnect Google of/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('A client of your own')).toBeVisible();
  await google.stop();
  await openSection(page, 'Assistant');
  await page.getByRole('switch', { name: 'Local only' }).click();
}
