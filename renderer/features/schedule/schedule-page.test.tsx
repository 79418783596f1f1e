import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { at, createFirm, monday, showSchedule } from './testing/show-schedule.tsx';

beforeAll(() => startMessages());

const onDay = (name: string | RegExp) => page.getByRole('list', { name });

test('a week shows each visit on its day with customer, work and time, and jobs without one in the tray', async () => {
  const firm = createFirm();
  firm.visit('Maria Keller', 600, 690);
  firm.visit('Tom Okafor', 480, 540, '2030-04-03');
  firm.job('Ines Duarte', 'Blocked drain');
  await showSchedule(firm);
  await expect
    .element(onDay('Monday 1 April').getByRole('button', { name: /Maria Keller.*10:00–11:30/ }))
    .toBeVisible();
  await expect.element(onDay('Wednesday 3 April').getByRole('button', { name: /Tom Okafor/ })).toBeVisible();
  const tray = page.getByRole('region', { name: /Unscheduled/ });
  await expect.element(tray.getByRole('button', { name: /Ines Duarte/ })).toBeVisible();
});

test('a click on a visit opens its job, and Back leads to the same week', async () => {
  const firm = createFirm();
  const { id } = firm.visit('Maria Keller', 600, 690);
  const { router } = await showSchedule(firm);
  await page.getByRole('button', { name: /Maria Keller/ }).click();
  await expect.poll(() => router.state.location.pathname).toBe(`/jobs/${id}`);
  router.history.back();
  await expect.poll(() => router.state.location.search).toEqual({ day: monday, view: 'week' });
  await expect.element(page.getByRole('button', { name: /Maria Keller/ })).toBeVisible();
});

test('next, before and the views are in the address', async () => {
  const { router } = await showSchedule(createFirm());
  await page.getByRole('button', { name: 'Next week' }).click();
  await expect.element(onDay('Monday 8 April')).toBeInTheDocument();
  await page.getByText('Day', { exact: true }).click();
  await expect.poll(() => router.state.location.search).toEqual({ day: '2030-04-08', view: 'day' });
  await page.getByRole('button', { name: 'Day before' }).click();
  await expect.element(onDay('Sunday 7 April')).toBeInTheDocument();
  router.history.back();
  await expect.element(onDay('Monday 8 April')).toBeInTheDocument();
});

test('each week begins where work does, or its own earliest visit: the night is above', async () => {
  await page.viewport(1200, 800);
  const firm = createFirm();
  firm.visit('Maria Keller', 300, 360);
  firm.visit('Tom Okafor', 420, 480, '2030-04-16');
  await showSchedule(firm);
  // An hour is 56 px high, and a third of one is left above.
  const beginsAt = () =>
    (page.getByRole('region', { name: 'Visits by time' }).element().scrollTop * 60) / 56 + 20;
  await expect.poll(beginsAt).toBeCloseTo(300, -1);
  for (const minute of [480, 420]) {
    await page.getByRole('button', { name: 'Next week' }).click();
    await expect.poll(beginsAt).toBeCloseTo(minute, -1);
  }
});

test('one who works alone begins with the week, a team with the day in a column for each of them', async () => {
  const alone = createFirm();
  await showSchedule(alone, `day=${monday}`);
  await expect.element(onDay('Tuesday 2 April')).toBeInTheDocument();
});

test('in a team each visit stands with who goes there, and nobody’s apart', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  const { id, visitId } = firm.visit('Maria Keller', 600, 690);
  expectOk(firm.run('job.assignVisit', { id, visitId, staffIds: ['m2'] }));
  firm.visit('Tom Okafor', 600, 660);
  await showSchedule(firm, `day=${monday}`);
  await expect
    .element(onDay('Ben, Monday 1 April').getByRole('button', { name: /Maria Keller/ }))
    .toBeVisible();
  await expect
    .element(onDay('Nobody yet, Monday 1 April').getByRole('button', { name: /Tom Okafor/ }))
    .toBeVisible();
  // Two people are not in each other's way.
  await expect.poll(() => document.querySelectorAll('[data-conflict]').length).toBe(0);
});

test('visits of one person at one time are marked as in each other’s way, with the words', async () => {
  const firm = createFirm();
  firm.visit('Maria Keller', 600, 690);
  firm.visit('Tom Okafor', 660, 720);
  firm.visit('Ines Duarte', 780, 840);
  await showSchedule(firm);
  await expect
    .element(page.getByRole('button', { name: /Maria Keller.*there is “Work for Tom Okafor”/ }))
    .toBeVisible();
  await expect.poll(() => document.querySelectorAll('[data-conflict]').length).toBe(2);
});

test('a visit without an hour stands above its day, and is in nobody’s way', async () => {
  const firm = createFirm();
  firm.visit('Maria Keller', 600, 690);
  const id = firm.job('Tom Okafor', 'Boiler');
  expectOk(firm.run('job.schedule', { id, start: at(0), end: at(1440), anyTime: true }));
  await showSchedule(firm);
  const above = page.getByRole('list', { name: 'Any time' }).first();
  await expect.element(above.getByRole('button', { name: /Tom Okafor.*Any time/ })).toBeVisible();
  expect(document.querySelectorAll('[data-conflict]').length).toBe(0);
});

test('the list has the visits of two weeks under their days, and says where there is none', async () => {
  const firm = createFirm();
  firm.visit('Maria Keller', 600, 690);
  firm.visit('Tom Okafor', 600, 690, '2030-04-14');
  firm.visit('Ines Duarte', 600, 690, '2030-04-15');
  await showSchedule(firm, `day=${monday}&view=list`);
  const sunday = page.getByRole('region', { name: 'Sunday 14 April' });
  await expect.element(sunday.getByRole('button', { name: /Tom Okafor/ })).toBeVisible();
  await expect.element(page.getByText('Ines Duarte')).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Two weeks before' }).click();
  await expect.element(page.getByText('No visits in these two weeks')).toBeVisible();
});

test('twelve visits at one time are all there, beside each other, and can be reached', async () => {
  await page.viewport(1200, 800);
  const firm = createFirm();
  for (let count = 1; count <= 12; count++) firm.visit(`Customer ${count}`, 600, 660);
  const { host } = await showSchedule(firm);
  await expect.poll(() => host.querySelectorAll('[data-visit]').length).toBe(12);
  const boxes = [...host.querySelectorAll('[data-visit]')].map((block) => block.getBoundingClientRect());
  const sorted = boxes.toSorted((a, b) => a.left - b.left);
  for (const [index, box] of sorted.entries()) {
    expect(box.width).toBeGreaterThan(40);
    expect(sorted[index + 1]?.left ?? Infinity).toBeGreaterThanOrEqual(box.right - 1);
  }
});
