import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import type { World } from '../helpers/world.ts';
import { answerLikeAModel } from './conversation.ts';
import type { Camera } from './camera.ts';
import { openTalk } from './thread.ts';

/** What is remembered of a customer: proposed, kept, changed, and shown with its message. */
export async function takeRemembered(page: Page, { graph, ollama }: World, camera: Camera): Promise<void> {
  ollama.set({ answer: answerLikeAModel });
  const who = { phone: '447700900242', name: 'Nina Abbott' };
  const say = (body: string, ago: number) =>
    graph.customerSends(who, { type: 'text', text: { body } }, Date.now() - ago);
  await say('Hello, the tap in the bathroom drips.', 60_000);
  await say('Mornings are best for us, evenings never. And please ring at the side door.', 30_000);
  await openTalk(page, who.name);
  const panel = page.getByRole('complementary', { name: 'Customer' });
  const section = panel.getByRole('region', { name: 'Remembered' });
  await expect(section.getByText('Worth remembering?')).toBeVisible();
  await camera.take(page, 'remembered-proposed');
  await section.getByRole('button', { name: /^Remember “Mornings/ }).click();
  await expect(section.getByText(/^From a message/)).toBeVisible();
  await section.getByRole('button', { name: 'Remember something' }).click();
  await section.getByRole('textbox', { name: 'Remember something' }).fill('Has a large dog');
  await section.getByRole('textbox', { name: 'Remember something' }).press('Enter');
  await expect(section.getByText(/^Noted/)).toBeVisible();
  await section.getByRole('button', { name: 'Change “Has a large dog”' }).click();
  await camera.take(page, 'remembered-editing', { asIs: true });
  await camera.take(page, 'remembered');
  await panel.getByRole('link', { name: 'Open contact' }).click();
  await expect(page.getByText('Has a large dog')).toBeVisible();
  await camera.take(page, 'contact-remembered', { show: page.getByText('Has a large dog') });
  await page.getByRole('button', { name: /^From a message/ }).click();
  await expect(page.getByRole('log').getByText(/evenings never/)).toBeVisible();
  await camera.take(page, 'remembered-source');
}
