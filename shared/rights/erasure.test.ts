import { expect, test } from 'vitest';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { planErasure } from './erasure.ts';

const start = Date.UTC(2026, 10, 25, 9);

function shop() {
  const world = createMemoryRecords();
  world.context.isOwner = true;
  const { run } = world;
  expectOk(run('business.setUp', { profile: ukBusiness, services: [] }));
  const anna = expectOk(
    run('contact.create', {
      name: 'Anna Canary',
      phones: { p: { number: '+447700900101' } },
      emails: { e: { address: 'Anna@Example.org' } },
    }),
  ).id;
  const ben = expectOk(run('contact.create', { name: 'Ben Other' })).id;
  return { ...world, anna, ben };
}

function withTalk(world: ReturnType<typeof shop>, text: string, at = start) {
  expectOk(
    world.run('inbox.ingest', {
      events: [
        {
          kind: 'message',
          channel: 'whatsapp',
          accountId: 'a',
          externalId: `wamid.${text}`,
          customer: { phone: '447700900101', name: 'Anna C' },
          at,
          type: 'text',
          text,
          echo: false,
        },
      ],
    }),
  );
}

test('nothing of an erased person is left but what says so, under names that nobody can guess', () => {
  const world = shop();
  const { run, anna } = world;
  withTalk(world, 'canary words');
  const job = expectOk(run('job.create', { contactId: anna, title: 'Canary boiler' })).id;
  expectOk(run('task.create', { title: 'Ring canary', aboutKind: 'jobs', aboutId: job }));
  expectOk(run('person.erase', { kind: 'contacts', id: anna }));
  const left = JSON.stringify(world.snapshot()).toLowerCase();
  for (const word of ['canary', 'anna', '447700900101', `"${anna}"`, `"${job}"`])
    expect(left).not.toContain(word);
  expect(world.list('contacts').map(({ name }) => name)).toEqual(['Ben Other']);
  expect(world.list('suppressions')).toHaveLength(3);
});

test('only an owner erases, and what is not here is not erased', () => {
  const world = shop();
  expect(world.run('person.erase', { kind: 'contacts', id: 'nobody' })).toMatchObject({
    error: { code: 'erasure.missing' },
  });
  world.context.isOwner = false;
  expect(world.run('person.erase', { kind: 'contacts', id: world.anna })).toMatchObject({
    error: { code: 'erasure.owners-only' },
  });
  expect(world.list('contacts')).toHaveLength(2);
});

test('an issued invoice stays until the law lets it go, and goes afterwards', () => {
  const world = shop();
  const { run, anna, records } = world;
  const { id } = expectOk(run('invoice.draft', { contactId: anna }));
  expectOk(run('invoice.setLine', { id, fields: { name: 'Work', quantity: '1', unitPrice: '100' } }));
  expectOk(run('invoice.issue', { id }));
  const plan = planErasure(records, { kind: 'contacts', id: anna }, start)!;
  expect(plan.kept).toMatchObject([{ collection: 'issued', why: 'documents', until: '2032-12-31' }]);
  const later = planErasure(records, { kind: 'contacts', id: anna }, Date.UTC(2033, 0, 2))!;
  expect(later.kept).toEqual([]);
  expect(later.erased).toMatchObject([{ collection: 'issued' }]);
});

test('a site where somebody else lives becomes theirs, without the words about whose it was', () => {
  const world = shop();
  const { run, anna, ben, records } = world;
  const site = expectOk(run('site.create', { contactId: anna, name: 'Anna’s', notes: 'Canary' }));
  expectOk(run('relationship.create', { contactId: ben, siteId: site.id, role: 'rents' }));
  expectOk(run('person.erase', { kind: 'contacts', id: anna }));
  expect(records.get('sites', site.id)).toMatchObject({ contactId: ben });
  expect(JSON.stringify(records.get('sites', site.id))).not.toContain('Canary');
  expect([...records.all('relationships')]).toMatchObject([{ contactId: ben, siteId: site.id }]);
});
