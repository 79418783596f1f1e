import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { boundsOf, momentOf, timeOf } from '#shared/domain/local-time.ts';
import { planDays, planIds, planSchema, planTime } from '#shared/domain/plan.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import { createMemoryRecords } from './testing.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const zones = [
  'UTC',
  'America/New_York',
  'Europe/Vienna',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
];
/** What stands still in the tests' worlds. */
const today = '2026-11-21';
const weekly = { first: today, rule: 'FREQ=WEEKLY', time: '09:00', minutes: 60 };

function createFirm() {
  const world = createMemoryRecords();
  const contactId = expectOk(world.run('contact.create', { name: 'Maria' })).id;
  const plan = (fields: object = {}) =>
    expectOk(world.run('plan.create', { contactId, title: 'Boiler', times: weekly, ...fields })).id;
  const jobs = (id?: string) =>
    world.list('jobs').filter(({ planId }) => planId !== undefined && (id === undefined || planId === id));
  const visitOn = (id: string, day: string) => world.records.get('visits', planIds(id, day).visitId);
  return { ...world, contactId, plan, jobs, visitOn };
}

test('a rule in days gives the days of plain expansion, and its visits the same time on the wall in each zone', () => {
  const anyCase = fc.record({
    zone: fc.constantFrom(...zones),
    first: fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days)),
    unit: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 6 }),
    from: fc.integer({ min: -100, max: 500 }),
    length: fc.integer({ min: 0, max: 800 }),
    hour: fc.integer({ min: 4, max: 22 }),
  });
  fc.assert(
    fc.property(anyCase, ({ zone, first, unit, interval, from, length, hour }) => {
      const times = {
        first,
        rule: `FREQ=${unit};INTERVAL=${interval}`,
        time: `${String(hour).padStart(2, '0')}:30`,
        minutes: 60,
        zone,
      };
      const begins = addDays(first, from);
      const ends = addDays(begins, length);
      const found = planDays({ times }, begins, ends);
      const expected: string[] = [];
      for (let day = first; day <= ends; day = addDays(day, 1))
        if (day >= begins && isOn(first, unit, interval, day)) expected.push(day);
      expect(found).toEqual(expected);
      for (const day of found.slice(0, 5)) {
        const { start, end } = planTime({ times }, day);
        expect([dayOf(start, zone), timeOf(start, zone)]).toEqual([day, times.time]);
        expect(end - start).toBe(3_600_000);
      }
    }),
  );
});

