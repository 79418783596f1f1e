import { expect, test } from 'vitest';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import { expectOk } from '#shared/lib/result.ts';
import { namesIn } from './named.ts';

/** Something that fits a schema's place: an object around an id at the end of a path. */
function recordWith(path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return 'the-id';
  return { [step === '*' ? (rest.length === 0 ? 'the-id' : 'key') : step]: recordWith(rest) };
}

test('every place that is declared to name a record is a field of its collection, and leads to what is there', () => {
  for (const [name, { references = {}, named = {}, schema }] of Object.entries<Collection>(collections)) {
    const shape = (schema as unknown as { shape: Record<string, unknown> }).shape;
    for (const place of Object.keys({ ...references, ...named })) {
      const path = place.split('.');
      expect(Object.keys(shape), name).toContain(path[0]);
      const [found] = namesIn(name as CollectionName, recordWith(path) as object);
      expect(found?.id, `${name}.${place}`).toBe('the-id');
      for (const target of found!.targets) expect(Object.keys(collections)).toContain(target);
    }
  }
});

test('who names what is not there is told so at its field, and nothing is written', () => {
  const { run, list } = createMemoryRecords();
  expectOk(run('business.setUp', { profile: dutchBusiness, services: [] }));
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ann' }));
  const times = { first: '2026-11-21', rule: 'FREQ=MONTHLY', time: '09:00', minutes: 60 };
  const { id } = expectOk(run('plan.create', { contactId, title: 'Service', times }));
  const asked = [
    ['conversationId', run('enquiry.create', { contactId, title: 'Leak', conversationId: 'gone' })],
    ['enquiryId', run('job.create', { contactId, title: 'Tap', enquiryId: 'gone' })],
    ['conversationId', run('job.create', { contactId, title: 'Tap', conversationId: 'gone' })],
    ['siteId', run('plan.update', { id, fields: { siteId: 'gone' } })],
    // It names somebody, but no site.
    ['siteId', run('plan.update', { id, fields: { siteId: contactId } })],
    ['staffIds', run('plan.update', { id, fields: { staffIds: ['gone'] } })],
  ] as const;
  for (const [field, done] of asked)
    expect(done).toMatchObject({
      ok: false,
      error: { code: 'command.named-missing', fields: [{ path: expect.arrayContaining([field]) }] },
    });
  expect(list('enquiries')).toEqual([]);
});

test('what a record named before it may go on naming, and what is copied from it stands as it stood there', () => {
  const { run, apply, records } = createMemoryRecords();
  expectOk(run('business.setUp', { profile: dutchBusiness, services: [] }));
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ann' }));
  const { id: siteId } = expectOk(run('site.create', { contactId, name: 'Flat' }));
  const { id } = expectOk(run('enquiry.create', { contactId, title: 'Leak', siteId }));
  // As another device may have left it.
  apply([{ collection: 'sites', id: siteId, path: [], before: undefined, after: undefined }]);
  expectOk(run('enquiry.update', { id, fields: { title: 'A leak' } }));
  const { id: jobId } = expectOk(run('enquiry.assess', { id, title: 'Look at it' }));
  expect(records.get('jobs', jobId)?.siteId).toBe(siteId);
});
