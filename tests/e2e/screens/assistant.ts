import type { Page } from '@playwright/test';
import { createAnthropicStandin } from '../../standins/anthropic/server.ts';
import { dayAhead } from '../helpers/day-ahead.ts';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';
import { answerLikeAModel } from './conversation.ts';

/** The assistant's settings and what it is asked by its owner. */
export async function takeAssistant(page: Page, world: World, camera: Camera): Promise<void> {
  world.ollama.set({ answer: answerLikeAModel });
  await takeQuestions(page, world, camera);
  await takeChat(page, camera);
  await takeReplay(page, camera);
  await takeDownload(page, world, camera);
  await takeProviders(page, camera);
}

async function takeQuestions(page: Page, { ollama }: World, camera: Camera): Promise<void> {
  await goTo(page, 'Jobs');
  await page.keyboard.press('Control+j');
  const panel = page.getByRole('complementary', { name: 'Assistant' });
  const field = panel.getByRole('textbox', { name: 'Ask the assistant' });
  await expect(field).toBeFocused();
  await camera.take(page, 'agent-empty');
  await ask('Who owes me money?');
  await camera.take(page, 'agent-answer');
  await ask(`Schedule a boiler service for Maria Keller on ${dayAhead().weekday} at 10`);
  const approve = panel.getByRole('button', { name: 'Approve' });
  await expect(approve).toBeVisible();
  await camera.take(page, 'agent-proposal');
  await approve.click();
  await expect(panel.getByText('Done', { exact: true })).toBeVisible();
  await camera.take(page, 'agent-approved');
  await ask('Draft an invoice for the last job');
  await panel.getByRole('button', { name: 'Dismiss' }).click();
  await camera.take(page, 'agent-refused');
  await panel.getByRole('button', { name: 'New chat' }).click();
  ollama.set({ answer: () => ({ firstByteDelay: 60_000 }) });
  await field.fill('How was the last quarter for us?');
  await field.press('Enter');
  await expect(panel.getByRole('button', { name: 'Stop' })).toBeVisible();
  await camera.take(page, 'agent-answering');
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(panel.getByRole('button', { name: 'Ask', exact: true })).toBeVisible();
  ollama.set({ answer: () => ({ errorLine: 'an error was encountered while running the model' }) });
  await ask('And the one before?');
  await camera.take(page, 'agent-error');
  ollama.set({ answer: answerLikeAModel });
  await panel.getByRole('button', { name: 'Close' }).click();

  async function ask(question: string): Promise<void> {
    await field.fill(question);
    await field.press('Enter');
    await expect(panel.getByRole('button', { name: 'Stop' })).toBeHidden();
    await expect(panel.getByRole('button', { name: 'Ask', exact: true })).toBeVisible();
  }
}

async function takeChat(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Assistant');
  const field = page.getByRole('textbox', { name: 'Your question' });
  await field.fill('Do you know what a stopcock is?');
  await field.press('Enter');
  await expect(page.getByText(/tokens\/s/).first()).toBeVisible();
  await camera.take(page, 'test-chat', { show: field });
}

async function takeReplay(page: Page, camera: Camera): Promise<void> {
  const region = page.getByRole('region', { name: 'Replay' });
  await region.getByRole('button', { name: 'Replay' }).click();
  await expect(region.getByText(/answered, \d+ to check/)).toBeVisible();
  await camera.take(page, 'replay', { show: region.getByRole('article').last() });
}

async function takeDownload(page: Page, { ollama }: World, camera: Camera): Promise<void> {
  const layers = [1_200_000_000, 12_000, 480].map((total, index) => ({
    digest: `sha256:${String(index).repeat(64)}`,
    total,
  }));
  ollama.set({ registry: { 'qwen3:4b': layers }, pullDelay: 4000, cloudDisabled: 'unknown' });
  await page.reload();
  await page.getByLabel('Passphrase', { exact: true }).fill('marble kettle orbit walnut');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await openSection(page, 'Assistant');
  await page.getByRole('button', { name: /llama3/ }).click();
  await expect(page.getByText(/^Not verified/)).toBeVisible();
  await page.getByLabel('Name of the model').fill('qwen3:4b');
  await page.getByRole('button', { name: 'Download' }).click();
  await expect(page.getByRole('progressbar', { name: 'Part 1' })).toBeVisible();
  await camera.take(page, 'model-download');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Cancelled/)).toBeVisible();
  await camera.take(page, 'model-cancelled');
  ollama.set({ cloudDisabled: true, pullDelay: 0 });
  await page.getByRole('button', { name: /llama3/ }).click();
}

async function takeProviders(page: Page, camera: Camera): Promise<void> {
  const anthropic = await createAnthropicStandin({ text: 'We open at eight.' });
  try {
    await page.getByRole('button', { name: 'Add a model' }).click();
    await page.getByRole('menuitem', { name: 'Anthropic' }).click();
    await page.getByLabel('Address').fill(anthropic.url);
    await page.getByLabel('Address').press('Enter');
    await page.getByLabel('Model', { exact: true }).fill('claude-haiku-4-5');
    await page.getByLabel('Model', { exact: true }).press('Enter');
    await camera.take(page, 'provider');
    const preview = page.getByRole('button', { name: 'What would be sent' });
    await preview.click();
    await expect(page.getByRole('button', { name: /^Allow/ })).toBeVisible();
    await camera.take(page, 'model-preview');
    await page.keyboard.press('Escape');
    const localOnly = page.getByRole('switch', { name: 'Local only' });
    await localOnly.click();
    await expect(localOnly).not.toBeChecked();
    await camera.take(page, 'remote-allowed', { show: localOnly });
    await localOnly.click();
    await expect(localOnly).toBeChecked();
    await camera.take(page, 'local-only', { show: localOnly });
  } finally {
    await anthropic.close();
  }
}
