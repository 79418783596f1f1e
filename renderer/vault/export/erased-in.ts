import { isOfErased } from '#shared/commands/suppression.ts';
import { broughtInCollections } from '#shared/commands/bring-in.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { contactSchema } from '#shared/domain/contact.ts';
import { isJsonObject, type Json } from '#shared/lib/json.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { scanning } from '#shared/records/reader.ts';
import { recordsOfPerson } from '#shared/rights/person-records.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { OpenExport } from './open-export.ts';

interface Deps {
  library: Library;
  keyring: Pick<Keyring, 'pseudonym'>;
}

/**
 * Which records of an export were erased here, or are of somebody who was: by their ids, and by the numbers and
 * addresses of people, with all that belongs to them.
 */
export async function erasedIn(
  deps: Deps,
  source: OpenExport,
): Promise<Result<(collection: CollectionName, line: Json | undefined) => boolean>> {
  const { library } = deps;
  const ofErased = await recordsOfErased(deps, source);
  if (!ofErased.ok) return ofErased;
  return ok((collection, line) => {
    const id = isJsonObject(line) ? line['id'] : undefined;
    return (
      typeof id === 'string' &&
      (ofErased.value.has(`${collection}/${id}`) || library.isErased(collection, id))
    );
  });
}

/** What belongs to people of the file who were erased here, as `collection/id`. */
async function recordsOfErased(
  { library, keyring }: Deps,
  source: OpenExport,
): Promise<Result<ReadonlySet<string>>> {
  const found = new Set<string>();
  if ([...library.all('suppressions')].length === 0) return ok(found);
  const tables = new Map<CollectionName, Map<string, RecordOf<CollectionName>>>();
  for (const collection of broughtInCollections) {
    const lines = await source.lines(collection);
    if (!lines.ok) return lines;
    const records = lines.value.filter(isJsonObject) as unknown as RecordOf<CollectionName>[];
    tables.set(collection, new Map(records.map((record) => [record.id, record])));
  }
  const records = scanning({
    get: (name, id) => tables.get(name)?.get(id) as never,
    all: (name) => [...(tables.get(name)?.values() ?? [])] as never,
  });
  for (const line of records.all('contacts')) {
    const contact = contactSchema.safeParse(line).data;
    if (contact === undefined || library.get('contacts', contact.id) !== undefined) continue;
    const [phones, emails] = [Object.values(contact.phones ?? {}), Object.values(contact.emails ?? {})];
    if (!isOfErased(library, { phones, emails }, keyring)) continue;
    for (const [name, list] of recordsOfPerson(records, contact.id))
      for (const { id } of list) found.add(`${name}/${id}`);
  }
  return ok(found);
}
