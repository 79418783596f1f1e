import type { Locator, Page } from '@playwright/test';
import { actsAnswer, asksForActs } from '../../standins/ollama/acts-answer.ts';
import { politeReply } from '../../standins/ollama/polite-reply.ts';
import type { ChatBody, Reply } from '../../standins/ollama/options.ts';
import { dayAhead } from '../helpers/day-ahead.ts';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { dismissNotices } from '../helpers/screens.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';
import { openTalk } from './thread.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What the owner does with a conversation, and what the assistant says about it. */
export async function takeConversation(page: Page, world: World, camera: Camera): Promise<void> {
  world.ollama.set({ answer: answerLikeAModel });
  await takeDraft(page, camera);
  await takeProposal(page, world, camera);
  await takeTranslation(page, world, camera);
  await takeMenus(page, camera);
  await takeTemplates(page, world, camera);
  await takeAutopilot(page, world, camera);
}

/** What a model would say to each question that the product asks, from the prompt alone. */
export function answerLikeAModel(body: ChatBody): Reply {
  const prompt = body.messages.map(({ content }) => content).join('\n');
  if (prompt.includes('a summary of two sentences')) return json(insight);
  if (prompt.includes('Translate each text')) return json({ translations });
  if (prompt.includes('fill in a form about the visit')) return json(noReading);
  if (asksForActs(body)) return { text: actsAnswer(body) };
  return { text: politeReply(body) };
}

const json = (value: unknown): Reply => ({ text: JSON.stringify(value) });
const insight = {
  summary:
    'The heating has been out since yesterday evening, with a small child in the house. The customer asks for a visit tomorrow and for the price beforehand.',
  intent: 'booking',
  sentiment: 'worried',
  language: 'es',
  labels: ['Urgent repair'],
  nextStep: 'offerTime',
  remember: [],
};
const translations = [
  'Good morning. The heating has not worked since yesterday evening and we have a small child at home.',
  'Could somebody come tomorrow? And roughly what would it cost?',
].map((text, number) => ({ number, text }));
const noReading = {
  wantsVisit: false,
  service: 0,
  serviceWords: '',
  day: '',
  time: '',
  whenWords: '',
  place: '',
};

