import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { unlinkSchema } from '#shared/domain/finding.ts';
import { namedBy, type Reference, references, targetIn } from '#shared/records/references.ts';
import { type Finding, finding, type Invariant, type InvariantReader, type Settlement } from './invariant.ts';

const toContacts = references.filter(({ target }) => target === 'contacts');

/** What names a customer finds them. One is gone where somebody has taken back that they were added. */
export const customersAreThere: Invariant = {
  ...watching('contacts', toContacts),
  find(id, records) {
    const sides = records.exists('contacts', id) ? [] : namedBy(records, toContacts, id);
    if (sides.length === 0) return [];
    const name = nameOf(id, records) ?? 'Customer';
    return finding(records, {
      kind: 'contactMissing',
      sides,
      decides: 'people',
      settlements: [{ command: 'finding.restoreContact', args: { id, name } }],
    });
  },
};

const ofJobs = references.filter(({ target, field }) => target === 'jobs' && field === 'jobId');
const workOnJobs = ofJobs.filter(({ collection }) => collections[collection].compartment === 'work');

/** What was planned, done or photographed for a job finds it: without it nobody sees any of that. */
export const jobsAreThere: Invariant = {
  ...watching('jobs', workOnJobs),
  find(id, records) {
    const sides = records.exists('jobs', id) ? [] : namedBy(records, workOnJobs, id);
    if (sides.length === 0) return [];
    return finding(records, {
      kind: 'jobMissing',
      sides,
      decides: 'work',
      settlements: [{ command: 'finding.restoreJob', args: { id } }],
    });
  },
};

const links = references.filter(({ collection, field }) => unlinking(collection, 'any', field) !== undefined);

/** What else a job or a draft names is there: otherwise the link can be taken off. */
export const linksLeadSomewhere: Invariant[] = [...new Set(links.map(({ target }) => target))].map(
  (target) => {
    const toTarget = links.filter((link) => link.target === target);
    return {
      ...watching(target, toTarget),
      find: (id, records) =>
        records.exists(target, id) ? [] : toTarget.flatMap((link) => eachLink(link, id, records)),
    };
  },
);

function eachLink(link: Reference, id: string, records: InvariantReader): Finding[] {
  return namedBy(records, [link], id).flatMap((side) =>
    finding(records, {
      kind: 'linkMissing',
      sides: [side],
      missing: id,
      decides: collections[side.collection].compartment,
      settlements: [unlinking(side.collection, side.id, link.field)!],
    }),
  );
}

/** What is issued is frozen, and a message without its conversation is nobody's to unlink. */
function unlinking(collection: CollectionName, id: string, field: string): Settlement | undefined {
  const args = unlinkSchema.safeParse({ collection, id, field });
  return args.success ? { command: 'finding.unlink', args: args.data } : undefined;
}

/** What the customer was called where somebody wrote it down. */
function nameOf(id: string, records: InvariantReader): string | undefined {
  const [issued] = records.by('issued', 'contactId', id);
  if (issued !== undefined) return issued.buyer.contactName ?? issued.buyer.name;
  return records.by('identities', 'contactId', id).find(({ profileName }) => profileName)?.profileName;
}

/** Whatever names a record of the target, and the target itself. */
function watching(
  target: CollectionName,
  by: readonly Reference[],
): Pick<Invariant, 'watches' | 'subjectsOf'> {
  return {
    watches: [target, ...new Set(by.map(({ collection }) => collection))],
    subjectsOf(collection, record) {
      const named = by
        .filter((reference) => reference.collection === collection)
        .flatMap((reference) => targetIn(reference, record) ?? []);
      return collection === target ? [record.id, ...named] : named;
    },
  };
}
