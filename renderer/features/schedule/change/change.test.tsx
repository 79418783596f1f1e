import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { at, createFirm, type Firm, monday, showSchedule } from '../testing/show-schedule.tsx';

beforeAll(() => startMessages());

const block = (name: string) => page.getByRole('button', { name: new RegExp(name) });
const timeOf = (firm: Firm, visitId: string) => {
  const { start, end, anyTime } = firm.records.get('visits', visitId)!.time;
  return { start, end, ...(anyTime && { anyTime }) };
};

async function focusOn(name: string) {
  await expect.element(block(name)).toBeVisible();
  block(name).element().focus();
}

test('arrows walk through the visits of a day, and to the nearest one of the next day with any', async () => {
  const firm = createFirm();
  firm.visit('Maria', 600, 660);
  firm.visit('Tom', 720, 780);
  firm.visit('Ines', 500, 560, '2030-04-03');
  firm.visit('Aisha', 740, 800, '2030-04-03');
  await showSchedule(firm);
  await focusOn('Maria');
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(block('Tom')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(block('Aisha')).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(block('Ines')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(block('Maria')).toHaveFocus();
});

test('a visit far out of view is not drawn, and arrows lead to it all the same', async () => {
  const firm = createFirm();
  for (let count = 1; count <= 40; count++) firm.visit(`Customer ${count}`, 600, 660);
  firm.visit('Faraway', 600, 660, '2030-04-06');
  const { host } = await showSchedule(firm);
  await focusOn('Customer 1 ');
  expect(host.querySelectorAll('[data-visit]').length).toBeLessThan(41);
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(block('Faraway')).toHaveFocus();
  await expect.element(block('Faraway')).toBeInViewport();
});

test('Shift and arrows move a visit by a quarter of an hour and by a day; the focus goes along, and it is said', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 660);
  await showSchedule(firm);
  await focusOn('Maria');
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowUp}{ArrowDown}{/Shift}');
  await expect.poll(() => timeOf(firm, visitId)).toEqual({ start: at(630), end: at(690) });
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  const tuesday = '2030-04-02';
  await expect.poll(() => timeOf(firm, visitId)).toEqual({ start: at(630, tuesday), end: at(690, tuesday) });
  await expect.element(block('Maria')).toHaveFocus();
  await expect
    .element(page.getByRole('status').filter({ hasText: 'Maria' }))
    .toHaveTextContent('Maria, 2 Apr 2030, 10:30–11:30.');
});

test('a visit that is moved beyond the week is followed there', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 660);
  const { router } = await showSchedule(firm);
  await focusOn('Maria');
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  await expect.poll(() => timeOf(firm, visitId).start).toBe(at(600, '2030-03-31'));
  await expect.poll(() => router.state.location.search).toEqual({ day: '2030-03-31', view: 'week' });
  await expect.element(block('Maria')).toHaveFocus();
});

test('what a change runs into is said, and hinders nothing', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 660);
  firm.visit('Tom', 660, 720);
  await showSchedule(firm);
  await focusOn('Maria');
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await expect.poll(() => timeOf(firm, visitId).start).toBe(at(615));
  const said = page.getByRole('status').filter({ hasText: 'Maria' });
  await expect.poll(() => said.query()?.textContent).toContain('there is “Work for Tom” for Tom');
});

test('digits say who goes, with Shift as well, and nought nobody', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  const { visitId } = firm.visit('Maria', 600, 660);
  await showSchedule(firm);
  const going = () => Object.keys(firm.records.get('visits', visitId)?.assignees ?? {}).toSorted();
  await focusOn('Maria');
  await userEvent.keyboard('2');
  await expect.poll(going).toEqual(['m2']);
  await userEvent.keyboard('{Shift>}[Digit1]{/Shift}');
  await expect.poll(going).toEqual(['m1', 'm2']);
  await userEvent.keyboard('{Shift>}[Digit2]{/Shift}');
  await expect.poll(going).toEqual(['m1']);
  await userEvent.keyboard('0');
  await expect.poll(going).toEqual([]);
});

