import { expect, test } from 'vitest';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { tradeOf } from '#shared/domain/trades.ts';
import { expectOk } from '#shared/lib/result.ts';
import { differencesFrom, restorableCollections } from './backup.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { ArgsOf } from './index.ts';
import { createMemoryRecords, type MemoryRecords, dutchBusiness } from './testing.ts';
import { invert } from './undo.ts';

const profile: ArgsOf<'business.setUp'>['profile'] = {
  ...dutchBusiness,
  country: 'GB',
  currency: 'GBP',
  locale: 'en-GB',
  timeZone: 'Europe/London',
  taxes: { vat: { label: 'VAT', rate: '20', category: 'S' } },
};

const services = tradeOf('plumbing').services.map(({ name, unit }) => ({ name, unit, unitPrice: '9000' }));

/** A reader that stays as the world is now. */
function frozen(world: MemoryRecords): RecordReader {
  const then = createMemoryRecords();
  const all = structuredClone(world.snapshot()) as unknown as Record<
    CollectionName,
    RecordOf<CollectionName>[]
  >;
  for (const [collection, records] of Object.entries(all))
    then.apply(
      records.map((record) => ({
        collection: collection as CollectionName,
        id: record.id,
        path: [],
        before: undefined,
        after: record as never,
      })),
    );
  return then.records;
}

function restoreAll(world: MemoryRecords, backup: RecordReader) {
  const records = restorableCollections.flatMap((collection) => {
    const { changed, removed } = differencesFrom(backup, world.records, collection);
    return [...changed, ...removed].map((record) => ({ collection, record }));
  });
  return expectOk(world.run('backup.restoreRecords', { records }));
}

function sampleWorld(): MemoryRecords {
  const world = createMemoryRecords();
  expectOk(world.run('contact.create', { name: 'Ann', notes: 'Gate code 4711' }));
  expectOk(world.run('contact.create', { name: 'Bea' }));
  return world;
}

test('a contact that was spoilt since is as it was in the backup, and what was added since stays', () => {
  const world = sampleWorld();
  const backup = frozen(world);
  const [ann] = world.list('contacts');
  expectOk(world.run('contact.update', { id: ann!.id, fields: { name: 'Oops', company: 'New' } }));
  expectOk(world.run('contact.create', { name: 'Carla' }));
  expect(restoreAll(world, backup)).toEqual({ restored: 1 });
  expect(world.records.get('contacts', ann!.id)).toEqual(ann);
  expect(world.list('contacts').map(({ name }) => name)).toEqual(['Ann', 'Bea', 'Carla']);
});

test('what was removed since comes back', () => {
  const world = sampleWorld();
  const backup = frozen(world);
  const [ann] = world.list('contacts');
  world.apply([{ collection: 'contacts', id: ann!.id, path: [], before: undefined, after: undefined }]);
  expect(differencesFrom(backup, world.records, 'contacts')).toEqual({ changed: [], removed: [ann] });
  restoreAll(world, backup);
  expect(world.records.get('contacts', ann!.id)).toEqual(ann);
});

test('a restore can be taken back whole', () => {
  const world = sampleWorld();
  const backup = frozen(world);
  const [ann, bea] = world.list('contacts');
  expectOk(world.run('contact.update', { id: ann!.id, fields: { name: 'Anna' } }));
  world.apply([{ collection: 'contacts', id: bea!.id, path: [], before: undefined, after: undefined }]);
  const before = world.snapshot();
  restoreAll(world, backup);
  world.apply(invert(world.lastChanges, world.records).changes);
  expect(world.snapshot()).toEqual(before);
});

test('a world that is as the backup has it is left alone', () => {
  const world = sampleWorld();
  const backup = frozen(world);
  expect(restoreAll(world, backup)).toEqual({ restored: 0 });
  expect(world.lastChanges).toEqual([]);
});

test('what became an invoice since is not set back to a draft or an open job that could be invoiced twice', () => {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile, services }));
  expectOk(world.run('sample.load', {}));
  const issued = world.list('issued').find(({ jobId }) => jobId !== undefined)!;
  const document = world.records.get('documents', issued.documentId)!;
  const job = world.records.get('jobs', issued.jobId!)!;
  const { issuedId: _, ...asDraft } = document;
  const records = [
    { collection: 'documents' as const, record: asDraft },
    { collection: 'jobs' as const, record: { ...job, title: 'As it was' } },
  ];
  expect(expectOk(world.run('backup.restoreRecords', { records }))).toEqual({ restored: 0 });
  expect(world.records.get('documents', document.id)).toEqual(document);
  expect(world.records.get('jobs', job.id)).toEqual(job);
});

test('a record that does not fit is left out', () => {
  const world = createMemoryRecords();
  const records = [{ collection: 'contacts' as const, record: { id: 'x', name: 7 } }];
  expect(expectOk(world.run('backup.restoreRecords', { records }))).toEqual({ restored: 0 });
  expect(world.list('contacts')).toEqual([]);
});
