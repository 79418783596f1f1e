import type { Import } from '#shared/domain/import.ts';
import { knownContact, type KnownRecord, knownService, knownWork } from '#shared/import/known.ts';
import type { ImportOf } from '#shared/import/targets.ts';
import type { YearlyCompartment } from '#renderer/vault/archive/api.ts';
import { readTable } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** How many go to the reader at a time: more would be a stall. */
const atOnce = 2000;

/** In which years lies what an import of this kind makes, beside the people. */
const yearly: Partial<Record<ImportOf, YearlyCompartment>> = { jobs: 'work', invoices: 'money' };

/** Opens the closed years, so that what was brought in before is known, and is found where it is taken back. */
export async function openYearsOf(of: ImportOf): Promise<void> {
  const compartment = yearly[of];
  if (compartment === undefined) return;
  while ((await vault().earlierYear(compartment)) !== undefined) await vault().openEarlierYear(compartment);
}

/** Opens the closed years and months in which something of an import may lie, so that all of it is taken back. */
export async function openBooksOf(what: Import['what'], importId: string): Promise<void> {
  if (what !== 'chats' && what !== 'calls') return openYearsOf(what);
  const conversationId = readTable('imports').get(importId)?.conversationId;
  if (conversationId === undefined) return;
  for (let more = true; more;) ({ more } = await vault().openEarlier(conversationId));
}

/** Those who are there already, as a file's rows are compared with them, some at a time. */
export function* knownRecords(of: ImportOf): Generator<KnownRecord[]> {
  let part: KnownRecord[] = [];
  for (const record of recordsOf[of]()) {
    part.push(record);
    if (part.length < atOnce) continue;
    yield part;
    part = [];
  }
  yield part;
}

const recordsOf: Record<ImportOf, () => Generator<KnownRecord>> = {
  contacts,
  services,
  *jobs() {
    yield* contacts();
    for (const job of readTable('jobs').values()) if (job.imported !== undefined) yield knownWork(job);
  },
  *invoices() {
    yield* contacts();
    for (const invoice of readTable('pastInvoices').values()) yield knownWork(invoice);
  },
};

/** Who has become one with another is found by the other. */
function* contacts(): Generator<KnownRecord> {
  for (const contact of readTable('contacts').values())
    if (contact.mergedInto === undefined) yield knownContact(contact);
}

function* services(): Generator<KnownRecord> {
  for (const service of readTable('services').values())
    if (service.archivedAt === undefined) yield knownService(service);
}
