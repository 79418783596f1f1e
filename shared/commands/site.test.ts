import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { addressOfJob, occupantsOf, payerOf } from '#shared/records/sites.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { plumber } from '#shared/agent/testing.ts';
import { createMemoryRecords } from './testing.ts';

function world() {
  const memory = createMemoryRecords();
  const contact = (name: string, kind?: 'company') =>
    expectOk(memory.run('contact.create', { name, ...(kind && { kind }) })).id;
  const landlord = contact('Keller Homes', 'company');
  const [tenant, caretaker] = [contact('Ann de Vries'), contact('Ben Okafor')];
  const address = { street: '12 Elm Street', postcode: 'E1 6AN', city: 'London' };
  const { id: siteId } = expectOk(memory.run('site.create', { contactId: landlord, address }));
  const site = () => memory.records.get('sites', siteId)!;
  return { memory, contact, landlord, tenant, caretaker, address, siteId, site };
}

test('reminders go to who lives at the site that day, bills to who pays for it', () => {
  const { memory, tenant, caretaker, siteId } = world();
  const connect = (
    contactId: string,
    role: 'rents' | 'livesAt' | 'paysFor',
    since?: string,
    until?: string,
  ) => expectOk(memory.run('relationship.create', { contactId, role, siteId, since, until })).id;
  expect(payerOf(memory.records, siteId, '2026-11-21')).toBeUndefined();
  connect(tenant, 'rents', '2024-01-01', '2026-10-31');
  connect(caretaker, 'livesAt', '2026-11-01');
  connect(tenant, 'paysFor');
  const livesThere = (day: string) => occupantsOf(memory.records, siteId, day).map((each) => each.contactId);
  expect(livesThere('2026-10-31')).toEqual([tenant]);
  expect(livesThere('2026-11-01')).toEqual([caretaker]);
  expect(livesThere('2023-12-31')).toEqual([]);
  expect(payerOf(memory.records, siteId, '2026-11-21')).toBe(tenant);
});

test('work at an address that a customer has already goes to that site, however it is written', () => {
  const { memory, landlord, siteId } = world();
  const made = (street: string, rest = {}) => {
    const args = { contactId: landlord, title: street, address: { street, ...rest } };
    const { id } = expectOk(memory.run('job.create', args));
    return memory.records.get('jobs', id)!.siteId;
  };
  expect(made('12 ELM street')).toBe(siteId);
  expect(made('12 Elm Street', { city: 'London' })).toBe(siteId);
  expect(made('12 Elm Street', { city: 'Leeds' })).not.toBe(siteId);
  expect(made('14 Elm Street')).not.toBe(siteId);
});

test('putting a job’s address right moves no other job', () => {
  const { memory, landlord, address, siteId, site } = world();
  const job = () => expectOk(memory.run('job.create', { contactId: landlord, title: 'Tap' })).id;
  const [first, second] = [job(), job()];
  const right = { ...address, street: '21 Elm Street' };
  expectOk(memory.run('job.update', { id: first, fields: { address: right } }));
  const where = (id: string) => addressOfJob(memory.records, memory.records.get('jobs', id)!);
  expect(where(first)).toEqual(right);
  expect(where(second)).toEqual(address);
  expectOk(memory.run('job.update', { id: second, fields: { address: { ...address, line2: 'Flat 3' } } }));
  expect(site()).toMatchObject({ id: siteId, address: { line2: 'Flat 3' } });
});

test('what is at a site is kept with its dates; what was taken off stays readable', () => {
  const { memory, siteId, site } = world();
  const { equipmentId } = expectOk(
    memory.run('equipment.add', { siteId, name: 'Boiler', serial: 'VX-1', nextServiceOn: '2027-03-01' }),
  );
  expectOk(
    memory.run('equipment.update', { siteId, id: equipmentId, fields: { make: 'Vaillant', serial: '' } }),
  );
  expect(site().equipment?.[equipmentId]).toEqual({
    name: 'Boiler',
    make: 'Vaillant',
    nextServiceOn: '2027-03-01',
    addedAt: memory.context.now,
  });
  expectOk(memory.run('equipment.remove', { siteId, id: equipmentId }));
  expect(site().equipment?.[equipmentId]).toMatchObject({ name: 'Boiler', removedAt: memory.context.now });
  expect(memory.run('equipment.add', { siteId, name: 'Pump', fittedOn: '2026-02-30' }).ok).toBe(false);
});

test('a connection asks for the other end that its role needs, and is made once', () => {
  const { memory, landlord, tenant, caretaker, siteId } = world();
  const works = { contactId: tenant, role: 'worksAt' as const, companyId: landlord, title: 'Caretaker' };
  const { id } = expectOk(memory.run('relationship.create', works));
  expect(expectOk(memory.run('relationship.create', works)).id).toBe(id);
  const wrong = memory.run('relationship.create', { ...works, companyId: caretaker });
  expect(wrong).toMatchObject({ ok: false, error: { fields: [{ path: ['companyId'] }] } });
  expect(
    memory.run('relationship.create', { contactId: tenant, role: 'rents', companyId: landlord }).ok,
  ).toBe(false);
  const early = memory.run('relationship.create', {
    contactId: tenant,
    role: 'rents',
    siteId,
    since: '2026-02-01',
    until: '2026-01-31',
  });
  expect(early).toMatchObject({ ok: false, error: { fields: [{ path: ['until'] }] } });
});

test('merged contacts bring their sites, connections and tasks along, as people and as companies', () => {
  const { memory, contact, landlord, tenant, siteId } = world();
  const kept = contact('Keller', 'company');
  expectOk(memory.run('relationship.create', { contactId: tenant, role: 'worksAt', companyId: landlord }));
  expectOk(memory.run('task.create', { title: 'Ring', aboutKind: 'contacts', aboutId: landlord }));
  expectOk(memory.run('enquiry.create', { contactId: landlord, title: 'New kitchen' }));
  expectOk(memory.run('contact.merge', { keepId: kept, otherId: landlord }));
  expect(memory.records.get('sites', siteId)?.contactId).toBe(kept);
  expect(memory.list('relationships')).toMatchObject([{ companyId: kept }]);
  expect(memory.list('tasks')).toMatchObject([{ aboutId: kept }]);
  expect(memory.list('enquiries')).toMatchObject([{ contactId: kept }]);
});

test('the invoice of work at a site goes to who pays there, in place of the job’s customer', () => {
  const { memory, landlord, tenant, siteId } = world();
  const invoiceOf = () => {
    const { id: jobId } = expectOk(memory.run('job.create', { contactId: landlord, title: 'Tap', siteId }));
    const { id } = expectOk(memory.run('invoice.draft', { contactId: landlord, jobId }));
    return memory.records.get('documents', id)?.contactId;
  };
  const after = structuredClone(plumber) as JsonObject;
  memory.apply([{ collection: 'business', id: 'business', path: [], before: undefined, after }]);
  expect(invoiceOf()).toBe(landlord);
  expectOk(memory.run('relationship.create', { contactId: tenant, role: 'paysFor', siteId }));
  expect(invoiceOf()).toBe(tenant);
});
