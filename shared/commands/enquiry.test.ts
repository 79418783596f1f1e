import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { isWon } from '#shared/records/enquiries.ts';
import { createDevice, meet } from './testing-device.ts';
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

test('what an enquiry is worth lies with the money, goes with it, and no merge makes a third amount of two', () => {
  const { memory, id } = world();
  memory.context.isOwner = true;
  expectOk(memory.run('enquiry.setWorth', { id, worth: { amount: '120000', currency: 'EUR' } }));
  expect(JSON.stringify(memory.list('enquiries'))).not.toContain('120000');
  expectOk(memory.run('bin.put', { kind: 'enquiries', ids: [id] }));
  expectOk(memory.run('bin.empty', { trustedNow: memory.context.now + 31 * 86_400_000 }));
  expect([memory.list('enquiries'), memory.list('enquiryWorths')]).toEqual([[], []]);

  const worth = fc.option(
    fc.record({ amount: fc.nat().map(String), currency: fc.constantFrom('EUR', 'USD', 'JPY') }),
  );
  const said = fc.tuple(fc.boolean(), worth);
  fc.assert(
    fc.property(worth, fc.array(said, { maxLength: 6 }), (first, rest) => {
      const [one, two] = [1, 2].map((who) => createDevice(who, ['contacts', 'enquiries', 'enquiryWorths']));
      const contact = expectOk(one!.run('contact.create', { name: 'Ann' })) as { id: string };
      const made = expectOk(one!.run('enquiry.create', { contactId: contact.id, title: 'Bath' })) as {
        id: string;
      };
      meet(one!, two!);
      const set = (device: typeof one, value: typeof first) =>
        expectOk(device!.run('enquiry.setWorth', { id: made.id, worth: value }));
      set(one, first);
      for (const [isFirst, value] of rest) set(isFirst ? one : two, value);
      meet(one!, two!);
      const shown = two!.records.get('enquiryWorths', made.id)?.worth ?? null;
      expect(one!.shown()).toEqual(two!.shown());
      expect([first, ...rest.map(([, value]) => value)]).toContainEqual(shown);
    }),
  );
});
