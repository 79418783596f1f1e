import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { boundsOf } from '#shared/domain/local-time.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { at, createFirm, monday, showSchedule, timeZone } from '../testing/show-schedule.tsx';

beforeAll(() => startMessages());

const column = (name: string) => page.getByRole('list', { name });

test('a time is blocked by drawing it where nothing stands, with what for and whose it is', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  firm.visit('Maria Keller', 480, 540);
  await showSchedule(firm, `day=${monday}`);
  await expect.element(column('Ben, Monday 1 April')).toBeInTheDocument();
  const list = column('Ben, Monday 1 April').element();
  const point = (type: string, minutes: number) => {
    // Measured each time: the day scrolls to its first hours when it has been laid out.
    const { left, top, height } = list.getBoundingClientRect();
    const clientY = top + (minutes * height) / 1440;
    list.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientX: left + 30, clientY }));
  };
  point('pointerdown', 600);
  await expect.poll(() => (point('pointermove', 690), document.querySelector('[data-ghost]'))).toBeTruthy();
  point('pointerup', 690);
  await userEvent.fill(page.getByRole('textbox', { name: 'What for' }), 'Dentist');
  await expect.element(page.getByRole('combobox', { name: 'Whose time' })).toHaveValue('m2');
  await page.getByRole('dialog').getByRole('button', { name: 'Block time' }).click();
  await expect
    .poll(() => firm.list('timeBlocks'))
    .toMatchObject([
      { kind: 'block', title: 'Dentist', staffId: 'm2', time: { start: at(600), end: at(690) } },
    ]);
  await page.getByRole('button', { name: 'Dentist · Ben' }).click();
  await page.getByRole('button', { name: 'Unblock' }).click();
  await expect.poll(() => firm.list('timeBlocks')).toEqual([]);
});

test('holidays, leave and closed days stand above their day, and a visit then is marked with why', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  // Easter Monday of 2030.
  expectOk(firm.run('business.update', { fields: { holidayRegion: 'AT' } }));
  const leave = { ...boundsOf('2030-04-23', timeZone), anyTime: true as const };
  expectOk(firm.run('timeBlock.create', { kind: 'leave', time: leave, staffId: 'm1' }));
  const { id, visitId } = firm.visit('Maria Keller', 600, 660, '2030-04-23');
  expectOk(firm.run('job.assignVisit', { id, visitId, staffIds: ['m1'] }));
  await showSchedule(firm, 'day=2030-04-23&view=week');
  await expect.element(page.getByText('Easter Monday')).toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: 'Leave · Ana' })).toBeInTheDocument();
  await expect
    .element(page.getByRole('button', { name: /Maria Keller.*Ana is on leave/ }))
    .toBeInTheDocument();
});

test('a month shows each day with its visits and notes, and leads to the day', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  for (let count = 1; count <= 6; count++)
    firm.visit(`Customer ${count}`, 480 + count * 60, 530 + count * 60);
  const { id, visitId } = firm.visit('Tom Okafor', 480, 540, '2030-04-17');
  expectOk(firm.run('job.assignVisit', { id, visitId, staffIds: ['m2'] }));
  const { router } = await showSchedule(firm, `day=${monday}&view=month`);
  await expect.element(page.getByRole('table', { name: 'Month' })).toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: /Tom Okafor/ })).toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: '2 more' })).toBeInTheDocument();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Whose visits' }), 'm2');
  await expect.poll(() => document.querySelectorAll('td button[style]').length).toBe(1);
  await page.getByRole('button', { name: /^Wednesday,? 17 April 2030$/ }).click();
  await expect
    .poll(() => router.state.location.search)
    .toEqual({ day: '2030-04-17', view: 'day', who: 'm2' });
  await expect.element(column('Ben, Wednesday 17 April')).toBeInTheDocument();
  await expect.element(column('Ana, Wednesday 17 April')).not.toBeInTheDocument();
});

test('a free time is found by length and person, and a waiting job is put there', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  const { id, visitId } = firm.visit('Maria Keller', 480, 1020);
  expectOk(firm.run('job.assignVisit', { id, visitId, staffIds: ['m1'] }));
  const job = firm.job('Ines Duarte', 'Blocked drain');
  await showSchedule(firm, `day=${monday}&view=week`);
  await page.getByRole('button', { name: 'Find a time' }).click();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'For' }), job);
  const times = page.getByRole('list', { name: 'Free times' });
  await expect.element(times.getByRole('button').first()).toHaveTextContent('1 Apr 2030, 08:00–09:00Ben');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Who goes' }), 'm1');
  await expect.element(times.getByRole('button').first()).toHaveTextContent('2 Apr 2030, 08:00–09:00Ana');
  await times.getByRole('button').first().click();
  const visit = () => firm.list('visits').find(({ jobId }) => jobId === job);
  await expect.poll(visit).toMatchObject({ time: { start: at(480, '2030-04-02') }, assignees: { m1: true } });
});

test('busy times of a calendar elsewhere are tinted for whose it is, stand against a visit, and say what is wrong', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  firm.visit('Maria Keller', 600, 660);
  const visit = firm.list('visits')[0]!;
  expectOk(firm.run('job.assignVisit', { id: visit.jobId, visitId: visit.id, staffIds: ['m2'] }));
  const feed = { staffId: 'm2', name: 'Outlook', url: 'https://calendar.example/a.ics' };
  const { id } = expectOk(firm.run('feed.add', feed));
  const day = boundsOf('2030-04-02', timeZone);
  const spans = [
    { start: at(630), end: at(690), zone: timeZone },
    { ...day, zone: timeZone, anyTime: true as const },
  ];
  expectOk(firm.run('feed.noteRead', { id, spans }));
  await showSchedule(firm, `day=${monday}`);
  await expect.element(page.getByTitle('Busy · Outlook · Ben')).toBeVisible();
  await expect.element(page.getByRole('button', { name: /Maria Keller.*Outlook/ })).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Calendars elsewhere…' }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('2 busy times', { exact: false })).toBeVisible();
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Name' }), 'Mine');
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Address' }), 'calendar');
  await dialog.getByRole('button', { name: 'Follow' }).click();
  await expect.element(dialog.getByText(/This is not an address of a calendar/)).toBeVisible();
  await userEvent.fill(
    dialog.getByRole('textbox', { name: 'Address' }),
    'webcal://p1.icloud.com/published/2/x',
  );
  await dialog.getByRole('button', { name: 'Follow' }).click();
  await expect
    .poll(() => firm.list('calendarFeeds').map(({ url }) => url))
    .toContain('https://p1.icloud.com/published/2/x');
  expectOk(firm.run('feed.noteProblem', { id, kind: 'notFound', at: at(0) }));
  await dialog.getByRole('button', { name: 'Remove Mine' }).click();
  await expect.element(dialog.getByText(/^There is no calendar at this address any more/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove Outlook' }).click();
  await expect.poll(() => firm.list('busyTimes')).toEqual([]);
});
