import type { Page } from '@playwright/test';
import { startSmtp } from '../../standins/smtp/server.ts';
import {
  chooseTime,
  confirmRequest,
  customersBrowser,
  fillRequest,
  fillWho,
  offerTimes,
  openPage,
  publishPage,
  sendRequest,
  visitor,
} from '../helpers/booking.ts';
import { expect } from '../helpers/expect.ts';
import { connectMailbox, disconnectMailbox } from '../helpers/mail.ts';
import { serveSite } from '../helpers/own-site.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const phone = { width: 390, height: 844 };
const onPhones = [
  { theme: 'light', ...phone },
  { theme: 'dark', ...phone },
] as const;
const customers = {
  plain: {
    name: 'Ana Lopes',
    phone: '020 7946 0123',
    email: 'ana@example.com',
    street: '4 Mill Lane',
    postcode: 'SW1A 1AA',
    city: 'London',
    words: 'The tap in the kitchen drips since Sunday, and the valve under the sink does not close.',
  },
  long: {
    name: 'Maximiliane-Theophanie von und zu Hohenstein-Wartenberg-Lichtenfels',
    phone: '020 7946 0456',
    email: 'maximiliane-theophanie.von.hohenstein-wartenberg@example.com',
    street: 'السلام شارع ١٢',
    postcode: 'SW1A 1AB',
    city: 'London',
    words: 'صنبور المطبخ يقطر منذ يوم الأحد',
  },
  // Somebody types the number of a contact that is known.
  known: {
    name: 'ليلى بنت عبد الرحمن الهاشمي',
    phone: '020 7946 0123',
    email: 'layla@example.com',
    street: '4 Mill Lane',
    postcode: 'SW1A 1AA',
    city: 'London',
    words: 'متى يمكنكم الحضور؟ (Boiler 2.0)',
  },
};

/** The public page on its way from the settings to customers, what they send, and the answer. */
export async function takeBooking(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Booking');
  await camera.take(page, 'booking-offline');
  const smtp = await startSmtp();
  await connectMailbox(page, smtp);
  const link = await publishPage(page, 'rivera-plumbing');
  await camera.take(page, 'booking-online');
  await camera.take(page, 'booking-online-zoomed', { views: [zoomed] });
  const tells = page.getByText('Customers hear by e-mail what becomes of it');
  await camera.take(page, 'booking-requests', { show: tells, views: [...usualViews, zoomed] });
  const tag = page.getByRole('code').filter({ hasText: '/-/chat.js' });
  await camera.take(page, 'booking-chat', { show: tag });
  const line = await tag.innerText();
  await page.getByRole('table').getByRole('button').first().click();
  await page.getByLabel('Where', { exact: true }).selectOption('By video');
  await page.getByLabel('Seats in one visit').fill('8');
  await camera.take(page, 'booking-rule');
  await camera.take(page, 'booking-rule-zoomed', {
    views: [zoomed],
    show: page.getByLabel('Seats in one visit'),
  });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const browser = await customersBrowser();
  try {
    const customer = await visitor(browser, { timezoneId: 'Europe/London' });
    const status = await takePage(customer, camera, link);
    const other = await visitor(browser);
    await openPage(other, link);
    await fillRequest(other, customers.long);
    await sendRequest(other);
    await takeBookings(page, camera);
    const third = await visitor(browser);
    await openPage(third, link);
    await fillRequest(third, customers.known);
    await sendRequest(third);
    await goTo(page, 'Bookings');
    await page.getByRole('button', { name: customers.known.name }).click();
    await camera.take(page, 'bookings-says-to-be');
    await takeTimes(page, third, { camera, link });
    await takeChat(await visitor(browser), camera, line);
    await takeKey(page, camera);
    await customer.goto(status);
    await expect(customer.locator('[data-state]')).toHaveText('Confirmed');
    await camera.take(customer, 'page-status', { views: onPhones });
    await expect(customer.getByRole('button', { name: 'Cancel it' })).toBeVisible();
    const late = await visitor(browser);
    await late.goto(link);
    await camera.take(late, 'page-other-key', {
      show: late.getByRole('alert').filter({ hasText: /./ }).first(),
      views: onPhones,
    });
    await takeOffline(page);
    await expect.poll(async () => (await customer.request.get(link)).status()).toBe(404);
    await customer.reload();
    await expect(customer.locator('[data-state]')).toHaveText('Confirmed');
    await camera.take(customer, 'page-gone', { views: onPhones });
    await disconnectMailbox(page);
  } finally {
    await browser.close();
    await smtp.stop();
  }
}

