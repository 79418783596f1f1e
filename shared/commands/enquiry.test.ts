import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { isWon } from '#shared/records/enquiries.ts';
import { createMemoryRecords } from './testing.ts';

function world() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const { id } = expectOk(memory.run('enquiry.create', { contactId, title: 'New bathroom' }));
  const enquiry = () => memory.records.get('enquiries', id)!;
  return { memory, contactId, id, enquiry };
}

test('an enquiry moves through its stages, and says since when it is in one', () => {
  const { memory, id, enquiry } = world();
  const begun = memory.context.now;
  expect(enquiry()).toMatchObject({ stage: 'new', stageAt: begun, source: 'owner' });
  memory.context.now += 1000;
  expectOk(memory.run('enquiry.setStage', { id, stage: 'quoted' }));
  expect(enquiry()).toMatchObject({ stage: 'quoted', stageAt: begun + 1000 });
  memory.context.now += 1000;
  expectOk(memory.run('enquiry.setStage', { id, stage: 'quoted' }));
  expect(enquiry().stageAt).toBe(begun + 1000);
});

test('one that is lost has a reason, which goes when it is taken up again', () => {
  const { memory, id, enquiry } = world();
  expect(memory.run('enquiry.setStage', { id, stage: 'lost' })).toMatchObject({
    ok: false,
    error: { code: 'enquiry.no-reason' },
  });
  expectOk(memory.run('enquiry.setStage', { id, stage: 'lost', lostReason: 'Price' }));
  expect(enquiry()).toMatchObject({ stage: 'lost', lostReason: 'Price' });
  expectOk(memory.run('enquiry.setStage', { id, stage: 'contacted' }));
  expect(enquiry()).not.toHaveProperty('lostReason');
});

test('a customer can have several enquiries at once', () => {
  const { memory, contactId } = world();
  expectOk(memory.run('enquiry.create', { contactId, title: 'New kitchen' }));
  expect(memory.list('enquiries').map(({ title }) => title)).toEqual(['New bathroom', 'New kitchen']);
  expect(memory.run('enquiry.create', { contactId: 'nobody', title: 'Tap' }).ok).toBe(false);
});

test('the job that is made for a customer comes of their only open enquiry, which is won by it', () => {
  const { memory, contactId, id } = world();
  const made = expectOk(memory.run('job.create', { contactId, title: 'Bathroom' }));
  expect(memory.records.get('jobs', made.id)?.enquiryId).toBe(id);
  expect(isWon(memory.records, id)).toBe(true);
  // What is won is open no more: the next job comes of nothing that is known.
  const next = expectOk(memory.run('job.create', { contactId, title: 'Tap' }));
  expect(memory.records.get('jobs', next.id)).not.toHaveProperty('enquiryId');
  expectOk(memory.run('job.cancel', { id: made.id, reason: 'Too dear' }));
  expect(isWon(memory.records, id)).toBe(false);
});