async function takeDraft(page: Page, camera: Camera): Promise<void> {
  await openTalk(page, 'Maria Keller');
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: /Use draft/ })).toBeVisible();
  await camera.take(page, 'draft-sources');
  await page.getByRole('textbox', { name: 'Write an answer' }).press('Tab');
  await camera.take(page, 'draft-taken');
  await page.getByRole('button', { name: 'Send later' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await camera.take(page, 'send-later', { asIs: true });
  await page.getByRole('menuitem', { name: 'In an hour' }).click();
  await expect(page.getByText(/^Goes out/)).toBeVisible();
  await camera.take(page, 'scheduled');
}

async function takeProposal(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const who = { phone: '447700900251', name: 'Hannah Price' };
  await graph.customerSends(
    who,
    { type: 'text', text: { body: 'Good evening, our water heater is due for its service.' } },
    Date.now() - 20 * 60_000,
  );
  await graph.customerSends(who, {
    type: 'text',
    text: { body: `Could you come on ${dayAhead().weekday} at 10? We live at 8 Orchard Lane.` },
  });
  await openTalk(page, who.name);
  const card = page.getByRole('region', { name: 'Proposed job' });
  await expect(card).toBeVisible();
  await card.hover();
  await camera.take(page, 'proposal');
  await card.getByRole('button', { name: 'Edit' }).click();
  await camera.take(page, 'proposal-edit');
  await card.getByRole('button', { name: 'Cancel' }).click();
}

async function takeTranslation(page: Page, { graph }: World, camera: Camera): Promise<void> {
  await openSection(page, 'Inbox');
  await page.getByRole('button', { name: 'Add a label' }).click();
  await page.getByRole('textbox', { name: 'Name' }).last().fill('Urgent repair');
  await page.getByRole('textbox', { name: 'Name' }).last().press('Enter');
  await page.getByRole('button', { name: 'Add a quick reply' }).click();
  await camera.take(page, 'settings-inbox-filled');
  const who = { phone: '34600900261', name: 'Lucía Fernández' };
  await graph.customerSends(
    who,
    {
      type: 'text',
      text: {
        body: 'Buenos días. La calefacción no funciona desde ayer por la noche y tenemos un niño pequeño en casa.',
      },
    },
    Date.now() - minute,
  );
  await graph.customerSends(who, {
    type: 'text',
    text: { body: '¿Podría venir alguien mañana? ¿Y cuánto costaría más o menos?' },
  });
  await openTalk(page, who.name);
  const panel = page.getByRole('complementary', { name: 'Customer' });
  await panel.getByRole('button', { name: 'Summarise' }).click();
  await expect(panel.getByText(/The heating has been out/)).toBeVisible();
  await panel.getByRole('switch', { name: 'Show translation' }).check();
  await expect(page.getByText(/Could somebody come tomorrow/)).toBeVisible();
  await camera.take(page, 'translation');
  await panel.getByRole('button', { name: /of 100/ }).click();
  await camera.take(page, 'score', { asIs: true });
  await page.keyboard.press('Escape');
}

async function takeMenus(page: Page, camera: Camera): Promise<void> {
  await openTalk(page, 'Lucía Fernández');
  await page.keyboard.press('#');
  await expect(page.getByPlaceholder('Find or add a label')).toBeVisible();
  await camera.take(page, 'labels-menu', { asIs: true });
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect(page.getByRole('menuitem', { name: 'Urgent' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Urgent' }).click();
  await expect(page.getByText('Priority changed')).toBeVisible();
  await expect(page.getByRole('menu')).toBeHidden();
  await dismissNotices(page);
  await page.keyboard.press('h');
  await expect(page.getByRole('menuitem', { name: 'In an hour' })).toBeVisible();
  await camera.take(page, 'snooze', { asIs: true });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'State' })).toBeVisible();
  await camera.take(page, 'filter', { asIs: true });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Conversations shown/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Snoozed' })).toBeVisible();
  await camera.take(page, 'views', { asIs: true });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.keyboard.press('r');
  const field = page.getByRole('textbox', { name: 'Write an answer' });
  await expect(field).toBeFocused();
  await page.keyboard.type('/');
  await camera.take(page, 'quick-replies', { asIs: true });
  await field.fill('');
  await page.getByText('Note', { exact: true }).click();
  const note = page.getByRole('textbox', { name: 'Write a note' });
  await note.fill('Spare pump is in the van. Ask about the age of the boiler.');
  await camera.take(page, 'note-writing');
  await note.press('Enter');
  await expect(page.getByRole('log').getByText(/Spare pump/)).toBeVisible();
  await camera.take(page, 'note');
  await page.getByText('Reply', { exact: true }).click();
}

async function takeTemplates(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const who = { phone: '447700900271', name: 'Arthur Bennett' };
  await graph.customerSends(
    who,
    { type: 'text', text: { body: 'Thank you, I will pay at the end of the month.' } },
    Date.now() - 72 * hour,
  );
  await openTalk(page, who.name);
  await camera.take(page, 'window-shut');
  await page.getByRole('button', { name: 'Send template' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Load again' }).click();
  await dialog
    .getByText(/invoice.due/i)
    .first()
    .click();
  await expect(dialog.getByRole('figure', { name: 'What the customer will see' })).toBeVisible();
  await camera.take(page, 'template');
  await page.keyboard.press('Escape');
}

async function takeAutopilot(page: Page, { graph }: World, camera: Camera): Promise<void> {
  await openSection(page, 'Assistant');
  await choose(page.getByRole('radio', { name: 'Send at any time' }));
  await choose(page.getByRole('checkbox', { name: 'In every conversation' }));
  await camera.take(page, 'autopilot-settings');
  const who = { phone: '447700900281', name: 'Grace Whitmore' };
  await goTo(page, 'Inbox');
  await graph.customerWrites({ from: who.phone, name: who.name, text: 'Hello, when are you open?' });
  await page.getByRole('row', { name: who.name }).click();
  await expect(page.getByRole('log').getByText('Assistant', { exact: true })).toBeVisible();
  await camera.take(page, 'autopilot');
  await graph.customerWrites({ from: who.phone, name: who.name, text: 'I would like to speak to a human' });
  await expect(page.getByRole('button', { name: 'Let it answer again' })).toBeVisible();
  await camera.take(page, 'autopilot-hand-off', { asIs: true });
  await openSection(page, 'Assistant');
  await choose(page.getByRole('radio', { name: 'Off' }));
}

/** The box is ticked when the change is stored, and not before. */
async function choose(box: Locator): Promise<void> {
  await box.click();
  await expect(box).toBeChecked();
}
