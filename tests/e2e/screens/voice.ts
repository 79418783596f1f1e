import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createSpeechStandin } from '../../standins/speech/server.ts';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { dismissNotices } from '../helpers/screens.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';
import { openTalk } from './thread.ts';

const voiceNote = path.join(import.meta.dirname, '../../fixtures/voice-note.ogg');

/** Voice notes as text: what is set, what is tried, what stands in the bubble, and what is said where it fails. */
export async function takeVoice(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const speech = await createSpeechStandin({
    text: 'Hi, it’s Harriet from number twelve. The boiler shows F22 again and we have no hot water since this morning.',
  });
  const who = { phone: '447700900272', name: 'Harriet Lowe' };
  const speak = () =>
    graph.customerSends(
      who,
      {
        type: 'audio',
        audio: {
          id: graph.media.add(readFileSync(voiceNote), 'audio/ogg'),
          mime_type: 'audio/ogg; codecs=opus',
          voice: true,
        },
      },
      Date.now(),
    );
  try {
    await goTo(page, 'Settings');
    await openSection(page, 'Assistant');
    const section = page.getByRole('region', { name: 'Voice notes' });
    await camera.take(page, 'voice-off', { show: section });
    await section.getByRole('button', { name: 'Set up' }).click();
    await camera.take(page, 'voice-set-up', { show: section.getByText('Try it', { exact: true }) });
    await section.getByLabel('Server').fill('https://api.example.com/v1');
    await section.getByLabel('Server').press('Enter');
    await expect(section.getByText('Not allowed yet')).toBeVisible();
    await camera.take(page, 'voice-elsewhere', { show: section.getByText('Try it', { exact: true }) });
    await section.getByLabel('Server').fill(speech.url);
    await section.getByLabel('Server').press('Enter');
    await expect(section.getByText('Not allowed yet')).toBeHidden();
    speech.set({ status: 404, message: 'model whisper-1 not found' });
    await section.locator('input[type=file]').setInputFiles(voiceNote);
    await expect(section.getByRole('alert')).toBeVisible();
    await camera.take(page, 'voice-wrong', { show: section.getByRole('alert') });
    speech.set({ text: 'One, two, three: can you hear me?' });
    await section.locator('input[type=file]').setInputFiles(voiceNote);
    await expect(section.getByText('One, two, three')).toBeVisible();
    await section.getByRole('switch').click();
    await camera.take(page, 'voice-on', { show: section.getByText('One, two, three') });
    speech.set({
      text: 'Hi, it’s Harriet from number twelve. The boiler shows F22 again and we have no hot water since this morning.',
    });
    await speak();
    await openTalk(page, who.name);
    const log = page.getByRole('log', { name: /^Messages with/ });
    await expect(log.getByText('The boiler shows F22')).toBeVisible();
    speech.set({ status: 503 });
    await speak();
    await expect(log.getByText(/^Not turned into text/)).toBeVisible();
    await dismissNotices(page);
    await camera.take(page, 'voice-note-text');
    await log.getByRole('button', { name: 'Correct' }).click();
    await camera.take(page, 'voice-note-correcting');
    await log.getByRole('button', { name: 'Cancel' }).click();
    await log.getByRole('button', { name: 'Hide' }).click();
    await expect(log.getByText('The text is hidden.')).toBeVisible();
    await camera.take(page, 'voice-note-hidden');
    await log.getByRole('button', { name: 'Show' }).click();
    speech.set({ text: 'There is a strong smell of gas in the kitchen, please help' });
    await speak();
    const alert = page.getByRole('alert', { name: 'Customers in danger' });
    await expect(alert.getByText('read by a machine in a voice note')).toBeVisible();
    await camera.take(page, 'voice-danger');
    await alert.getByRole('button', { name: 'I look after it' }).click();
    await goTo(page, 'Settings');
    await openSection(page, 'Health');
    await camera.take(page, 'voice-health', { show: page.getByText('Voice notes not turned into text yet') });
  } finally {
    await speech.close();
  }
}
