import { agreesToOffers, approveOffer, draftOffer, sendOffer } from './helpers/broadcasts.ts';
import { connectRelay, connectWhatsApp, goTo, setUpBusiness } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'marble kettle orbit walnut';
const ana = { name: 'Ana Lopes', phone: '31687654321' };
const ben = { name: 'Ben Okafor', phone: '31687654322' };

test('a broadcast reaches who agreed and nobody else, its reply names it, and after a stop it reaches nobody', async ({
  world,
}) => {
  const { graph } = world;
  approveOffer(graph);
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Rivera Plumbing', country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);
  await connectWhatsApp(page, graph);
  await goTo(page, 'Inbox');
  for (const { phone, name } of [ana, ben]) {
    await graph.customerWrites({ from: phone, name, text: 'Good morning' });
    await expect(page.getByRole('row', { name })).toBeVisible();
  }
  await agreesToOffers(page, ana.name);

  await draftOffer(page, 'Winter');
  await expect(page.getByText('Reaches 1 person · leaves out 1')).toBeVisible();
  await page.getByText('not agreed to advertising').click();
  await expect(page.getByRole('link', { name: ben.name })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What they read' })).toContainText(
    'Hello Ana, ten percent off every boiler service in January.',
  );
  await sendOffer(page, 'Send to 1 person');
  await expect(page.getByRole('row', { name: ana.name })).toContainText('Delivered');
  expect(graph.sent.map(({ recipient }) => recipient)).toEqual([ana.phone]);

  await graph.customerWrites({ from: ana.phone, name: ana.name, text: 'Yes please' });
  await expect(page.getByRole('row', { name: ana.name })).toContainText('Replied');
  await page.getByRole('row', { name: ana.name }).click();
  await expect(page.getByRole('link', { name: 'In reply to the broadcast “Winter”' })).toBeVisible();

  await graph.customerWrites({ from: ana.phone, name: ana.name, text: 'STOP' });
  await page.getByRole('link', { name: 'Broadcast “Winter”', exact: true }).click();
  await page.getByRole('button', { name: 'Use again' }).click();
  await expect(page.getByText('Reaches nobody · leaves out 2')).toBeVisible();
  await expect(page.getByText('want no advertising')).toBeVisible();
  expect(graph.sent.filter(({ body }) => body['type'] === 'template')).toHaveLength(1);
});
