import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { patience } from '#shared/lib/testing/eventually.ts';
import { violations } from './helpers/axe.ts';
import { bytesBelow, searchFolders } from './helpers/canaries.ts';
import { connectRelay, goTo, openSection, trySample } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'pewter lantern orchid walrus';
const timeZone = 'Europe/Amsterdam';
const slug = 'van-dijk-installaties';
/** All that the customer types, in forms that stand nowhere else. */
const customer = {
  name: 'Wilhelmina Quistgaard',
  phone: '0687654321',
  email: 'wilhelmina@quistgaard.example',
  street: 'Kanariegracht 417',
  postcode: '1017 QX',
  city: 'Amstelveenderwold',
  words: 'The tap in the pantry drips on the parrot',
  regret: 'The parrot has mended it',
};
const reply = 'We bring the washer that fits your tap';

test('a customer asks on the public page, is confirmed a time and cancels, and the relay reads no word of it', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow({ timeZone });
  await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);
  const link = await publish(owner);
  expect(link).toContain(`${world.relayUrl}/b/${slug}#`);

  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  try {
    const page = await visitor(browser);
    const { reference, status } = await ask(page, link);
    await seesRequest(owner, reference);
    const start = await confirm(owner);

    await page.goto(status);
    await isConfirmed(page, start);
    await withAnotherSecretNothingOpens(await visitor(browser), status);
    await cancel(page);
    await seesCancelled(owner);
    await page.reload();
    await expect(stateOf(page)).toHaveText('Cancelled');
    const secret = status.split('.').at(-1)!;
    const canaries = [...Object.values(customer), customer.phone.slice(1), reply, secret];
    expect(searchFolders([world.folders.relay, world.folders.logs], canaries)).toEqual([]);
  } finally {
    await browser.close();
  }
  expect(bytesBelow([world.folders.relay])).toBeGreaterThan(0);
});

/** Approves what is to stand on the page, puts it online and gives the link for customers. */
async function publish(owner: Page): Promise<string> {
  await openSection(owner, 'Booking');
  for (const part of ['Name', 'Services and prices', 'Hours'])
    await owner.getByRole('button', { name: `Approve: ${part}` }).click();
  const address = owner.getByLabel('Address');
  await address.fill(slug);
  await address.press('Enter');
  await owner.getByRole('button', { name: 'Put online' }).click();
  await expect(owner.getByText('Online', { exact: true })).toBeVisible();
  expect(await violations(owner, 'settings-booking')).toEqual([]);
  return owner.getByRole('main').getByRole('code').innerText();
}

/** Somebody with a browser of their own. */
async function visitor(browser: Browser): Promise<Page> {
  const page = await browser.newPage({
    locale: 'en-GB',
    timezoneId: timeZone,
    viewport: { width: 390, height: 844 },
  });
  page.setDefaultTimeout(patience);
  return page;
}

/** Asks for the first service, and gives what the customer takes away. */
async function ask(page: Page, link: string): Promise<{ reference: string; status: string }> {
  // The device brings the page to the relay a moment after it was put online.
  await expect.poll(async () => (await page.request.get(link)).status()).toBe(200);
  await page.goto(link);
  await expect(page.getByText('What you type is sealed in your browser', { exact: false })).toBeVisible();
  const send = page.getByRole('button', { name: 'Seal and send' });
  await send.click();
  await expect(page.getByText('Not sent yet: please look at what is marked.')).toBeVisible();
  expect(await violations(page, 'request')).toEqual([]);

  await page.getByLabel('Day', { exact: true }).fill(wishedDay());
  await page.getByLabel('Time of day').first().selectOption('morning');
  await page.getByLabel('Your name').fill(customer.name);
  await page.getByLabel('Phone').fill(customer.phone);
  await page.getByLabel('Email').fill(customer.email);
  await page.getByLabel('Street and number').fill(customer.street);
  await page.getByLabel('Postcode').fill(customer.postcode);
  await page.getByLabel('Town').fill(customer.city);
  await page.getByLabel('What should we know?').fill(customer.words);
  await send.click();
  await expect(page.getByText('Your request is on its way')).toBeVisible();
  expect(await violations(page, 'sent')).toEqual([]);
  const reference = await page.getByText('Your reference:', { exact: false }).innerText();
  const status = page.getByRole('link', { name: 'Follow your request' });
  return {
    reference: reference.replace('Your reference: ', ''),
    status: (await status.getAttribute('href'))!,
  };
}

