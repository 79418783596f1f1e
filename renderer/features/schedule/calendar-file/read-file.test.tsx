import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { startMessages } from '#renderer/locales/i18n.ts';
import { createFirm, monday, showSchedule } from '../testing/show-schedule.tsx';

beforeAll(() => startMessages());

test('a calendar file blocks the times of its events, and taken in again they are not there twice', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  await showSchedule(firm, `day=${monday}&view=week`);
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const text = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:one',
    'SUMMARY:Dentist',
    `DTSTART:${day}T080000Z`,
    `DTEND:${day}T090000Z`,
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:two',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
  for (let time = 0; time < 2; time++) {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Block time from a calendar file' }).click();
    const dialog = page.getByRole('dialog');
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await userEvent.upload(input, new File([text], 'mine.ics', { type: 'text/calendar' }));
    await expect.element(dialog.getByText('1 time is in the file.')).toBeVisible();
    await expect.element(dialog.getByText('1 event could not be read, and is left out.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Block these times' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(firm.list('timeBlocks')).toMatchObject([{ title: 'Dentist', staffId: 'm1', kind: 'block' }]);
    expect(firm.list('timeBlocks')[0]!.event).toContain('UID:one');
  }
});

test('a file in the letters of old Windows is read, and what is no calendar says so', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  await showSchedule(firm, `day=${monday}&view=week`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Block time from a calendar file' }).click();
  const dialog = page.getByRole('dialog');
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  await userEvent.upload(input, new File(['Name;Phone\nAnn;1'], 'people.ics'));
  await expect.element(dialog.getByText(/^This is no calendar file/)).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Block these times' })).toBeDisabled();
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const text = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Müller\nDTSTART:${day}T080000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR`;
  const letters = Uint8Array.from(text, (letter) => letter.codePointAt(0)!);
  await userEvent.upload(input, new File([letters], 'mine.ics'));
  await dialog.getByRole('button', { name: 'Block these times' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(firm.list('timeBlocks')).toMatchObject([{ title: 'Müller' }]);
});

test('a day’s run is printed with what whoever goes there has to know', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  const { id, visitId } = firm.visit('Maria Keller', 480, 540);
  firm.run('job.updateVisit', { id, visitId, staffIds: ['m1'], notes: 'Ring twice' });
  await showSchedule(firm, `day=${monday}&view=day`);
  const print = window.print;
  const printed: string[] = [];
  window.print = () => {
    printed.push(document.querySelector('.pl-print')!.textContent ?? '');
    window.dispatchEvent(new Event('afterprint'));
  };
  try {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Print day’s run' }).click();
    await expect.poll(() => printed.length).toBe(1);
  } finally {
    window.print = print;
  }
  expect(printed[0]).toMatch(/Ana[^]*08:00–09:00[^]*Maria Keller[^]*Work for Maria Keller[^]*Ring twice/);
  expect(printed[0]).not.toContain('Ben');
  expect(document.querySelector('.pl-print')).toBeNull();
});
