import type { Page } from '@playwright/test';
import { dayOf } from '#shared/domain/day.ts';
import { startSmtp, type SmtpStandin } from '../standins/smtp/server.ts';
import { violations } from './helpers/axe.ts';
import {
  choosePhoto,
  chooseTime,
  confirmRequest,
  customersBrowser,
  fillRequest,
  fillWho,
  offerTimes,
  openPage,
  publishPage,
  sendRequest,
  timeZone,
  visitor,
  wishedDay,
} from './helpers/booking.ts';
import { bytesBelow, searchFolders } from './helpers/canaries.ts';
import { connectMailbox } from './helpers/mail.ts';
import { connectRelay, goTo, trySample } from './helpers/owner.ts';
import { serveSaved } from './helpers/own-site.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'pewter lantern orchid walrus';
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
const cameraSays = 'taken by W. Quistgaard at 52.30N 4.88E';
const reply = 'We bring the washer that fits your tap';

test('a customer asks on the public page, is confirmed a time and cancels, and the relay reads no word of it', async ({
  world,
}) => {
  const smtp = await startSmtp();
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow({ timeZone });
  await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);
  await connectMailbox(owner, smtp);
  const link = await publishPage(owner, slug);
  expect(await violations(owner, 'settings-booking')).toEqual([]);
  expect(link).toContain(`${world.relayUrl}/b/${slug}#`);

  const browser = await customersBrowser();
  try {
    const page = await visitor(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const { reference, status } = await ask(page, link);
    await seesRequest(owner, reference);
    const start = await confirmRequest(owner, reply);
    expect(dayOf(start, timeZone)).toBe(wishedDay());
    await isTold(owner, smtp);
    await becameAVisit(owner);

    await page.goto(linkIn(smtp.taken[1]!.raw));
    await isConfirmed(page, start);
    await withAnotherSecretNothingOpens(await visitor(browser), status);
    await cancel(page);
    await seesCancelled(owner);
    await page.reload();
    await expect(stateOf(page)).toHaveText('Cancelled');
    await expect.poll(() => smtp.taken.length).toBe(3);
    expect(smtp.taken[2]?.raw).toContain('method=CANCEL');
    // Nothing of third parties, nothing that recognises anybody.
    const own = [`${world.relayUrl}/b/`, 'data:', 'blob:'];
    expect(asked.filter((url) => !own.some((start) => url.startsWith(start)))).toEqual([]);
    expect((await page.context().storageState()).cookies).toEqual([]);
    const secret = status.split('.').at(-1)!;
    const canaries = [...Object.values(customer), cameraSays, customer.phone.slice(1), reply, secret];
    expect(searchFolders([world.folders.relay, world.folders.logs], canaries)).toEqual([]);
  } finally {
    await browser.close();
    await smtp.stop();
  }
  expect(bytesBelow([world.folders.relay])).toBeGreaterThan(0);
});

