import { knownContact, type KnownRecord, knownService } from '#shared/import/known.ts';
import type { ImportOf } from '#shared/import/targets.ts';
import { readTable } from '#renderer/state/records.ts';

/** How many go to the reader at a time: more would be a stall. */
const atOnce = 2000;

/** Those who are there already, as a file's rows are compared with them, some at a time. */
export function* knownRecords(of: ImportOf): Generator<KnownRecord[]> {
  let part: KnownRecord[] = [];
  for (const record of of === 'contacts' ? contacts() : services()) {
    part.push(record);
    if (part.length < atOnce) continue;
    yield part;
    part = [];
  }
  yield part;
}

/** Who has become one with another is found by the other. */
function* contacts(): Generator<KnownRecord> {
  for (const contact of readTable('contacts').values())
    if (contact.mergedInto === undefined) yield knownContact(contact);
}

function* services(): Generator<KnownRecord> {
  for (const service of readTable('services').values())
    if (service.archivedAt === undefined) yield knownService(service);
}
