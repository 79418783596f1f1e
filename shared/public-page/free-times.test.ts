import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, type FreeTimes, isFree, type OfferedService, shownTimes, spanOf } from './free-times.ts';

const minute = 60_000;
const at = (hour: number): number => hour * 60 * minute;
const service = (more: Partial<OfferedService> = {}, places = 1): OfferedService => ({
  minutes: 60,
  before: 0,
  after: 0,
  atOnce: true,
  days: [{ times: [10, 11, 12].map((hour): [number, number] => [hour * 60, places]) }],
  ...more,
});
const listOf = (services: FreeTimes['services'], counted: string[] = []): FreeTimes => ({
  version: 1,
  workspace: 'workspace-1',
  issuedAt: 0,
  expiresAt: at(100),
  services,
  counted,
});
let claims = 0;
const claim = (times: FreeTimes, of: string, start: number): Claim => {
  const { from, to } = spanOf(times.services[of]!, start);
  return { id: `claim-${++claims}`, service: of, start, from, to };
};

test('several take part in one visit until its seats are gone, and the visit takes one place from others', () => {
  const times = listOf({ class: service({ seats: 3 }), boiler: service() });
  const mates = [claim(times, 'class', at(10)), claim(times, 'class', at(10))];
  expect(isFree(times, { service: 'class', start: at(10) }, mates)).toBe(true);
  expect(isFree(times, { service: 'boiler', start: at(10) }, mates)).toBe(false);
  expect(isFree(times, { service: 'boiler', start: at(11) }, mates)).toBe(true);
  const full = [...mates, claim(times, 'class', at(10))];
  expect(isFree(times, { service: 'class', start: at(10) }, full)).toBe(false);
  const shown = shownTimes(times, mates, { hash: 'h', now: 0 });
  expect(shown.services['class']).toMatchObject({ starts: [at(10), at(11), at(12)], seats: [1, 3, 3] });
});

test('of what is planned only the seats that are left count, and of what the list knows none', () => {
  const days = [{ times: [] as [number, number][], shared: [[600, 2] as [number, number]] }];
  const planned = listOf({ class: service({ seats: 8, days }), boiler: service() });
  const one = claim(planned, 'class', at(10));
  expect(shownTimes(planned, [one], { hash: 'h', now: 0 }).services['class']!.seats).toEqual([1]);
  expect(isFree(planned, { service: 'boiler', start: at(10) }, [one])).toBe(true);
  const known = listOf(planned.services, [one.id]);
  expect(shownTimes(known, [one], { hash: 'h', now: 0 }).services['class']!.seats).toEqual([2]);
});

test('who does something else only is not waited for', () => {
  const times = listOf({
    ana: service({ among: [0] }),
    bob: service({ among: [1] }),
    both: service({ among: [0, 1] }, 2),
  });
  const taken = [claim(times, 'ana', at(10))];
  expect(isFree(times, { service: 'bob', start: at(10) }, taken)).toBe(true);
  expect(isFree(times, { service: 'both', start: at(10) }, taken)).toBe(true);
  taken.push(claim(times, 'bob', at(10)));
  expect(isFree(times, { service: 'both', start: at(10) }, taken)).toBe(false);
});

test('whatever is claimed, one after another, everybody has somebody who is free, and no class has too many', () => {
  const pools: Record<string, number[]> = { ana: [0], bob: [1], both: [0, 1], class: [0, 1] };
  const times = listOf(
    Object.fromEntries(
      Object.entries(pools).map(([name, among]) => [
        name,
        service({ among, ...(name === 'class' && { seats: 3 }) }, among.length),
      ]),
    ),
  );
  const wish = fc.record({ of: fc.constantFrom(...Object.keys(pools)), hour: fc.constantFrom(10, 11) });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 14 }), (wishes) => {
      const made: Claim[] = [];
      for (const { of, hour } of wishes)
        if (isFree(times, { service: of, start: at(hour) }, made)) made.push(claim(times, of, at(hour)));
      for (const hour of [10, 11]) {
        const here = made.filter(({ start }) => start === at(hour));
        const mates = here.filter((each) => each.service === 'class').length;
        expect(mates).toBeLessThanOrEqual(3);
        const visits = here.filter(({ service: of }) => of !== 'class').map(({ service: of }) => pools[of]!);
        expect(canAllGo(mates > 0 ? [...visits, pools['class']!] : visits)).toBe(true);
      }
    }),
  );
});

/** Whether each of these can have somebody of their own. */
function canAllGo(pools: readonly number[][], busy: readonly number[] = []): boolean {
  const [first, ...rest] = pools;
  return first === undefined || first.some((each) => !busy.includes(each) && canAllGo(rest, [...busy, each]));
}
