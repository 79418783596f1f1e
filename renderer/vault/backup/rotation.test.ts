import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupName, momentOf } from './names.ts';
import { type Kept, outdated } from './rotation.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 22, 15);

function kept(at: number): Kept {
  return { name: backupName(at), at, day: new Date(at).toISOString().slice(0, 10) };
}

const today = { at: now, day: '2026-11-22' };
const backupSets = fc
  .uniqueArray(fc.integer({ min: -40 * 24 * 60, max: 3 * 24 * 60 }), { maxLength: 40 })
  .map((minutes) => [kept(now), ...minutes.filter((m) => m !== 0).map((m) => kept(now + m * 60_000))]);

function staying(stored: Kept[]): Kept[] {
  const gone = new Set(outdated(stored, today));
  return stored.filter(({ name }) => !gone.has(name));
}

test('three of today, one of each earlier day and ten in all are kept', () => {
  fc.assert(
    fc.property(backupSets, (stored) => {
      const days = Map.groupBy(staying(stored), (backup) => backup.day);
      const counts = [...days].map(([name, backups]) => backups.length <= (name === today.day ? 3 : 1));
      expect(counts).not.toContain(false);
      expect(staying(stored).length).toBeLessThanOrEqual(10);
    }),
  );
});

test('the backup that was just made always stays, also where a wrong clock made others of the future', () => {
  fc.assert(
    fc.property(backupSets, (stored) => {
      expect(staying(stored)).toContainEqual(kept(now));
    }),
  );
});

test('of two backups of one earlier day the newer one stays', () => {
  const evening = kept(now - day + 60_000);
  expect(outdated([kept(now), kept(now - day), evening], today)).toEqual([kept(now - day).name]);
});

test('what stays once stays until another backup is made', () => {
  fc.assert(
    fc.property(backupSets, (stored) => {
      expect(outdated(staying(stored), today)).toEqual([]);
    }),
  );
});

test('a week of work leaves a backup of each day to go back to', () => {
  const stored = Array.from({ length: 6 }, (_, days) =>
    [3, 2, 1].map((hour) => kept(now - days * day - hour * 3_600_000)),
  );
  expect(staying([kept(now), ...stored.flat()]).map((backup) => backup.day)).toEqual(
    expect.arrayContaining([
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
    ]),
  );
});

test('a name says its moment and nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      expect(momentOf(backupName(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
  expect(backupName(Date.UTC(2026, 10, 22, 8, 15, 0))).toBe('plumbline-20261122-081500.plumbline');
  expect(momentOf('plumbline-20261399-081500.plumbline')).toBeUndefined();
});

test('whatever is older than it may be goes, but for the newest of all, and nothing younger goes for its age', () => {
  fc.assert(
    fc.property(
      backupSets,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 60 }),
      (stored, days, idle) => {
        const later = { at: now + idle * day, day: new Date(now + idle * day).toISOString().slice(0, 10) };
        const gone = new Set(outdated(stored, later, days * day));
        const left = stored.filter(({ name }) => !gone.has(name));
        const newest = Math.max(...left.map(({ at }) => (at > later.at ? -Infinity : at)));
        expect(left.length).toBeGreaterThan(0);
        for (const { at } of left) expect(at === newest || later.at - at <= days * day).toBe(true);
        const byNumber = new Set(outdated(stored, later));
        const young = stored.filter(({ name, at }) => later.at - at <= days * day && !byNumber.has(name));
        expect(young.filter(({ name }) => gone.has(name))).toEqual([]);
      },
    ),
  );
});