/** Day by day, without any rule's library: what has no such day in a month or year is left out. */
function isOn(first: string, unit: string, interval: number, day: string): boolean {
  const days = Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${first}T00:00Z`)) / 86_400_000);
  if (unit === 'DAILY') return days % interval === 0;
  if (unit === 'WEEKLY') return days % (7 * interval) === 0;
  const [year, month] = [0, 5].map((at) => Number(day.slice(at, at + (at === 0 ? 4 : 2))));
  const [firstYear, firstMonth] = [0, 5].map((at) => Number(first.slice(at, at + (at === 0 ? 4 : 2))));
  if (day.slice(8) !== first.slice(8)) return false;
  const months = (year! - firstYear!) * 12 + month! - firstMonth!;
  return unit === 'MONTHLY' ? months % interval === 0 : months % (12 * interval) === 0;
}

test('a plan makes a job with a visit for each of its days of the coming year, with its lines, in that year’s book', () => {
  const firm = createFirm();
  const items = [{ name: 'Service', quantity: '1', unitPrice: '9000', currency: 'EUR' }];
  const id = firm.plan({ items });
  const made = firm.jobs(id);
  expect(made.length).toBe(57);
  for (const job of made) {
    expect(job).toMatchObject({ title: 'Boiler', contactId: firm.contactId });
    expect(readJob(firm.records, job.id)!.state).toBe('scheduled');
    expect(Object.values(job.items!)).toMatchObject(items);
    const visit = firm.visitOn(id, job.planDay!)!;
    expect(visit.time.start).toBe(momentOf(job.planDay!, '09:00', 'UTC'));
    expect(new Date(job.createdAt).toISOString().slice(0, 10)).toBe(job.planDay);
  }
  const before = firm.snapshot();
  expectOk(firm.run('plan.makeVisits', {}));
  expect(firm.snapshot()).toEqual(before);
  firm.context.now += 7 * 86_400_000;
  expectOk(firm.run('plan.makeVisits', {}));
  expect(firm.jobs(id).length).toBe(58);
});

test('changing all of a plan moves what is to come, but neither what was done nor what was moved by itself', () => {
  const firm = createFirm();
  const id = firm.plan();
  const [first, second, third] = [0, 7, 14].map((days) => addDays(today, days)) as [string, string, string];
  expectOk(firm.run('job.complete', { id: planIds(id, first).jobId }));
  const done = firm.records.get('jobs', planIds(id, first).jobId);
  const start = momentOf(addDays(second, 1), '15:00', 'UTC')!;
  const moved = { id: planIds(id, second).jobId, visitId: planIds(id, second).visitId };
  expectOk(firm.run('job.reschedule', { ...moved, start, end: start + 3_600_000 }));
  expectOk(
    firm.run('plan.update', { id, fields: { title: 'Heating', times: { ...weekly, time: '11:00' } } }),
  );
  expect(firm.records.get('jobs', planIds(id, first).jobId)).toEqual(done);
  expect(firm.visitOn(id, first)!.time.start).toBe(momentOf(first, '09:00', 'UTC'));
  expect(firm.visitOn(id, second)!.time.start).toBe(start);
  expect(firm.visitOn(id, third)!.time.start).toBe(momentOf(third, '11:00', 'UTC'));
  expect(firm.records.get('jobs', planIds(id, third).jobId)!.title).toBe('Heating');
  expectOk(firm.run('plan.update', { id, fields: { times: { ...weekly, time: '12:00' } } }));
  expect(firm.visitOn(id, third)!.time.start).toBe(momentOf(third, '12:00', 'UTC'));
});

test('changing what follows ends one plan and begins another; skipping one takes that one alone', () => {
  const firm = createFirm();
  const id = firm.plan();
  const from = addDays(today, 30);
  const following = expectOk(
    firm.run('plan.changeFollowing', {
      id,
      from,
      fields: { times: { ...weekly, first: from, rule: 'FREQ=MONTHLY' } },
    }),
  ).id;
  const parted = addDays(today, 35);
  expect(firm.records.get('plans', id)!.until).toBe(addDays(parted, -1));
  expect(firm.records.get('plans', following)).toMatchObject({ followsId: id, title: 'Boiler' });
  expect(firm.jobs(id).map(({ planDay }) => planDay)).toEqual(
    [0, 7, 14, 21, 28].map((days) => addDays(today, days)),
  );
  expect(firm.jobs(following).length).toBeGreaterThan(10);
  for (const { planDay } of firm.jobs(following)) expect(planDay!.slice(8)).toBe(from.slice(8));
  const skipped = addDays(today, 7);
  expectOk(firm.run('plan.skip', { id, day: skipped }));
  expectOk(firm.run('plan.makeVisits', {}));
  expect(firm.jobs(id).map(({ planDay }) => planDay)).not.toContain(skipped);
  expect(firm.visitOn(id, skipped)).toBeUndefined();
  expectOk(firm.run('plan.end', { id: following, lastDay: today }));
  expect(firm.jobs(following)).toEqual([]);
});

const names = [
  'plans',
  'planTerms',
  'tasks',
  'jobs',
  'jobEvents',
  'documents',
  'issued',
  'visits',
  'contacts',
  'business',
  'members',
  'staff',
] as const;

test('whatever two owners do to a plan apart, in whatever order they meet, they see the same and each visit once', () => {
  const step = fc.constantFrom('make', 'skip', 'follow', 'retime', 'retitle', 'complete', 'end');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), step, fc.boolean()), { maxLength: 10 }),
      (steps) => {
        const devices = [1, 2].map((who) => createDevice(who, names)) as [Device, Device];
        const [one, two] = devices;
        const contact = expectOk(one.run('contact.create', { name: 'Maria' })) as { id: string };
        const first = '2026-12-01';
        const times = { first, rule: 'FREQ=MONTHLY', time: '09:00', minutes: 60 };
        const plan = { contactId: contact.id, title: 'Boiler', times };
        const { id } = expectOk(one.run('plan.create', plan)) as { id: string };
        meet(one, two);
        let isDone = false;
        for (const [which, what, meets] of steps) {
          const done = act(devices[which]!, what, id, times);
          isDone ||= what === 'complete' && done?.ok === true;
          if (meets) meet(one, two);
        }
        meet(one, two);
        // What one took away while the other made it is settled by the next look at the plans.
        one.run('plan.makeVisits', {});
        meet(one, two);
        two.run('plan.makeVisits', {});
        meet(one, two);
        expect(one.shown()).toEqual(two.shown());
        expect(one.setAside()).toEqual([]);
        for (const each of one.records.all('plans')) {
          expect(planSchema.safeParse(each).success).toBe(true);
          const days = planDays(each, '2026-11-28', addDays('2026-11-28', 396));
          const made = [...one.records.all('jobs')].filter(({ planId }) => planId === each.id);
          const open = made
            .filter(({ id: jobId }) => stateOf(one, jobId) === 'scheduled')
            .map(({ planDay }) => planDay!);
          expect(open.every((day) => days.includes(day))).toBe(true);
          for (const day of days) expect(made.filter(({ planDay }) => planDay === day).length).toBe(1);
        }
        // What was done stays done, whoever took the plan's visits away meanwhile.
        const done = stateOf(one, planIds(id, '2027-01-01').jobId);
        expect(isDone ? done : 'completed').toBe('completed');
        for (const visit of one.records.all('visits'))
          expect(one.records.get('jobs', visit.jobId)).toBeDefined();
      },
    ),
    { numRuns: 60 },
  );
});

function stateOf({ records }: Device, jobId: string) {
  return readJob(records, jobId)?.state;
}

function act(device: Device, what: string, id: string, times: object) {
  const day = '2027-02-01';
  const { jobId } = planIds(id, '2027-01-01');
  if (what === 'make') return device.run('plan.makeVisits', {});
  if (what === 'skip') return device.run('plan.skip', { id, day });
  if (what === 'follow')
    return device.run('plan.changeFollowing', { id, from: '2027-03-01', fields: { title: 'Later' } });
  if (what === 'retime')
    return device.run('plan.update', { id, fields: { times: { ...times, time: '14:00' } } });
  if (what === 'retitle') return device.run('plan.update', { id, fields: { title: 'Heating' } });
  if (what === 'complete') return device.run('job.complete', { id: jobId });
  if (what === 'end') return device.run('plan.end', { id, lastDay: '2027-06-15' });
  return undefined;
}

test('a rule that is none, or never comes, is refused', () => {
  const firm = createFirm();
  for (const rule of [
    'FREQ=HOURLY',
    'FREQ=WEEKLY;COUNT=3',
    'nonsense',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  ])
    expect(
      firm.run('plan.create', {
        contactId: firm.contactId,
        title: 'Boiler',
        times: { ...weekly, rule },
      }).ok,
    ).toBe(false);
  expect(boundsOf(today, 'UTC').start).toBeGreaterThan(0);
});

test('a change of the plan takes away no job on which somebody has hung something', () => {
  const firm = createFirm();
  const id = firm.plan();
  const [kept, gone] = firm.jobs(id).slice(1, 3);
  const start = firm.context.now + 86_400_000;
  expectOk(firm.run('job.schedule', { id: kept!.id, start, end: start + 3_600_000 }));
  expectOk(firm.run('plan.end', { id, lastDay: today }));
  expect(firm.records.get('jobs', gone!.id)).toBeUndefined();
  expect(readJob(firm.records, kept!.id)?.visits).toMatchObject({ [firm.list('visits').at(-1)!.id]: {} });
});

test('a plan of every day may have begun long ago', () => {
  const firm = createFirm();
  const id = firm.plan({ times: { first: '1900-01-01', rule: 'FREQ=DAILY', minutes: 60 } });
  expect(firm.visitOn(id, today)).toBeDefined();
});
