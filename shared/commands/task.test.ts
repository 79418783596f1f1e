import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '#shared/domain/day.ts';
import { nextDue, taskRepeats } from '#shared/domain/task.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';

const day = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1990-01-01', days));

/** The day of the month on which something that began on another one falls in the month of `day`. */
function dateIn(day: string, first: string): string {
  const last = addDays(`${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`, -1);
  return first.slice(8) < last.slice(8) ? first.slice(8) : last.slice(8);
}

test('what repeats falls due again after any day, and not before it began', () => {
  const longest = { daily: 1, weekly: 7, monthly: 31, yearly: 366 };
  fc.assert(
    fc.property(day, day, fc.constantFrom(...taskRepeats), (first, after, repeat) => {
      const next = nextDue(first, repeat, after);
      const isFirst = after < first;
      expect(isFirst ? next === first : next > after).toBe(true);
      expect(isFirst ? 0 : daysBetween(after, next)).toBeLessThanOrEqual(longest[repeat]);
    }),
  );
});

test('what repeats stays on its day of the week or of the month', () => {
  fc.assert(
    fc.property(day, day, (first, after) => {
      expect(daysBetween(first, nextDue(first, 'weekly', after)) % 7).toBe(0);
      for (const repeat of ['monthly', 'yearly'] as const) {
        const next = nextDue(first, repeat, after);
        expect(next.slice(8)).toBe(dateIn(next, first));
      }
    }),
  );
});

test('the end of a long month comes back after a short one', () => {
  expect(nextDue('2026-01-31', 'monthly', '2026-01-31')).toBe('2026-02-28');
  expect(nextDue('2026-01-31', 'monthly', '2026-02-28')).toBe('2026-03-31');
  expect(nextDue('2024-02-29', 'yearly', '2024-02-29')).toBe('2025-02-28');
  expect(nextDue('2024-02-29', 'yearly', '2027-03-01')).toBe('2028-02-29');
});

test('a task that repeats comes back when it is done, once, even if two devices mark it', () => {
  const memory = createMemoryRecords();
  const due = { day: '2026-11-02', time: '09:00' };
  const { id } = expectOk(
    memory.run('task.create', { title: 'Send the VAT return', due, repeat: 'monthly' }),
  );
  const { nextId } = expectOk(memory.run('task.complete', { id }));
  expect(memory.records.get('tasks', id)?.done).toEqual({ at: memory.context.now, memberId: 'member-1' });
  // The second of November is over: what is due next is not due in the past.
  expect(memory.records.get('tasks', nextId!)).toMatchObject({
    title: 'Send the VAT return',
    due: { day: '2026-12-02', time: '09:00' },
    repeat: 'monthly',
  });
  expectOk(memory.run('task.reopen', { id }));
  expect(expectOk(memory.run('task.complete', { id })).nextId).toBe(nextId);
  expect(memory.list('tasks')).toHaveLength(2);
});

test('a task is about something that is there, and somebody who is there does it', () => {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  expectOk(memory.run('task.create', { title: 'Ring', aboutKind: 'contacts', aboutId: contactId }));
  const gone = memory.run('task.create', { title: 'Ring', aboutKind: 'contacts', aboutId: 'nobody' });
  expect(gone).toMatchObject({ ok: false, error: { code: 'task.about-missing' } });
  const whose = memory.run('task.create', { title: 'Ring', memberId: 'nobody' });
  expect(whose).toMatchObject({ ok: false, error: { code: 'task.no-member' } });
  const endless = memory.run('task.create', { title: 'Ring', repeat: 'weekly' });
  expect(endless).toMatchObject({ ok: false, error: { code: 'task.no-day' } });
});
