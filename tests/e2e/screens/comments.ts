import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const views = [...usualViews, zoomed];
const longName = 'wilhelmina.featherstonehaugh.and.daughters.garden.maintenance';

/** Accounts that one token opens, and what people write under posts: answered in public, privately, hidden. */
export async function takeComments(page: Page, { graph }: World, camera: Camera): Promise<void> {
  await connectAll(page, graph, camera);
  const { comments } = graph;
  comments.posts.set('17_1', {
    words: 'Before and after: a bathroom in four days, from the first tile to the last seal',
    permalink: 'https://instagram.example/p/1',
  });
  const under = { object: 'instagram', postId: '17_1' } as const;
  await comments.writes({ ...under, from: { id: '9101', name: longName }, text: 'Lovely!' });
  const ana = { id: '9102', name: 'ana.lopes' };
  await comments.writes({ ...under, from: ana, text: 'How much is one like this?' });
  await comments.writes({ ...under, from: ana, text: 'And do you come to Haarlem as well?' });
  await goTo(page, 'Inbox');
  await page.getByRole('button', { name: /^Conversations shown/ }).click();
  await page.getByRole('menuitem', { name: 'Comments' }).click();
  await camera.take(page, 'comments-list', { views });
  await page.getByRole('row', { name: /Haarlem/ }).click();
  await expect(page.getByText(/^Under your post: Before and after/)).toBeVisible();
  await camera.take(page, 'comments-public', { views });
  await page.getByLabel('Write a public answer').fill('About four thousand. We do come to Haarlem.');
  await page.getByRole('button', { name: 'Answer publicly' }).click();
  await expect(page.getByText('About four thousand').last()).toBeVisible();
  await page.getByText('How much is one like this?').last().hover();
  await page.getByRole('button', { name: 'Hide comment' }).first().click();
  await expect(page.getByText('Hidden from others')).toBeVisible();
  await page.getByText('Private message', { exact: true }).click();
  await camera.take(page, 'comments-private', { views });
  await page.getByLabel('Write a private message').fill('Which house is it for?');
  await page.getByRole('button', { name: 'Send privately' }).click();
  await expect(page.getByRole('link', { name: 'Messaged privately' })).toBeVisible();
  await camera.take(page, 'comments-answered', { views });
  await page.getByRole('link', { name: 'Messaged privately' }).click();
  await camera.take(page, 'comments-conversation', { views });

  await openSection(page, 'Rules');
  await page.getByRole('button', { name: /Look at it: When somebody comments/ }).click();
  await camera.take(page, 'comments-rule', { asIs: true, views });
  await page.keyboard.press('Escape');
}

async function connectAll(page: Page, graph: World['graph'], camera: Camera): Promise<void> {
  await openSection(page, 'Channels');
  await page.getByRole('button', { name: 'Connect another channel' }).click();
  await page.getByLabel('Access token').last().fill(graph.account.accessToken);
  await page.getByLabel('App secret').last().fill(graph.account.appSecret);
  await page.getByLabel("Meta's address").last().fill(graph.url);
  const find = page.getByRole('button', { name: 'Find accounts' });
  await camera.take(page, 'connect-token', { show: find, views });
  graph.discovery.permissions.delete('pages_manage_engagement');
  await find.click();
  const connect = page.getByRole('button', { name: 'Connect', exact: true });
  await camera.take(page, 'connect-choose', { show: connect, views });
  await connect.click();
  await expect(page.getByRole('region', { name: '@sampleplumbing' })).toBeVisible();
}
