import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import { type Affected, breachLawOf, dueAt, stepsIn } from '#shared/domain/breach.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { createDevice, meet } from '#shared/commands/testing-device.ts';
import { expectOk } from '#shared/lib/result.ts';
import { affectedPeople } from './breach-people.ts';

const now = Date.UTC(2026, 10, 30);

/** Ana wrote over WhatsApp, Ben was written down, Cleo is Ana's other number and was joined with her. */
function people() {
  const world = createMemoryRecords();
  const put = (collection: CollectionName, after: { id: string; [field: string]: unknown }) =>
    world.apply([{ collection, id: after.id, path: [], before: undefined, after: after as never }]);
  put('contacts', { id: 'ana', name: 'Ana', createdAt: 100, tags: { vip: true } });
  put('contacts', { id: 'ben', name: 'Ben', createdAt: 200 });
  put('contacts', { id: 'cleo', name: 'Cleo', createdAt: 300, mergedInto: 'ana' });
  put('contacts', { id: 'dan', name: 'Dan', createdAt: 400, binnedAt: 450 });
  put('conversations', { id: 't', contactId: 'cleo', channel: 'whatsapp', createdAt: 500, lastAt: 600 });
  const who = (asked: Affected) => affectedPeople(world.records, asked, now).map(({ id }) => id);
  return { put, who };
}

test('a breach counts each person once, as who they are now, those in the bin among them', () => {
  const { who } = people();
  expect(who({})).toEqual(['ana', 'ben', 'dan']);
  expect(who({ channel: 'whatsapp' })).toEqual(['ana']);
  expect(who({ channel: 'messenger' })).toEqual([]);
});

test('within a time are those who were taken in or in touch then', () => {
  const { who } = people();
  expect(who({ from: 150, until: 250 })).toEqual(['ben']);
  expect(who({ from: 550 })).toEqual(['ana']);
  expect(who({ until: 150 })).toEqual(['ana']);
  expect(who({ channel: 'whatsapp', until: 500 })).toEqual([]);
});

test('a segment that is gone finds nobody rather than everybody', () => {
  const { who, put } = people();
  expect(who({ segmentId: 's' })).toEqual([]);
  put('segments', { id: 's', name: 'All', filter: {}, createdAt: 0 });
  expect(who({ segmentId: 's' })).toEqual(['ana', 'ben']);
});

test('clocks run from noticing, by the hours that are set, and India has one more', () => {
  const breach = { noticedAt: now };
  expect(dueAt(breach, 'authority')).toBe(now + 72 * 3_600_000);
  expect(dueAt(breach, 'certIn', { certIn: 12 })).toBe(now + 12 * 3_600_000);
  expect(dueAt(breach, 'people')).toBeUndefined();
  expect(stepsIn('IN')).toContain('certIn');
  expect(stepsIn('AT')).not.toContain('certIn');
  expect(['AT', 'GB', 'IN', 'US'].map(breachLawOf)).toEqual(['gdpr', 'gdpr', 'india', 'other']);
});

test('what two devices write of one breach apart is all there when they meet', () => {
  const texts = fc.constantFrom('what', 'consequences', 'measures');
  fc.assert(
    fc.property(fc.uniqueArray(texts, { maxLength: 3 }), fc.uniqueArray(texts, { maxLength: 3 }), (a, b) => {
      const one = createDevice(1, ['breaches', 'processing'], () => now);
      const two = createDevice(2, ['breaches', 'processing'], () => now);
      const { id } = expectOk(one.run('breach.record', { title: 'Phone stolen', noticedAt: now })) as {
        id: string;
      };
      meet(one, two);
      for (const field of a) expectOk(one.run('breach.update', { id, fields: { [field]: 'one' } }));
      for (const field of b) expectOk(two.run('breach.update', { id, fields: { [field]: 'two' } }));
      expectOk(one.run('breach.noteStep', { id, step: 'contained', at: now }));
      expectOk(two.run('breach.noteStep', { id, step: 'authority', at: now, note: 'By form' }));
      expectOk(one.run('breach.setClock', { clock: 'authority', hours: 96 }));
      expectOk(two.run('breach.setClock', { clock: 'certIn', hours: 4 }));
      meet(one, two);
      const record = one.records.get('breaches', id)!;
      expect(two.records.get('breaches', id)).toEqual(record);
      for (const field of new Set([...a, ...b])) expect(['one', 'two']).toContain(record[field as 'what']);
      expect(Object.keys(record.steps ?? {}).toSorted()).toEqual(['authority', 'contained']);
      expect(two.records.get('processing', 'processing')?.breachHours).toEqual({ authority: 96, certIn: 4 });
    }),
    { numRuns: 30 },
  );
});