test('u takes a visit back to the tray, from where Shift and Up puts it at the next free time', async () => {
  const firm = createFirm();
  firm.visit('Tom', 480, 600);
  const { id, visitId } = firm.visit('Maria', 600, 660);
  const { router } = await showSchedule(firm);
  await focusOn('Maria');
  await userEvent.keyboard('u');
  await expect.poll(() => firm.records.get('visits', visitId)).toBeUndefined();
  const tray = page.getByRole('region', { name: /Unscheduled/ });
  await expect.element(tray.getByRole('button', { name: /Maria/ })).toHaveFocus();
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await expect
    .poll(() => firm.list('visits').map(({ jobId, time }) => [jobId, time.start]))
    .toContainEqual([id, at(600, monday)]);
  await expect.element(block('Maria')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => router.state.location.pathname).toBe(`/jobs/${id}`);
});

test('plus and minus change how long a visit takes, a quarter of an hour at least', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 630);
  await showSchedule(firm);
  await focusOn('Maria');
  await userEvent.keyboard('+');
  await expect.poll(() => timeOf(firm, visitId).end).toBe(at(645));
  await userEvent.keyboard('---');
  await expect.poll(() => timeOf(firm, visitId).end).toBe(at(615));
});

test('a visit whose work is done stays where it was', async () => {
  const firm = createFirm();
  const { id, visitId } = firm.visit('Maria', 600, 660);
  expectOk(firm.run('job.complete', { id }));
  await showSchedule(firm);
  await focusOn('Maria');
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await expect.element(page.getByText(/Reopen the job to move it/)).toBeInTheDocument();
  expect(timeOf(firm, visitId).start).toBe(at(600));
});

/** Where a time of a day stands, from the upper left corner of its list. */
function spot(day: string, minutes: number) {
  const list = page.getByRole('list', { name: day, exact: true });
  // The pointer goes through the list between its visits.
  const column = list.element().closest<HTMLElement>('[data-drop="time"]')!;
  const { height, width } = column.getBoundingClientRect();
  const position = { x: width / 2, y: (minutes / 1440) * height };
  return { column: page.elementLocator(column), position };
}

test('a visit is dragged to another day and time by the pointer, snapped to a quarter of an hour', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 660);
  const { router, undone } = await showSchedule(firm);
  await expect.element(block('Maria')).toBeVisible();
  const { column, position } = spot('Wednesday 3 April', 726);
  await userEvent.dragAndDrop(block('Maria'), column, {
    sourcePosition: { x: 20, y: 1 },
    targetPosition: position,
  });
  await expect
    .poll(() => timeOf(firm, visitId))
    .toEqual({ start: at(720, '2030-04-03'), end: at(780, '2030-04-03') });
  expect(undone).toEqual(['job.reschedule']);
  // What was dropped was not clicked.
  expect(router.state.location.pathname).toBe('/schedule');
});

test('a drag writes nothing until it is let go of, and nothing at all after Esc', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 660);
  const { undone } = await showSchedule(firm);
  await expect.element(block('Maria')).toBeVisible();
  const element = block('Maria').element();
  const box = element.getBoundingClientRect();
  const point = (type: string, y: number) =>
    element.dispatchEvent(
      new PointerEvent(type, { bubbles: true, button: 0, clientX: box.left + 20, clientY: y }),
    );
  point('pointerdown', box.top + 5);
  await expect
    .poll(() => point('pointermove', box.top + 65) && document.querySelector('[data-ghost]'))
    .not.toBeNull();
  expect(document.querySelector('[data-ghost]')?.textContent).toMatch(/^11:00–12:00$/);
  expect(undone).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.querySelector('[data-ghost]')).toBeNull();
  point('pointerup', box.top + 65);
  expect(timeOf(firm, visitId).start).toBe(at(600));
  expect(undone).toEqual([]);
});

