import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { chromiumFlags, quickChromiumPath } from '../../../build/chromium.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { patience } from '#shared/lib/testing/eventually.ts';
import { expect } from './expect.ts';
import { openSection } from './owner.ts';

/** What an owner does for the public page, and what a customer does on it, in the words that both read. */

/** The zone of the sample business in the Netherlands. */
export const timeZone = 'Europe/Amsterdam';

export interface Customer {
  name: string;
  phone: string;
  email: string;
  street: string;
  postcode: string;
  city: string;
  words: string;
}

/** Approves what is to stand on the page, puts it online and gives the link for customers. */
export async function publishPage(owner: Page, slug: string): Promise<string> {
  await openSection(owner, 'Booking');
  for (const part of ['Name', 'Services and prices', 'Hours'])
    await owner.getByRole('button', { name: `Approve: ${part}` }).click();
  const address = owner.getByLabel('Address');
  await address.fill(slug);
  await address.press('Enter');
  await owner.getByRole('button', { name: 'Put online' }).click();
  await expect(owner.getByText('Online', { exact: true })).toBeVisible();
  // Lines for the owner's own site follow.
  return owner.getByRole('main').getByRole('code').first().innerText();
}

/** Lets customers choose a free time for the first service, and waits until the relay has them. `seats`: in one visit. */
export async function offerTimes(owner: Page, link: string, seats?: number): Promise<void> {
  await owner.getByRole('table').getByRole('button').first().click();
  if (seats !== undefined) {
    await owner.getByLabel('Where', { exact: true }).selectOption('At your place');
    await owner.getByLabel('Seats in one visit').fill(String(seats));
  }
  await owner.getByLabel('Customers choose a free time').check();
  await owner.getByLabel('Confirm it at once').check();
  await owner.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const times = link.replace(/#.*/, '/times');
  await expect.poll(async () => (await owner.request.get(times)).text()).toContain('"starts":[');
}

/** Chooses the first time of a day that is offered, and gives when it begins. */
export async function chooseTime(page: Page, day: number): Promise<number> {
  const times = page.getByRole('group', { name: 'Choose a time' });
  await times.getByLabel('Day', { exact: true }).selectOption({ index: day });
  const first = times.getByRole('radio').first();
  await first.check();
  await expect(times.getByText('is kept for you until', { exact: false })).toBeVisible();
  return Number(await times.getByRole('radio', { checked: true }).getAttribute('value'));
}

/** A browser that has nothing to do with the owner's. */
export function customersBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: quickChromiumPath(), args: chromiumFlags });
}

/** Somebody with a phone, who keeps nothing of other visits. */
export async function visitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const phone = { width: 390, height: 844 };
  const page = await browser.newPage({
    locale: 'en-GB',
    timezoneId: timeZone,
    viewport: phone,
    ...options,
  });
  page.setDefaultTimeout(patience);
  return page;
}

/** Opens the page of a link. The owner's device brings it to the relay a moment after it was put online. */
export async function openPage(page: Page, link: string): Promise<void> {
  await expect.poll(async () => (await page.request.get(link)).status()).toBe(200);
  await page.goto(link);
  await expect(page.getByText('What you type is sealed in your browser', { exact: false })).toBeVisible();
}

const begun = Date.now();

/**
 * A day of the week on which a business works, so far ahead that it can still be cancelled; the same one when a day
 * ends meanwhile.
 */
export function wishedDay(): string {
  const days = [5, 6, 7].map((ahead) => addDays(dayOf(begun, timeZone), ahead));
  return days.find((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))!;
}

export async function fillRequest(page: Page, customer: Customer): Promise<void> {
  await page.getByLabel('Day', { exact: true }).fill(wishedDay());
  await page.getByLabel('Time of day').first().selectOption('morning');
  await fillWho(page, customer);
}

/** Who asks, and what for, without when. */
export async function fillWho(page: Page, customer: Customer): Promise<void> {
  await page.getByLabel('Your name').fill(customer.name);
  await page.getByLabel('Phone').fill(customer.phone);
  await page.getByLabel('Email').fill(customer.email);
  await page.getByLabel('Street and number').fill(customer.street);
  await page.getByLabel('Postcode').fill(customer.postcode);
  await page.getByLabel('Town').fill(customer.city);
  await page.getByLabel('What should we know?').fill(customer.words);
}

/** Chooses a photo that names in its own data who took it, as cameras do. Gives the one that the page has made of it. */
export async function choosePhoto(page: Page, cameraSays: string): Promise<string> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#b5651d';
    context.fillRect(0, 0, 640, 480);
    const createUrl = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (made: Blob) => {
      Object.assign(globalThis, { made });
      return createUrl(made);
    };
    return canvas.toDataURL('image/jpeg');
  });
  const picture = Buffer.from(drawn.split(',')[1]!, 'base64');
  const words = Buffer.from(`Exif\0\0${cameraSays}`);
  const head = Buffer.from([0xff, 0xe1, 0, words.length + 2]);
  const buffer = Buffer.concat([picture.subarray(0, 2), head, words, picture.subarray(2)]);
  await page.getByLabel('Photos').setInputFiles({ name: 'tap.jpg', mimeType: 'image/jpeg', buffer });
  await expect(page.getByRole('img', { name: 'Photo 1' })).toBeVisible();
  return page.evaluate(() => (globalThis as unknown as { made: Blob }).made.text());
}

/** Sends what is filled in, and gives what the customer takes away. */
export async function sendRequest(page: Page): Promise<{ reference: string; status: string }> {
  await page.getByRole('button', { name: 'Seal and send' }).click();
  await expect(page.getByText('Your request is on its way')).toBeVisible();
  const reference = await page.getByText('Your reference:', { exact: false }).innerText();
  const status = page.getByRole('link', { name: 'Follow your request' });
  return {
    reference: reference.replace('Your reference: ', ''),
    status: (await status.getAttribute('href'))!,
  };
}

/** Confirms the first free time for the request that is open, and gives when it begins. */
export async function confirmRequest(owner: Page, reply: string): Promise<number> {
  const free = owner.getByLabel('Free times');
  await free.selectOption({ index: 1 });
  const start = Number(await free.inputValue());
  await owner.getByLabel('Words to them').fill(reply);
  await owner.getByRole('button', { name: 'Confirm this time' }).click();
  await expect(owner.getByRole('button', { name: 'Move to this time' })).toBeVisible();
  return start;
}
