import { expect, test } from 'vitest';
import { binMilliseconds, trustedMoment } from '#shared/domain/bin.ts';
import { expectOk } from '#shared/lib/result.ts';
import { allJobs } from '#shared/records/jobs.ts';
import { createMemoryRecords } from './testing.ts';

function world() {
  const memory = createMemoryRecords();
  const { run } = memory;
  memory.context.isOwner = true;
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ann' }));
  const { id: siteId } = expectOk(run('site.create', { contactId, name: 'Flat' }));
  const { id: jobId } = expectOk(run('job.create', { contactId, title: 'Boiler' }));
  const { id: enquiryId } = expectOk(run('enquiry.create', { contactId, title: 'Quote' }));
  const binned = () =>
    (['contacts', 'sites', 'jobs', 'enquiries'] as const).flatMap((kind) =>
      memory.list(kind).flatMap(({ binnedAt }) => (binnedAt === undefined ? [] : [kind])),
    );
  return { memory, run, contactId, siteId, jobId, enquiryId, binned };
}

test('with a person goes into the bin what is theirs, and comes out with them; what went alone stays in', () => {
  const { memory, run, contactId, siteId, binned } = world();
  expectOk(run('bin.put', { kind: 'sites', ids: [siteId] }));
  expect(binned()).toEqual(['sites']);
  memory.context.now += 1000;
  expectOk(run('bin.put', { kind: 'contacts', ids: [contactId] }));
  expect(binned()).toEqual(['contacts', 'sites', 'jobs', 'enquiries']);
  expect(allJobs(memory.records)).toEqual([]);
  expectOk(run('bin.restore', { kind: 'contacts', ids: [contactId] }));
  expect(binned()).toEqual(['sites']);
  expect(allJobs(memory.records)).toHaveLength(1);
});

test('after 30 days it goes, and not a moment before', () => {
  const { memory, run, contactId } = world();
  const putAt = memory.context.now;
  expectOk(run('bin.put', { kind: 'contacts', ids: [contactId] }));
  expectOk(run('bin.empty', { trustedNow: putAt + binMilliseconds - 1 }));
  expect(memory.list('contacts')).toHaveLength(1);
  expect(expectOk(run('bin.empty', { trustedNow: putAt + binMilliseconds }))).toEqual({ count: 4 });
  for (const kind of ['contacts', 'sites', 'jobs', 'enquiries'] as const)
    expect(memory.list(kind)).toEqual([]);
});

test('with whom something was said stays in the bin until they are erased', () => {
  const { memory, run, contactId, jobId } = world();
  const talk = { id: 't', contactId, channel: 'whatsapp', state: 'open', createdAt: 0, lastAt: 0 };
  memory.apply([{ collection: 'conversations', id: 't', path: [], before: undefined, after: talk }]);
  expectOk(run('bin.put', { kind: 'contacts', ids: [contactId] }));
  expectOk(run('bin.empty', { trustedNow: memory.context.now + 2 * binMilliseconds }));
  expect(memory.records.get('contacts', contactId)).toBeDefined();
  expect(memory.records.get('jobs', jobId)).toBeUndefined();
});

test('a clock that is wrong empties no bin', () => {
  const day = 86_400_000;
  const now = 1000 * day;
  expect(trustedMoment(now + 400 * day, now, now)).toBe(now);
  expect(trustedMoment(now, now + 400 * day, now)).toBe(now);
  expect(trustedMoment(now + 400 * day, undefined, now)).toBeUndefined();
  expect(trustedMoment(now + day, undefined, now)).toBe(now + day);
  expect(trustedMoment(now, undefined, undefined)).toBeUndefined();
});

test('what something else hangs on stays whole: a job with its visits, a person with the ways to reach them', () => {
  const { memory, run, contactId, jobId } = world();
  const start = memory.context.now;
  expectOk(run('job.schedule', { id: jobId, start, end: start + 3_600_000 }));
  const [visit] = memory.list('visits');
  expectOk(run('job.start', { id: jobId, visitId: visit!.id }));
  const identity = {
    id: 'i',
    contactId,
    channel: 'whatsapp',
    kind: 'phone',
    value: '31612345678',
    createdAt: 0,
  };
  memory.apply([{ collection: 'identities', id: 'i', path: [], before: undefined, after: identity }]);
  expectOk(run('bin.put', { kind: 'contacts', ids: [contactId] }));
  expectOk(run('bin.empty', { trustedNow: memory.context.now + 2 * binMilliseconds }));
  expectOk(run('bin.restore', { kind: 'contacts', ids: [contactId] }));
  expect(memory.list('visits')).toEqual([visit]);
  expect(memory.list('identities')).toEqual([identity]);
});