test('the lower edge is drawn to another end', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 660);
  await showSchedule(firm);
  await expect.element(block('Maria')).toBeVisible();
  const { height } = block('Maria').element().getBoundingClientRect();
  const { column, position } = spot('Monday 1 April', 735);
  await userEvent.dragAndDrop(block('Maria'), column, {
    sourcePosition: { x: 20, y: height - 3 },
    targetPosition: position,
  });
  await expect.poll(() => timeOf(firm, visitId)).toEqual({ start: at(600), end: at(735) });
});

test('a job is dragged from the tray to a person’s hour, and a visit back to the tray', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  const id = firm.job('Maria', 'Blocked drain');
  await showSchedule(firm, `day=${monday}&view=day`);
  await expect.element(block('Maria')).toBeVisible();
  const { column, position } = spot('Ben, Monday 1 April', 600);
  await userEvent.dragAndDrop(block('Maria'), column, { targetPosition: position });
  await expect
    .poll(() => firm.list('visits').map(({ jobId, time, assignees }) => [jobId, time.start, assignees]))
    .toEqual([[id, at(600), { m2: true }]]);
  await expect.element(column.getByRole('button', { name: /Maria/ })).toBeVisible();
  await userEvent.dragAndDrop(block('Maria'), page.getByRole('region', { name: /Unscheduled/ }));
  await expect.poll(() => firm.list('visits')).toEqual([]);
});

test('a job that is put into one person’s schedule is theirs, by the pointer and by the keyboard', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  firm.job('Maria', 'Blocked drain');
  firm.job('Tom', 'New tap');
  await showSchedule(firm, `day=${monday}&view=week&who=m2`);
  await expect.element(block('Maria')).toBeVisible();
  const { column, position } = spot('Monday 1 April', 600);
  await userEvent.dragAndDrop(block('Maria'), column, { targetPosition: position });
  await expect.element(column.getByRole('button', { name: /Maria/ })).toBeVisible();
  await focusOn('Tom');
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await expect
    .poll(() => firm.list('visits').map(({ assignees }) => assignees))
    .toEqual([{ m2: true }, { m2: true }]);
});

test('a visit that is dragged to a colleague’s column changes time and person in one step', async () => {
  const firm = createFirm(['Ana', 'Ben']);
  const { id, visitId } = firm.visit('Maria', 600, 660);
  expectOk(firm.run('job.assignVisit', { id, visitId, staffIds: ['m1'] }));
  const { undone } = await showSchedule(firm, `day=${monday}&view=day`);
  await expect.element(block('Maria')).toBeVisible();
  const { column, position } = spot('Ben, Monday 1 April', 780);
  await userEvent.dragAndDrop(block('Maria'), column, {
    sourcePosition: { x: 20, y: 1 },
    targetPosition: position,
  });
  await expect.poll(() => firm.records.get('visits', visitId)?.assignees).toEqual({ m2: true });
  expect(timeOf(firm, visitId).start).toBe(at(780));
  expect(undone).toEqual(['job.updateVisit']);
});

test('above its day a visit loses its hour, and below it gets one again', async () => {
  const firm = createFirm();
  const { visitId } = firm.visit('Maria', 600, 660);
  await showSchedule(firm);
  await expect.element(block('Maria')).toBeVisible();
  await userEvent.dragAndDrop(block('Maria'), page.getByRole('list', { name: 'Any time' }).nth(1));
  const tuesday = '2030-04-02';
  await expect
    .poll(() => timeOf(firm, visitId))
    .toEqual({ start: at(0, tuesday), end: at(1440, tuesday), anyTime: true });
  const { column, position } = spot('Thursday 4 April', 600);
  await userEvent.dragAndDrop(block('Maria'), column, { targetPosition: position });
  await expect
    .poll(() => timeOf(firm, visitId))
    .toEqual({ start: at(600, '2030-04-04'), end: at(660, '2030-04-04') });
});