test('a customer takes a free time, is confirmed by the owner’s device, moves it by themselves, and it is in the schedule', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow({ timeZone });
  await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);
  const link = await publishPage(owner, slug);
  await offerTimes(owner, link);
  const browser = await customersBrowser();
  try {
    const [page, other] = [await visitor(browser), await visitor(browser)];
    await openPage(page, link);
    await openPage(other, link);
    const start = await chooseTime(page, 3);
    expect(await violations(page, 'times')).toEqual([]);
    // Somebody else who has had the page open for longer.
    const same = other.getByRole('group', { name: 'Choose a time' });
    await same.getByLabel('Day', { exact: true }).selectOption({ index: 3 });
    await same.getByRole('radio').first().click();
    await expect(same.getByText('Somebody else has this time by now', { exact: false })).toBeVisible();
    await fillWho(page, customer);
    const { status } = await sendRequest(page);
    await page.goto(status);
    await isConfirmedAt(page, start);
    await page.getByRole('button', { name: 'Ask for another time' }).click();
    const moved = await chooseTime(page, 4);
    await page.getByRole('button', { name: 'Ask for another time' }).click();
    await isConfirmedAt(page, moved);
    await fromOwnSite(owner, await visitor(browser));
    await goTo(owner, 'Today');
    await expect(owner.getByText(`See: ${customer.name} has moved their visit on your page`)).toBeVisible();
    expect(searchFolders([world.folders.relay, world.folders.logs], Object.values(customer))).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('customers share a visit until its seats are gone, and who cancels gives one back', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow({ timeZone });
  await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);
  const link = await publishPage(owner, slug);
  await offerTimes(owner, link, 2);
  const browser = await customersBrowser();
  try {
    const takesPart = async (name: string) => {
      const page = await visitor(browser);
      await openPage(page, link);
      await chooseTime(page, 2);
      await page.getByLabel('Your name').fill(name);
      await page.getByLabel('Phone').fill(customer.phone);
      const { status } = await sendRequest(page);
      await page.goto(status);
      await expect(stateOf(page)).toHaveText('Confirmed');
      return page;
    };
    const first = await takesPart('Ottilie Vanderbeek');
    await expect(first.getByText('You come to us.')).toBeVisible();
    const seats = async () => (await first.request.get(link.replace(/#.*/, '/times'))).text();
    await expect.poll(seats).toMatch(/"seats":\[[2,]*1[,\]]/);
    await takesPart('Cornelis Zwart');
    await expect.poll(seats).not.toMatch(/"seats":\[[2,]*1[,\]]/);
    await goTo(owner, 'Bookings');
    await owner.getByText(/^All \d+$/).click();
    await owner.getByRole('button', { name: 'Cornelis Zwart' }).click();
    await expect(owner.getByText('Takes part with others')).toBeVisible();
    await owner.getByRole('link', { name: 'Open the job' }).click();
    for (const name of ['Ottilie Vanderbeek', 'Cornelis Zwart'])
      await expect(owner.getByRole('region', { name: 'Visits' }).getByText(name)).toBeVisible();
    await cancel(first);
    await expect(stateOf(first)).toHaveText('Cancelled');
    await expect.poll(seats).toMatch(/"seats":\[[2,]*1[,\]]/);
  } finally {
    await browser.close();
  }
});

/** The same page from a site of the owner's own: its link needs no key, as it stands in the page. */
async function fromOwnSite(owner: Page, page: Page): Promise<void> {
  const site = await serveSaved(owner);
  try {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'No time fits? Ask for other days' }).click();
    await fillRequest(page, { ...customer, name: 'Ottilie Vanderbeek', phone: '0612345678' });
    const { status } = await sendRequest(page);
    expect(status.startsWith(site.url)).toBe(true);
    await page.goto(status);
    await expect(stateOf(page)).toContainText('answers here');
  } finally {
    await site.close();
  }
}

async function isConfirmedAt(page: Page, start: number): Promise<void> {
  await expect(stateOf(page)).toHaveText('Confirmed');
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full' }).format(start);
  await expect(page.locator('#status')).toContainText(day);
}

/** The customer has the receipt and the confirmation with its appointment, and the owner sees that they have it. */
async function isTold(owner: Page, smtp: SmtpStandin): Promise<void> {
  await expect(owner.getByText(/^Confirmation sent \d\d:\d\d$/)).toBeVisible();
  expect(smtp.taken.map(({ to }) => to)).toEqual([[customer.email], [customer.email]]);
  const [receipt, confirmation] = smtp.taken;
  expect(receipt?.raw).not.toContain(customer.name);
  expect(confirmation?.raw).toContain('Subject: Confirmed:');
  expect(confirmation?.raw).toContain('method=PUBLISH');
  expect(readable(confirmation!.raw)).toContain(reply);
}

/** To the page of the request, as it stands in an e-mail. */
function linkIn(raw: string): string {
  return /https?:\/\/\S+#\S+/.exec(readable(raw))![0];
}

/** Words that were sent as quoted-printable. */
function readable(raw: string): string {
  return raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
}

/** Asks for the first service, and gives what the customer takes away. */
async function ask(page: Page, link: string): Promise<{ reference: string; status: string }> {
  await openPage(page, link);
  await page.getByRole('button', { name: 'Seal and send' }).click();
  await expect(page.getByText('Not sent yet: please look at what is marked.')).toBeVisible();
  expect(await violations(page, 'request')).toEqual([]);
  await fillRequest(page, customer);
  const photo = await choosePhoto(page, cameraSays);
  expect([photo.includes('JFIF'), photo.includes(cameraSays)]).toEqual([true, false]);
  const sent = await sendRequest(page);
  expect(await violations(page, 'sent')).toEqual([]);
  return sent;
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
  const photo = detail.getByRole('button', { name: 'Open photo 1' }).getByRole('img');
  await expect(photo).toBeVisible();
}

async function becameAVisit(owner: Page): Promise<void> {
  await owner.getByRole('link', { name: 'Open the job' }).click();
  await expect(owner.getByRole('list', { name: 'Visits' }).getByRole('listitem')).toHaveCount(1);
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
