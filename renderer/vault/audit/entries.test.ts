import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { createAuditEntries, fitsFilter } from './entries.ts';

const entry = (id: string, at: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at,
  deviceId: 'd1',
  memberId: 'm1',
  command: 'job.create',
  records: [],
  salt: 's',
  ...more,
});

const arbitraryEntries = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    at: fc.integer({ min: 0, max: 5 }),
    on: fc.constantFrom('a', 'b'),
  }),
  { selector: ({ id }) => id },
);

test('page after page, everybody gets each line once and the newest first, in whatever order they have come', () => {
  fc.assert(
    fc.property(
      arbitraryEntries,
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      (drawn, limit, isOfRecord) => {
        const log = createAuditEntries();
        const given = drawn.map(({ id, at, on }) => entry(id, at, { records: [`jobs/${on}`] }));
        for (const one of given) log.add([one, one]);
        const records = isOfRecord ? new Set(['jobs/a']) : undefined;
        const found: AuditEntry[] = [];
        for (;;) {
          const last = found.at(-1);
          const page = log.newest(() => true, limit, last, records);
          found.push(...page);
          if (page.length < limit) break;
        }
        const wanted = given.filter((one) => !isOfRecord || one.records.includes('jobs/a'));
        expect(found.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
        for (const [index, { at }] of found.entries())
          expect(at).toBeLessThanOrEqual(found[index - 1]?.at ?? at);
      },
    ),
  );
});

test('a line is found by person, device, action, days, and by who or what was behind it', () => {
  const byRule = entry('r', 10, { rule: { name: 'own', ruleId: 'rule1', runId: 'run1' } });
  const served = entry('t', 10, { rule: { name: 'technician', memberId: 'm1', messageId: 'x' } });
  const proposed = entry('p', 10, { by: 'assistant' });
  const clicked = entry('c', 10);
  const found = (filter: Parameters<typeof fitsFilter>[1]): string =>
    [byRule, served, proposed, clicked]
      .filter((one) => fitsFilter(one, filter))
      .map(({ id }) => id)
      .join('');
  expect(found({})).toBe('rtpc');
  expect(found({ by: 'person' })).toBe('c');
  expect(found({ by: 'assistant' })).toBe('p');
  expect(found({ by: 'rule' })).toBe('rt');
  expect(found({ by: { ruleId: 'rule1' } })).toBe('r');
  expect(found({ by: { ruleId: 'other' } })).toBe('');
  expect(found({ memberId: 'm2' })).toBe('');
  expect(found({ deviceId: 'd2' })).toBe('');
  expect(found({ command: 'job.cancel' })).toBe('');
  expect(found({ from: 10, until: 11 })).toBe('rtpc');
  expect(found({ from: 11 })).toBe('');
  expect(found({ until: 10 })).toBe('');
});
