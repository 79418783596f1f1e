import type { JsonObject } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import { planIds } from '#shared/domain/plan.ts';
import type { Change } from '#shared/records/change.ts';
import type { AppCommandName, ArgsOf, ValueOf } from './index.ts';
import { createMemoryRecords, dutchBusiness, type MemoryRecords, whatsappAccount } from './testing.ts';

const services = ['Tap', 'Drain', 'Boiler', 'Roof', 'Gate', 'Hour', 'Pump', 'Bath'].map((name) => ({
  name,
  unitPrice: '7500',
}));

/** What made the firm, so that each world begins with it at once. */
let made: Change[] | undefined;

/**
 * For tests: a business in the middle of its week, with records in every state that there is: drafts, what is issued, paid
 * and credited, what is over, put away, in the bin, limited, merged and erased.
 */
export function createFirm(): MemoryRecords {
  made ??= makeFirm();
  const world = createMemoryRecords();
  world.context.newId = counting('n');
  Object.assign(world.context, owner);
  world.apply(made);
  return world;
}

const owner = { isOwner: true, agreed: () => true, accessOf: () => undefined };

function counting(letter: string): () => string {
  let last = 0;
  return () => `${letter}-${++last}`;
}

function makeFirm(): Change[] {
  const world = createMemoryRecords();
  Object.assign(world.context, owner);
  const changes: Change[] = [];
  function run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): ValueOf<Name> {
    const value = expectOk(world.run(name, args));
    changes.push(...world.lastChanges);
    return value;
  }
  const contact = (name: string): string =>
    run('contact.create', {
      name,
      phones: { p: { number: `+3161234567${name.length}` } },
      addresses: { a: { street: `${name} Street 1`, city: 'Northside', country: 'NL' } },
    }).id;

  run('business.setUp', { profile: dutchBusiness, services });
  run('sample.load', {});
  run('channel.connect', whatsappAccount);
  for (const id of ['member-1', 'member-2']) run('team.renameMember', { id, name: id });
  const { id: van } = run('staff.create', { kind: 'van', name: 'Blue van' });
  run('staff.archive', { id: run('staff.create', { kind: 'van', name: 'Old van' }).id });
  run('label.create', { name: 'Later' });
  run('jobType.add', { name: 'Service' });
  run('customField.create', { of: 'jobs', kind: 'text', name: 'Key' });
  run('stage.archive', { id: run('stage.create', { name: 'Old' }).id });
  run('service.archive', { id: world.list('services')[7]!.id });
  makePeople(run, contact, van);
  run('inbox.ingest', {
    events: [1, 2].map((n) => ({
      kind: 'message' as const,
      channel: 'whatsapp' as const,
      accountId: whatsappAccount.phoneNumberId,
      externalId: `wamid.${n}`,
      customer: { phone: `3161111111${n}` },
      at: world.context.now - n,
      type: 'text' as const,
      text: `Hello ${n}`,
      echo: false,
    })),
  });
  const [first, second] = world.list('conversations').slice(-2);
  run('bin.put', { kind: 'contacts', ids: [first!.contactId] });
  run('contact.setDoNotContact', { id: second!.contactId, on: true });
  const issued = makeInvoices(run, contact('Payer'));
  const twin = { ...world.records.get('documents', issued)!, id: 'twin' };
  delete (twin as { issuedId?: string }).issuedId;
  // As another device leaves it that has begun to bill the same work.
  return [
    ...changes,
    { collection: 'documents', id: twin.id, path: [], before: undefined, after: twin as JsonObject },
  ];
}

type Run = <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => ValueOf<Name>;

function makePeople(run: Run, contact: (name: string) => string, van: string): void {
  const [kept, other, binned, limited, restricted, erased, archived] = [
    'Ann',
    'Anna',
    'Ben Bin',
    'Minor M',
    'Restricted',
    'Erased one',
    'Archived one',
  ].map(contact) as [string, string, string, string, string, string, string];
  const { id: siteId } = run('site.create', { contactId: kept, name: 'Flat' });
  run('equipment.add', { siteId, name: 'Boiler' });
  run('relationship.create', { contactId: other, siteId, role: 'livesAt' });
  const { id: enquiryId } = run('enquiry.create', { contactId: kept, title: 'Leak' });
  run('enquiry.archive', { id: run('enquiry.create', { contactId: other, title: 'Old' }).id });
  const visit = { start: Date.UTC(2026, 10, 23, 9), end: Date.UTC(2026, 10, 23, 10) };
  const { id: jobId } = run('job.create', { contactId: kept, title: 'Pipe', siteId, enquiryId, visit });
  run('job.create', { contactId: binned, title: 'Binned work', visit });
  run('task.create', { title: 'Call', aboutKind: 'jobs', aboutId: jobId });
  const times = { first: '2026-11-21', rule: 'FREQ=MONTHLY', time: '09:00', minutes: 60 };
  const { id: planId } = run('plan.create', {
    contactId: kept,
    title: 'Service',
    times,
    siteId,
    staffIds: [van],
  });
  const { jobId: planned } = planIds(planId, '2027-01-21');
  run('task.create', { title: 'Order parts', aboutKind: 'jobs', aboutId: planned });
  run('consent.record', { contactId: other, purposes: ['marketing'], given: true });
  run('contact.setMinor', { id: limited, minor: true });
  run('contact.setDoNotContact', { id: limited, on: true });
  run('contact.restrict', { id: restricted, why: 'Asked' });
  run('contact.archive', { id: archived });
  run('contact.merge', { keepId: kept, otherId: other });
  const { id: binnedJob } = run('job.create', { contactId: binned, title: 'Billed work' });
  run('invoice.draft', { contactId: binned, jobId: binnedJob });
  run('bin.put', { kind: 'contacts', ids: [binned] });
  run('person.erase', { kind: 'contacts', id: erased });
}

/** Gives the draft of an invoice that is issued. */
function makeInvoices(run: Run, payer: string): string {
  const invoice = (title: string, unitPrice: string) => {
    const { id } = run('job.create', {
      contactId: payer,
      title,
      items: [{ name: title, quantity: '1', unitPrice }],
    });
    return run('invoice.draft', { contactId: payer, jobId: id }).id;
  };
  invoice('Open draft', '1000');
  const mixed = [undefined, 'USD'].map((currency) => {
    return { name: 'Part', quantity: '1', unitPrice: '100', ...(currency !== undefined && { currency }) };
  });
  run('job.create', { contactId: payer, title: 'In two currencies', items: mixed });
  const drafts = ['Paid work', 'Credited work'].map((title) => invoice(title, '12500')) as [string, string];
  const [paid, credited] = drafts.map((id) => run('invoice.issue', { id }).issuedId) as [string, string];
  run('invoice.recordPayment', { issuedId: paid, amount: '12500', method: 'cash' });
  const { id: credit } = run('invoice.credit', { issuedId: credited });
  run('invoice.issue', { id: credit });
  return drafts[0];
}
