import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';
import { choose } from './import.ts';

const long = 'Wohnungsbaugenossenschaft Friedrichshain-Kreuzberg eingetragene Genossenschaft';
const hebrew = 'אחזקה ותיקונים בע״מ – שירות עשרים וארבע שעות';

/** What was before Plumbline: jobs of 45 columns, invoices from elsewhere, a chat and a phone's calls. */
export async function takeImportHistory(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Jobs');
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  await camera.take(page, 'import-jobs');
  await choose(page, 'jobs-export.csv', Buffer.from(jobs()));
  await expect(page.getByText(/new ·/)).toBeVisible();
  await camera.take(page, 'import-jobs-columns');
  await camera.take(page, 'import-jobs-zoomed', { views: [zoomed] });
  await camera.take(page, 'import-jobs-below', { show: page.getByText('Custom field 30', { exact: true }) });
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
  await camera.take(page, 'import-jobs-done');
  await takeInvoices(page, camera);
  await takeChat(page, camera);
  await takeCalls(page, camera);
}

async function takeInvoices(page: Page, camera: Camera): Promise<void> {
  await kind(page, 'Earlier invoices');
  await choose(page, 'invoices.csv', Buffer.from(invoices()));
  await expect(page.getByText(/new/).first()).toBeVisible();
  await camera.take(page, 'import-invoices');
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
  await goTo(page, 'Money');
  await page.getByText('From elsewhere').click();
  await camera.take(page, 'money-elsewhere');
  await camera.take(page, 'money-elsewhere-zoomed', { views: [zoomed] });
  await page.getByText(hebrew).first().click();
  await expect(page.getByRole('button', { name: 'Mark as paid' })).toBeVisible();
  await camera.take(page, 'money-elsewhere-open');
  await page.keyboard.press('Escape');
}

async function takeChat(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  await kind(page, 'WhatsApp chat');
  await camera.take(page, 'import-chat');
  const said = [
    `[3/4/25, 10:14:33] ${hebrew}: שלום, יש נזילה במטבח`,
    '[3/4/25, 10:15:00] Keller: We come tomorrow at nine',
    `[3/4/25, 10:16:00] ${hebrew}: תודה`,
  ];
  await choose(page, 'WhatsApp Chat.txt', Buffer.from(said.join('\n')));
  await page.getByRole('checkbox', { name: /Keller/ }).check();
  await camera.take(page, 'import-chat-questions');
  await camera.take(page, 'import-chat-questions-zoomed', { views: [zoomed] });
  await page.getByRole('radio', { name: /Day first/ }).check();
  await page.getByRole('button', { name: 'Import the chat' }).click();
  await page.getByRole('button', { name: 'Open the conversation' }).click();
  await expect(page.getByText('We come tomorrow at nine').first()).toBeVisible();
  await camera.take(page, 'import-chat-thread');
}

async function takeCalls(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  await kind(page, 'Calls of a phone');
  const calls = [2, 1, 3].map((type, at) => {
    return `<call number="0171 55${10_000 + at}" duration="${at * 65}" date="17000000${at}0000" type="${type}" />`;
  });
  await choose(
    page,
    'calls.xml',
    Buffer.from(
      `<calls>${calls.join('')}<call number="110" date="1700000000000" duration="3" type="2"/></calls>`,
    ),
  );
  await expect(page.getByText(/with people you know/)).toBeVisible();
  await camera.take(page, 'import-calls');
}

async function kind(page: Page, label: string): Promise<void> {
  await page.getByRole('combobox', { name: 'What is brought in' }).selectOption({ label });
}

function jobs(): string {
  const more = Array.from({ length: 36 }, (_, at) => `Custom field ${at + 1}`);
  const head = [
    'Job #',
    'Client name',
    'Client phone',
    'Title',
    'Scheduled start date',
    'Start time',
    'Total ($)',
    'Job status',
    'Notes',
  ];
  const rows = Array.from({ length: 30 }, (_, at) => {
    const name = at === 0 ? long : at === 1 ? hebrew : `Jörg Müller ${at}`;
    return [
      at,
      name,
      `0171 55${10_000 + at}`,
      at % 2 === 0 ? long : 'Boiler',
      '21/12/2026',
      '9:00',
      '"1,250.00"',
      'Upcoming',
      '',
      ...more.map((_, field) => (field === 3 ? long : '')),
    ];
  });
  const wrong = ['99', 'Eva', '', 'Roof', 'soon', '9:00', 'much', 'Somehow', '', ...more.map(() => '')];
  return [[...head, ...more], ...rows, wrong].map((cells) => cells.join(',')).join('\n');
}

function invoices(): string {
  const rows = Array.from({ length: 12 }, (_, at) => {
    const name = at === 0 ? hebrew : at === 1 ? long : `Jörg Müller ${at}`;
    return `${1000 + at},${name},${21 - at}/10/2026,${at % 2 === 0 ? '05/11/2026' : ''},${240 + at}.00,${at % 3 === 0 ? '40.00' : '0.00'}`;
  });
  return `Invoice #,Client name,Issued date,Due date,Total,Balance\n${rows.join('\n')}\n`;
}
