import { expect, test } from 'vitest';
import type { ArgsOf } from '#shared/commands/index.ts';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import { areaOf } from '#shared/domain/area.ts';
import { freeTimes } from '#shared/domain/availability/free-time.ts';
import { boundsOf, momentOf } from '#shared/domain/local-time.ts';
import { visitConflicts } from '#shared/domain/visit-conflicts.ts';
import { expectOk } from '#shared/lib/result.ts';
import { bookables, conflictRules, takenTimes, travelBetween } from './availability.ts';
import { allJobs } from './jobs.ts';

const timeZone = 'Europe/Vienna';
const shift = [{ from: '08:00', to: '12:00' }];
/** A Monday. */
const day = '2026-11-30';
const at = (time: string, on = day) => momentOf(on, time, timeZone)!;

function createFirm() {
  const world = createMemoryRecords();
  const profile: ArgsOf<'business.setUp'>['profile'] = {
    ...dutchBusiness,
    country: 'AT',
    locale: 'en-GB',
    timeZone,
    taxRounding: 'line',
    hours: { mon: shift, tue: shift },
  };
  expectOk(world.run('business.setUp', { profile, services: [] }));
  const person = (name: string) => expectOk(world.run('staff.create', { kind: 'person', name })).id;
  const contact = expectOk(world.run('contact.create', { name: 'Maria' })).id;
  return {
    ...world,
    person,
    visit(from: string, to: string, staffIds: string[], city?: string) {
      const siteId =
        city && expectOk(world.run('site.create', { contactId: contact, address: { street: '1', city } })).id;
      const job = expectOk(
        world.run('job.create', { contactId: contact, title: 'Work', ...(siteId && { siteId }) }),
      ).id;
      return {
        job,
        ...expectOk(world.run('job.schedule', { id: job, start: at(from), end: at(to), staffIds })),
      };
    },
    /** Free hours of a day, with who is free. */
    free(on = day, areaId?: string) {
      const business = world.records.get('business', 'business')!;
      const among = bookables(world.records, business).filter(({ name }) => name !== 'Owner');
      const { start, end } = boundsOf(on, timeZone);
      const wanted = {
        start,
        end,
        minutes: 60,
        among,
        areaId,
        travel: travelBetween(world.records),
        step: 60,
      };
      return freeTimes(wanted, takenTimes(world.records, 0)).map((time) => ({
        hour: (time.start - start) / 3_600_000,
        who: time.staffIds,
      }));
    },
  };
}

test('leave and time blocks take one person’s time, a closed day and a holiday everybody’s', () => {
  const firm = createFirm();
  const [ana, ben] = [firm.person('Ana'), firm.person('Ben')];
  const { start, end } = boundsOf(day, timeZone);
  expectOk(
    firm.run('timeBlock.create', { kind: 'leave', time: { start, end, anyTime: true }, staffId: ana }),
  );
  const errand = { kind: 'block' as const, time: { start: at('09:00'), end: at('10:00') }, staffId: ben };
  expectOk(firm.run('timeBlock.create', errand));
  expect(firm.free()).toEqual([8, 10, 11].map((hour) => ({ hour, who: [ben] })));
  const closed = { kind: 'closed' as const, time: { start, end, anyTime: true as const }, staffId: null };
  expectOk(firm.run('timeBlock.create', closed));
  expect(firm.free()).toEqual([]);
  // 8 December is a holiday in Austria, and a Tuesday.
  expect(firm.free('2026-12-08')).toHaveLength(4);
  expectOk(firm.run('business.update', { fields: { holidayRegion: 'AT' } }));
  expect(firm.free('2026-12-08')).toEqual([]);
  expectOk(firm.run('business.update', { fields: { holidayRegion: '' } }));
  expect(firm.free('2026-12-08')).toHaveLength(4);
});

test('a visit to which nobody goes yet takes one of those who are free; one without an hour takes none', () => {
  const firm = createFirm();
  const [ana, ben] = [firm.person('Ana'), firm.person('Ben')];
  firm.visit('09:00', '10:00', []);
  const free = () => firm.free().find(({ hour }) => hour === 9);
  expect(free()).toEqual({ hour: 9, who: [ana, ben] });
  firm.visit('09:00', '10:00', [ana]);
  expect(free()).toBeUndefined();
  const { job } = firm.visit('10:00', '11:00', [ben]);
  expectOk(
    firm.run('job.schedule', { id: job, ...boundsOf(day, timeZone), anyTime: true, staffIds: [ana, ben] }),
  );
  expect(firm.free().map(({ hour }) => hour)).toEqual([8, 10, 11]);
});

test('the way between two areas is kept free, and told where it is not', () => {
  const firm = createFirm();
  const ana = firm.person('Ana');
  const north = expectOk(firm.run('area.create', { name: 'North', places: ['Krems', '35'] })).id;
  const south = expectOk(firm.run('area.create', { name: 'South', places: ['Graz'] })).id;
  expectOk(firm.run('area.setTravel', { from: north, to: south, minutes: 90 }));
  firm.visit('09:00', '10:00', [ana], 'Graz');
  expect(firm.free(day, south).map(({ hour }) => hour)).toEqual([8, 10, 11]);
  expect(firm.free(day, north)).toEqual([]);
  const { job, visitId } = firm.visit('11:00', '12:00', [ana], 'Krems');
  const business = firm.records.get('business', 'business')!;
  const jobs = allJobs(firm.records);
  const own = jobs.find(({ id }) => id === job)!;
  const found = visitConflicts(own.visits[visitId]!, jobs, conflictRules(firm.records, business), {
    except: visitId,
    isTeam: true,
    job: own,
  });
  expect(found).toMatchObject([{ kind: 'travel', minutes: 90 }]);
});

test('an address lies in the area of its town, or of the longest beginning of its postcode', () => {
  const area = (id: string, ...places: string[]) => {
    return {
      id,
      createdAt: 0,
      name: id,
      places: Object.fromEntries(places.map((place) => [place, true as const])),
    };
  };
  const areas = [area('a', 'Krems', '3'), area('b', '35', 'Saint-Denis')];
  expect(areaOf({ city: 'krems', postcode: '3500' }, areas)).toBe('a');
  expect(areaOf({ postcode: '35 00' }, areas)).toBe('b');
  expect(areaOf({ postcode: '3400' }, areas)).toBe('a');
  expect(areaOf({ city: 'Graz' }, areas)).toBeUndefined();
  expect(areaOf(undefined, areas)).toBeUndefined();
});

test('a block that ends before it begins, or leave of nobody, is refused with what to do', () => {
  const firm = createFirm();
  const time = { start: at('10:00'), end: at('09:00') };
  expect(firm.run('timeBlock.create', { kind: 'block', time, staffId: null }).ok).toBe(false);
  const hour = { start: at('09:00'), end: at('10:00') };
  expect(firm.run('timeBlock.create', { kind: 'leave', time: hour, staffId: null }).ok).toBe(false);
  expect(firm.run('timeBlock.create', { kind: 'block', time: hour, staffId: 'gone' }).ok).toBe(false);
});
