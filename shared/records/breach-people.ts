import type { Affected } from '#shared/domain/breach.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { fieldsOf } from '#shared/domain/custom-field.ts';
import { createPeopleFinder } from '#shared/domain/people-finder.ts';
import { peopleFacts } from './people-facts.ts';
import type { RecordReader } from './reader.ts';

/** The people whom a breach concerns, archived ones and those in the bin among them. `now`: epoch milliseconds. */
export function affectedPeople(records: RecordReader, asked: Affected, now: number): Contact[] {
  const people = [...records.all('contacts')].filter(({ mergedInto }) => mergedInto === undefined);
  const talks = asked.channel === undefined && !hasSpan(asked) ? undefined : talksBy(records, asked);
  return inSegment(records, people, asked, now).filter((contact) => {
    if (asked.channel !== undefined) return talks!.has(contact.id);
    if (!hasSpan(asked)) return true;
    return isWithin(asked, contact.createdAt, contact.createdAt) || talks!.has(contact.id);
  });
}

function inSegment(
  records: RecordReader,
  people: Contact[],
  { segmentId }: Affected,
  now: number,
): Contact[] {
  if (segmentId === undefined) return people;
  const filter = records.get('segments', segmentId)?.filter;
  // Who was in a segment that is gone cannot be said any more.
  if (filter === undefined) return [];
  const fields = fieldsOf([...records.all('customFields')], 'contacts');
  const find = createPeopleFinder(people, { factsOf: peopleFacts(records), fields });
  return find(filter, now).map((row) => people[row]!);
}

/** Whom the conversations of a channel, within the time, were with; who was merged since counts as who they are now. */
function talksBy(records: RecordReader, asked: Affected): Set<string> {
  const found = new Set<string>();
  for (const { contactId, channel, createdAt, lastAt } of records.all('conversations')) {
    if (asked.channel !== undefined && channel !== asked.channel) continue;
    if (isWithin(asked, createdAt, lastAt))
      found.add(mergedTarget(contactId, (id) => records.get('contacts', id)));
  }
  return found;
}

function hasSpan({ from, until }: Affected): boolean {
  return from !== undefined || until !== undefined;
}

function isWithin({ from = -Infinity, until = Infinity }: Affected, first: number, last: number): boolean {
  return last >= from && first < until;
}
