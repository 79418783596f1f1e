import type { CollectionName } from '#shared/domain/collections.ts';
import type { Side } from '#shared/domain/finding.ts';
import { pointing, type Reference, references } from '#shared/records/references.ts';
import { type Finding, finding, type Invariant, type InvariantReader, type Settlement } from './invariant.ts';

const toContacts = references.filter(({ target }) => target === 'contacts');

/** What names a customer finds them. One is gone where somebody has taken back that they were added. */
export const customersAreThere: Invariant = {
  ...watching('contacts', toContacts),
  find(id, records) {
    const sides = records.exists('contacts', id) ? [] : sidesOf(toContacts, id, records);
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

const links = references.filter(({ collection, field }) => unlinking(collection, '', field) !== undefined);

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
  return sidesOf([link], id, records).flatMap((side) =>
    finding(records, {
      kind: 'linkMissing',
      sides: [side],
      decides: side.collection === 'jobs' ? 'work' : 'money',
      settlements: [unlinking(side.collection, side.id, link.field)!],
    }),
  );
}

/** What is issued is frozen, and a message without its conversation is nobody's to unlink. */
function unlinking(collection: CollectionName, id: string, field: string): Settlement | undefined {
  if (collection === 'jobs' && (field === 'conversationId' || field === 'documentId'))
    return { command: 'finding.unlink', args: { collection, id, field } };
  if (collection === 'documents' && field === 'jobId')
    return { command: 'finding.unlink', args: { collection, id, field } };
  return undefined;
}

/** The records that name one by these references. */
function sidesOf(by: readonly Reference[], id: string, records: InvariantReader): Side[] {
  return by.flatMap((reference) =>
    pointing(records, reference, id).map((record): Side => {
      return { collection: reference.collection, id: record.id };
    }),
  );
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
        .map(({ field }) => record[field])
        .filter((id) => typeof id === 'string');
      return collection === target ? [record.id, ...named] : named;
    },
  };
}