/** A day of the week on which a business works, so far ahead that it can still be cancelled. */
function wishedDay(): string {
  const days = [5, 6, 7].map((ahead) => addDays(dayOf(Date.now(), timeZone), ahead));
  return days.find((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))!;
}

async function seesRequest(owner: Page, reference: string): Promise<void> {
  await goTo(owner, 'Today');
  const line = `Answer ${customer.name}, who asks on your page`;
  await expect(owner.getByText(line)).toBeVisible();
  await goTo(owner, 'Bookings');
  await owner.getByRole('button', { name: customer.name }).click();
  const detail = owner.getByRole('region', { name: `Request of ${customer.name}` });
  for (const text of [reference, customer.email, customer.street, customer.city, customer.words])
    await expect(detail.getByText(text, { exact: false }).first()).toBeVisible();
  expect(await violations(owner, 'booking')).toEqual([]);
}

/** Confirms the first free time that the customer wishes for, and gives when it begins. */
async function confirm(owner: Page): Promise<number> {
  const free = owner.getByLabel('Free times');
  await free.selectOption({ index: 1 });
  const start = Number(await free.inputValue());
  expect(dayOf(start, timeZone)).toBe(wishedDay());
  await owner.getByLabel('Words to them').fill(reply);
  await owner.getByRole('button', { name: 'Confirm this time' }).click();
  await owner.getByRole('link', { name: 'Open the job' }).click();
  await expect(owner.getByRole('heading', { name: 'Visits' })).toBeVisible();
  return start;
}

const stateOf = (page: Page) => page.locator('[data-state]');

async function isConfirmed(page: Page, start: number): Promise<void> {
  await expect(stateOf(page)).toHaveText('Confirmed');
  const status = page.locator('#status');
  const inBritain = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(start);
  await expect(status).toContainText(inBritain({ dateStyle: 'full' }));
  await expect(status).toContainText(inBritain({ timeStyle: 'short' }));
  await expect(status).toContainText('in the time of Amsterdam');
  await expect(status).toContainText(reply);
  expect(await violations(page, 'status')).toEqual([]);
}

async function withAnotherSecretNothingOpens(page: Page, status: string): Promise<void> {
  const secret = status.split('.').at(-1)!;
  await page.goto(
    status.replace(
      secret,
      secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    ),
  );
  await expect(page.getByText('what it stands for cannot be opened', { exact: false })).toBeVisible();
  await expect(stateOf(page)).toHaveCount(0);
}

async function cancel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByLabel('Something to add?').fill(customer.regret);
  await page.getByRole('button', { name: 'Cancel for good' }).click();
  await expect(page.getByText(/^Sent\./)).toBeVisible();
}

async function seesCancelled(owner: Page): Promise<void> {
  await goTo(owner, 'Bookings');
  await owner.getByText(/^All \d+$/).click();
  const line = owner.getByRole('button', { name: customer.name });
  await expect(line).toContainText('Cancelled');
  await line.click();
  const detail = owner.getByRole('region', { name: `Request of ${customer.name}` });
  await expect(detail.getByText('Cancelled', { exact: true })).toBeVisible();
  await detail.getByRole('link', { name: 'Open the job' }).click();
  const visits = owner.getByRole('region', { name: 'Visits' });
  await expect(visits.getByText('The customer cancelled on the public page', { exact: false })).toBeVisible();
}
