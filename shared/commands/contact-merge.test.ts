import { expect, test } from 'vitest';
import fc from 'fast-check';
import { references } from '#shared/records/references.ts';
import { expectOk } from '#shared/lib/result.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import { isLimitedPerson } from '#shared/records/right-to-send.ts';
import { createMemoryRecords, type MemoryRecords } from './testing.ts';
import { createDevice, meet } from './testing-device.ts';
import { invert } from './undo.ts';

function world() {
  const memory = createMemoryRecords();
  const ana = contact(memory, {
    name: 'Ana Rivera',
    phones: { p: { number: '+31612345678' } },
    tags: { regular: true },
    notes: 'Dog bites',
  });
  const same = contact(memory, {
    name: 'A. Rivera',
    company: 'Rivera BV',
    phones: { q: { number: '+31 6 1234 5678' }, r: { number: '+31201234567' } },
    emails: { e: { address: 'ana@rivera.example' } },
    tags: { landlord: true },
    notes: 'Pays late',
  });
  expectOk(memory.run('contact.setDoNotContact', { id: same, on: true }));
  expectOk(memory.run('contact.keepOnDevice', { id: same, on: true }));
  const { id: jobId } = expectOk(memory.run('job.create', { contactId: same, title: 'Boiler' }));
  return { memory, ana, same, jobId };
}

function contact(memory: MemoryRecords, fields: Parameters<typeof memory.run<'contact.create'>>[1]): string {
  return expectOk(memory.run('contact.create', fields)).id;
}

test('two entries for one person become one that knows everything, and its jobs come along', () => {
  const { memory, ana, same, jobId } = world();
  expectOk(memory.run('contact.merge', { keepId: ana, otherId: same }));
  const kept = memory.records.get('contacts', ana)!;
  expect(kept).toMatchObject({
    name: 'Ana Rivera',
    company: 'Rivera BV',
    notes: 'Dog bites\n\nPays late',
    tags: { regular: true, landlord: true },
  });
  for (const limit of ['doNotContact', 'staysOnDevice'] as const)
    expect(isLimitedPerson(memory.records, ana, limit)).toBe(true);
  const numbers = Object.values(kept.phones ?? {}).map(({ number }) => number);
  expect(numbers.toSorted()).toEqual(['+31201234567', '+31612345678']);
  expect(memory.records.get('jobs', jobId)?.contactId).toBe(ana);
  expect(mergedTarget(same, (id) => memory.records.get('contacts', id))).toBe(ana);
});

test('a merge can be taken back whole', () => {
  const { memory, ana, same } = world();
  const before = memory.snapshot();
  expectOk(memory.run('contact.merge', { keepId: ana, otherId: same }));
  memory.apply(invert(memory.lastChanges, memory.records).changes);
  // A map that lost its last entry says no more than none.
  const { emails, sameAs, ...kept } = memory.records.get('contacts', ana)!;
  const { sameAs: otherSameAs, ...other } = memory.records.get('contacts', same)!;
  expect([emails, sameAs, otherSameAs]).toEqual([{}, {}, {}]);
  const contacts = [kept, other];
  expect({ ...memory.snapshot(), contacts }).toEqual(before);
});

test('a contact is merged into another one, once', () => {
  const { memory, ana, same } = world();
  expect(memory.run('contact.merge', { keepId: ana, otherId: ana }).ok).toBe(false);
  expectOk(memory.run('contact.merge', { keepId: ana, otherId: same }));
  expect(memory.run('contact.merge', { keepId: ana, otherId: same }).ok).toBe(false);
  expect(memory.run('contact.merge', { keepId: same, otherId: ana }).ok).toBe(false);
});

test('after a merge nothing that can change hands points to the one that went, and undo gives each its own again', () => {
  const whose = fc.constantFrom('keep', 'other', 'third');
  const deeds = fc.array(
    fc.record({ what: fc.constantFrom('job', 'site', 'enquiry', 'task', 'works', 'employs'), whose }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(deeds, (all) => {
      const memory = createMemoryRecords();
      const ids = {
        keep: contact(memory, { name: 'Ann' }),
        other: contact(memory, { name: 'A.' }),
        third: contact(memory, { name: 'Company', kind: 'company' }),
      };
      for (const { what, whose: of } of all) {
        const contactId = ids[of];
        if (what === 'job') expectOk(memory.run('job.create', { contactId, title: 'Work' }));
        if (what === 'site') expectOk(memory.run('site.create', { contactId, name: 'Flat' }));
        if (what === 'enquiry') expectOk(memory.run('enquiry.create', { contactId, title: 'Quote' }));
        if (what === 'task')
          expectOk(memory.run('task.create', { title: 'Call', aboutKind: 'contacts', aboutId: contactId }));
        const [worker, company] = what === 'works' ? [contactId, ids.third] : [ids.third, contactId];
        if (what === 'works' || what === 'employs')
          memory.run('relationship.create', { contactId: worker, companyId: company, role: 'worksAt' });
      }
      const before = memory.snapshot();
      expectOk(memory.run('contact.merge', { keepId: ids.keep, otherId: ids.other }));
      for (const { collection, field, target } of references) {
        if (target !== 'contacts') continue;
        for (const record of memory.list(collection))
          expect((record as Record<string, unknown>)[field]).not.toBe(ids.other);
      }
      expect(memory.list('tasks').some(({ aboutId }) => aboutId === ids.other)).toBe(false);
      memory.apply(invert(memory.lastChanges, memory.records).changes);
      expect({ ...memory.snapshot(), contacts: [] }).toEqual({ ...before, contacts: [] });
    }),
    { numRuns: 40 },
  );
});

test('two that two devices have joined apart stay joined until both have taken it back', () => {
  const [one, other] = [1, 2].map((who) =>
    createDevice(who, ['contacts', 'jobs', 'visits', 'jobEvents', 'sites', 'enquiries', 'tasks']),
  ) as [ReturnType<typeof createDevice>, ReturnType<typeof createDevice>];
  const [keepId, otherId] = ['Ann', 'A.'].map(
    (name) => (expectOk(one.run('contact.create', { name })) as { id: string }).id,
  ) as [string, string];
  const { id: jobId } = expectOk(one.run('job.create', { contactId: otherId, title: 'Tap' })) as {
    id: string;
  };
  meet(one, other);
  for (const device of [one, other]) expectOk(device.run('contact.merge', { keepId, otherId }));
  meet(one, other);
  const isJoined = () =>
    [one, other].map(({ records }) => records.get('contacts', otherId)?.mergedInto === keepId);
  const owner = () => other.records.get('jobs', jobId)?.contactId;
  one.undo();
  meet(one, other);
  expect([...isJoined(), owner()]).toEqual([true, true, keepId]);
  other.undo();
  meet(one, other);
  expect([...isJoined(), owner()]).toEqual([false, false, otherId]);
});
