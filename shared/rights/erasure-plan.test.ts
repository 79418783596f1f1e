import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { expectOk } from '#shared/lib/result.ts';
import { references, targetIn } from '#shared/records/references.ts';
import { planErasure } from './erasure.ts';

const people = 4;
const step = fc.oneof(
  fc.record({ is: fc.constant('job' as const), of: fc.nat(people - 1), at: fc.nat(people - 1) }),
  fc.record({ is: fc.constant('site' as const), of: fc.nat(people - 1), at: fc.nat(people - 1) }),
  fc.record({ is: fc.constant('lives' as const), of: fc.nat(people - 1), at: fc.nat(people - 1) }),
  fc.record({ is: fc.constant('message' as const), of: fc.nat(people - 1), at: fc.nat(people - 1) }),
  fc.record({ is: fc.constant('task' as const), of: fc.nat(people - 1), at: fc.nat(people - 1) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Some people whose sites, jobs, messages and tasks lead to each other's. */
function world(steps: readonly Step[]) {
  const memory = createMemoryRecords();
  const { run, context } = memory;
  context.isOwner = true;
  expectOk(run('business.setUp', { profile: ukBusiness, services: [] }));
  const contacts = Array.from({ length: people }, (_each, index) => {
    const phones = { p: { number: `+44770090010${index}` } };
    return expectOk(run('contact.create', { name: `person-${index}.`, phones })).id;
  });
  const sites: string[] = [];
  for (const { is, of, at } of steps) {
    const contactId = contacts[of]!;
    const siteId = sites[at];
    if (is === 'site')
      sites.push(expectOk(run('site.create', { contactId, name: `site of person-${of}.` })).id);
    if (is === 'job') {
      const { id } = expectOk(run('job.create', { contactId, title: `job of person-${of}.` }));
      // As two devices leave it that never met: a command alone would refuse some of these.
      const link = (field: string, after: string | undefined) =>
        after !== undefined &&
        memory.apply([{ collection: 'jobs', id, path: [field], before: undefined, after }]);
      link('siteId', siteId);
      link('parentId', memory.list('jobs').find((other) => other.id !== id)?.id);
      link('enquiryId', memory.list('enquiries')[at]?.id);
    }
    if (is === 'lives' && siteId !== undefined)
      run('relationship.create', { contactId, siteId, role: 'livesAt' });
    if (is === 'task')
      run('task.create', { title: `about person-${of}.`, aboutKind: 'contacts', aboutId: contactId });
    if (is === 'message')
      run('inbox.ingest', {
        events: [
          {
            kind: 'message',
            channel: 'whatsapp',
            accountId: 'a',
            externalId: `wamid.${of}.${at}`,
            customer: { phone: `44770090010${of}` },
            at: context.now - 1000 * at,
            type: 'text',
            text: `said by person-${of}.`,
            echo: false,
          },
        ],
      });
  }
  return { ...memory, contacts };
}

test('whoever is erased: nothing of them is left, nothing leads to them, and of others nothing else is changed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.nat(people - 1), (steps, who) => {
      const { run, records, contacts, snapshot, context } = world(steps);
      const before = snapshot();
      const plan = planErasure(records, { kind: 'contacts', id: contacts[who]! }, context.now)!;
      const named = [...plan.removed, ...plan.erased].map(({ collection, id }) => `${collection}/${id}`);
      expect(new Set(named).size).toBe(named.length);
      const changed = new Set([
        ...named,
        ...plan.traces.map(({ collection, id }) => `${collection}/${id}`),
        ...plan.sites.map(({ siteId }) => `sites/${siteId}`),
      ]);
      expectOk(run('person.erase', { kind: 'contacts', id: contacts[who]! }));
      expect(JSON.stringify(snapshot())).not.toContain(`person-${who}.`);
      for (const reference of references)
        for (const record of records.all(reference.collection)) {
          const id = targetIn(reference, record);
          const isWhole = id === undefined || records.get(reference.target, id) !== undefined;
          expect(isWhole, `${reference.collection}.${reference.field}`).toBe(true);
        }
      const after = snapshot();
      const others = new Set(contacts.filter((id) => id !== contacts[who]));
      // Where somebody else lives or has work done stays, and is somebody's who is here.
      const shared = [...(before['relationships'] ?? []), ...(before['jobs'] ?? [])].flatMap(
        ({ siteId, contactId }) =>
          typeof siteId === 'string' && others.has(contactId as string) ? siteId : [],
      );
      for (const siteId of shared) expect(others).toContain(records.get('sites', siteId)?.contactId);
      for (const name of Object.keys(collections) as CollectionName[]) {
        const untouched = (before[name] ?? []).filter(({ id }) => !changed.has(`${name}/${id as string}`));
        expect(after[name] ?? []).toEqual(expect.arrayContaining(untouched));
      }
    }),
    { numRuns: 60 },
  );
});

test('an erasure is planned once: of what was erased nothing is left to plan', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), fc.nat(people - 1), (steps, who) => {
      const { run, records, contacts, context } = world(steps);
      const subject = { kind: 'contacts', id: contacts[who]! } as const;
      expectOk(run('person.erase', subject));
      expect(planErasure(records, subject, context.now)).toBeUndefined();
    }),
    { numRuns: 30 },
  );
});
