import type { Page } from '@playwright/test';
import { usualAnswer } from '../../standins/ollama/usual-answer.ts';
import { expect } from '../helpers/expect.ts';
import { openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';

/** A model on trial: before, meanwhile, passed, and not passed with its mistakes. */
export async function takeTrial(page: Page, { ollama }: World, camera: Camera): Promise<void> {
  await openSection(page, 'Assistant');
  const trials = page.getByRole('region', { name: 'Trial for automatic answers' });
  const show = trials.getByRole('article').last();
  await camera.take(page, 'trial-none', { show });
  ollama.set({ answer: (body) => ({ text: usualAnswer(body), firstByteDelay: 1500 }) });
  await trials.getByRole('button', { name: 'Try it' }).click();
  await expect(trials.getByText(/^[1-9]\d? of \d+ questions$/)).toBeVisible();
  await camera.take(page, 'trial-running', { show });
  ollama.set({ answer: (body) => ({ text: usualAnswer(body) }) });
  await expect(trials.getByText('Passed', { exact: true })).toBeVisible();
  await camera.take(page, 'trial-passed', { show });
  const wrong = (text: string) => text.replace(/"act":"(hours|area|howToPay|services)"/, '"act":"balance"');
  ollama.set({ answer: (body) => ({ text: wrong(usualAnswer(body)) }) });
  await trials.getByRole('button', { name: 'Try again' }).click();
  await expect(trials.getByText('Not passed', { exact: true })).toBeVisible();
  await trials.getByText(/\d+ mistakes$/).click();
  await camera.take(page, 'trial-failed', { show });
  ollama.set({ answer: (body) => ({ text: usualAnswer(body) }) });
  await trials.getByRole('button', { name: 'Try again' }).click();
  await expect(trials.getByText('Passed', { exact: true })).toBeVisible();
}