/** A customer chooses a time, and the device confirms it. */
async function takeTimes(
  owner: Page,
  page: Page,
  { camera, link }: { camera: Camera; link: string },
): Promise<void> {
  await openSection(owner, 'Booking');
  await offerTimes(owner, link);
  await page.reload();
  await chooseTime(page, 2);
  await camera.take(page, 'page-times', { show: page.getByText('is kept for you until'), views: onPhones });
  // Water that may be a danger would wait for a person.
  const words = 'Please ring twice.';
  await fillWho(page, { ...customers.plain, words, phone: '020 7946 0777', name: 'Grace Okafor' });
  const { status } = await sendRequest(page);
  await page.goto(status);
  await expect(page.locator('[data-state]')).toHaveText('Confirmed');
  await page.getByRole('button', { name: 'Ask for another time' }).click();
  await chooseTime(page, 3);
  await camera.take(page, 'page-moving', { show: page.getByText('is kept for you until'), views: onPhones });
}

/** The chat on a site of the owner's, in both directions of writing. */
async function takeChat(page: Page, camera: Camera, tag: string): Promise<void> {
  const html = (dir: string) =>
    `<!doctype html><html lang="en" dir="${dir}"><head><title>Rivera</title></head><body><main><h1>Rivera</h1></main>${tag}</body></html>`;
  const site = await serveSite({ 'index.html': html('ltr'), 'right.html': html('rtl') });
  try {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Write to us' }).click();
    await page.getByLabel('Your message').fill(customers.plain.words);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Phone or email')).toBeVisible();
    await page.getByLabel('Your message').fill(customers.long.words);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('log').getByText(customers.long.words)).toBeVisible();
    await camera.take(page, 'chat', { views: [...onPhones, zoomed] });
    await page.goto(`${site.url}right.html`);
    await expect(page.getByRole('log').getByText(customers.long.words)).toBeVisible();
    await camera.take(page, 'chat-rtl', { views: onPhones });
  } finally {
    await site.close();
  }
}

/** Another key: the old link takes nothing more, and the link of a request goes on to show its answer. */
async function takeKey(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Booking');
  await page.getByRole('button', { name: 'Renew the key' }).click();
  await camera.take(page, 'booking-key');
  await page.getByRole('button', { name: 'Renew it, and change the link' }).click();
  await expect(page.getByText('Nobody who could have this key', { exact: false })).toBeVisible();
  // The relay has it as well.
  await expect(page.getByText('Online', { exact: true })).toBeVisible();
}

/** Gives the link of the request that was sent. */
async function takePage(page: Page, camera: Camera, link: string): Promise<string> {
  await openPage(page, link);
  await page.getByRole('button', { name: 'Seal and send' }).click();
  await camera.take(page, 'page', { views: [...usualViews, ...onPhones] });
  await camera.take(page, 'page-problems', {
    show: page.getByRole('alert').filter({ hasText: /./ }).first(),
    views: onPhones,
  });
  await page.setViewportSize(phone);
  await fillRequest(page, customers.plain);
  const { status } = await sendRequest(page);
  await camera.take(page, 'page-sent', { show: page.getByText('Copy the link'), views: onPhones });
  return status;
}

async function takeOffline(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take offline' }).click();
  await expect(page.getByText('Not online', { exact: true })).toBeVisible();
}

async function takeBookings(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Bookings');
  await page.getByRole('button', { name: customers.long.name }).click();
  await camera.take(page, 'bookings');
  await camera.take(page, 'bookings-zoomed', { views: [zoomed] });
  await page.getByRole('button', { name: customers.plain.name }).click();
  await confirmRequest(page, 'We bring the washer that fits.');
  await expect(page.getByText(/^Confirmation sent/)).toBeVisible();
  await camera.take(page, 'bookings-confirmed', { show: page.getByText(/^Confirmation sent/) });
  await goTo(page, 'Today');
  await camera.take(page, 'bookings-today', { show: page.getByText(customers.long.name).first() });
}
