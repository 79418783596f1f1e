import { connectRelay, goTo, openSection, setUpBusiness } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'marble kettle orbit walnut';
const ana = { id: '9001', name: 'ana.lopes' };

test('a comment comes in, is answered in public and then privately, and its writer becomes a contact', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Rivera Plumbing', country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);

  // Only the token and the app's secret are asked for.
  await openSection(page, 'Channels');
  await page.getByRole('button', { name: 'Connect a channel' }).click();
  await page.getByLabel('Access token').fill(world.graph.account.accessToken);
  await page.getByLabel('App secret').fill(world.graph.account.appSecret);
  await page.getByLabel("Meta's address").fill(world.graph.url);
  await page.getByRole('button', { name: 'Find accounts' }).click();
  await page
    .getByRole('checkbox', { name: /^Sample Plumbing/ })
    .first()
    .uncheck();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const card = page.getByRole('region', { name: '@sampleplumbing' });
  await card.getByRole('button', { name: 'Test' }).click();
  await expect(card.getByText('Meta delivers to the relay')).toBeVisible();

  const { comments } = world.graph;
  comments.posts.set('17_1', { words: 'New boilers are in', permalink: 'https://instagram.example/p/1' });
  const id = await comments.writes({
    object: 'instagram',
    postId: '17_1',
    from: ana,
    text: 'How much is one?',
  });
  await goTo(page, 'People');
  await expect(page.getByText('@ana.lopes')).toBeHidden();
  await goTo(page, 'Inbox');
  await page.getByRole('row', { name: /How much is one/ }).click();
  await expect(page.getByText('Under your post: New boilers are in')).toBeVisible();
  await expect(page.getByText('Public: everybody can read your answer on Instagram.')).toBeVisible();

  await page.getByLabel('Write a public answer').fill('From 1,800 with fitting.');
  await page.getByRole('button', { name: 'Answer publicly' }).click();
  await expect
    .poll(() => comments.all.filter(({ parentId }) => parentId === id).map(({ text }) => text))
    .toEqual(['From 1,800 with fitting.']);

  await page.getByText('How much is one?').last().hover();
  await page.getByRole('button', { name: 'Message privately' }).click();
  await page.getByLabel('Write a private message').fill('Which house is it for?');
  await page.getByRole('button', { name: 'Send privately' }).click();
  await expect.poll(() => comments.privately).toEqual([{ commentId: id, text: 'Which house is it for?' }]);
  await page.getByRole('link', { name: 'Messaged privately' }).click();
  await expect(page.getByRole('log').getByText('Which house is it for?')).toBeVisible();
  await goTo(page, 'People');
  await expect(page.getByRole('row', { name: /@ana\.lopes/ })).toBeVisible();
  expect(world.graph.faults).toEqual([]);
});
