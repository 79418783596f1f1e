import { startTelegram } from '../standins/telegram/server.ts';
import { connectRelay, connectWhatsApp, goTo, openSection, setUpBusiness } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'marble kettle orbit walnut';
const ana = { name: 'Ana Lopes', phone: '31687654321' };
/** The owner's own account at Telegram. */
const phone = 501;

test('the owner is told on the phone that a customer writes, takes over there, and no name reaches Telegram', async ({
  world,
}) => {
  const telegram = await startTelegram();
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Rivera Plumbing', country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);
  await connectWhatsApp(page, world.graph);

  await openSection(page, 'Telegram');
  await page.getByLabel('Telegram’s server').fill(telegram.url);
  await page.getByLabel('Token').fill('123456:not-the-token-of-any-bot-at-all-000');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('Token')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Token').fill(telegram.token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(`@${telegram.bot.username}`)).toBeVisible();

  await page.getByRole('button', { name: /^Pair a chat with/ }).click();
  const link = await page.getByRole('dialog').getByRole('code').innerText();
  telegram.say(phone, `/start ${new URL(link).searchParams.get('start')}`);
  await expect(page.getByText(/^Paired since/)).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();

  await world.graph.customerWrites({ from: ana.phone, name: ana.name, text: 'My cat is in the drain' });
  const told = () =>
    telegram.messages.find(({ buttons }) => buttons.some(({ text }) => text === 'Take over'));
  await expect.poll(told).toBeDefined();
  telegram.press(phone, told()!, 'Take over');
  await expect.poll(() => telegram.answers.length).toBe(1);
  await goTo(page, 'Inbox');
  // Who looks after it stands at its end.
  await expect(page.getByRole('row', { name: /^Ana Lopes.* O Unread$/ })).toBeVisible();

  await openSection(page, 'Telegram');
  await page.getByRole('button', { name: /^Unpair / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unpair' }).click();
  await expect(page.getByText('Not paired')).toBeVisible();
  const before = telegram.messages.length;
  await world.graph.customerWrites({ from: ana.phone, name: ana.name, text: 'And now the parrot' });
  await goTo(page, 'Inbox');
  await expect(page.getByRole('row', { name: /parrot/ })).toBeVisible();
  expect(telegram.messages).toHaveLength(before);
  expect(telegram.traffic.filter((line) => /Ana|Lopes|drain|parrot|31687654321/.test(line))).toEqual([]);
  await telegram.stop();
});
