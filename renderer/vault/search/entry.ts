import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { SearchKind } from './api.ts';
import { jobReference } from '#shared/domain/published-feed.ts';
import { siteLabel } from '#shared/domain/site.ts';
import { digitsOf, numbersIn } from './numbers.ts';

/** What the index knows of one record. */
export interface Entry {
  /** `collection/id`. */
  key: string;
  kind: SearchKind;
  /** The record that opens when the hit is chosen, where it is not the key's own. */
  target?: string;
  /** Of an issued document: the job that it is for. */
  job?: string | undefined;
  at: number;
  /** The conversation of a message; the contact of everything else; nobody for knowledge. */
  owner: string;
  state: string;
  title: string;
  text: string;
  /** Phone numbers as digits. */
  numbers: string[];
}

type Reader<Name extends CollectionName> = (record: RecordOf<Name>) => Omit<Entry, 'key'> | undefined;

/** Collections that can be searched, and what of a record is. `undefined`: this one has nothing to be found by. */
const readers: { [Name in CollectionName]?: Reader<Name> } = {
  messages: ({ conversationId, at, text, direction, content }) => {
    const words = [text, fileName(content)].filter((part) => part !== undefined && part !== '').join(' · ');
    // Without words it is found by nothing, and still tells that this month holds something of the conversation.
    const found = direction === 'event' ? '' : words;
    const kind = direction === 'note' ? 'note' : 'message';
    return { kind, at, owner: conversationId, state: '', title: '', text: found, numbers: numbersIn(found) };
  },
  contacts: ({ id, createdAt, name, company, phones, emails, addresses, tags, notes, preferences }) => {
    const numbers = Object.values(phones ?? {}).map(({ number }) => number);
    const text = join([
      company,
      ...numbers,
      ...Object.values(emails ?? {}).map(({ address }) => address),
      ...Object.values(addresses ?? {}).map(({ street, line2, postcode, city }) =>
        [street, line2, postcode, city].filter(Boolean).join(' '),
      ),
      ...Object.keys(tags ?? {}),
      ...Object.values(preferences ?? {}).map((each) => each.text),
      notes,
    ]);
    return {
      kind: 'contact',
      at: createdAt,
      owner: id,
      state: '',
      title: name,
      text,
      numbers: numbers.map(digitsOf),
    };
  },
  sites: (site) => ({
    kind: 'site',
    target: site.contactId,
    at: site.createdAt,
    owner: site.contactId,
    state: '',
    title: siteLabel(site),
    text: join([
      ...Object.values(site.address ?? {}).filter((part) => typeof part === 'string'),
      ...Object.values(site.equipment ?? {}).flatMap(({ name, make, model, serial, notes }) => [
        [name, make, model, serial].filter(Boolean).join(' '),
        notes,
      ]),
      site.access,
      site.hazards,
      site.notes,
    ]),
    numbers: [],
  }),
  jobs: ({ id, contactId, createdAt, title, notes, items }) => ({
    kind: 'job',
    at: createdAt,
    owner: contactId,
    state: '',
    title,
    text: join([...Object.values(items ?? {}).map(({ name }) => name), notes, jobReference(id)]),
    numbers: [],
  }),
  documents: ({ contactId, createdAt, lines, notes, issuedId }) =>
    // Once it is issued, what was issued is found.
    issuedId === undefined
      ? {
          kind: 'document',
          at: createdAt,
          owner: contactId,
          state: 'draft',
          title: '',
          text: join([...Object.values(lines ?? {}).map(({ name }) => name), notes]),
          numbers: [],
        }
      : undefined,
  issued: ({ documentId, jobId, contactId, issuedAt, number, buyer, lines, notes, kind }) => ({
    kind: 'document',
    target: documentId,
    job: jobId,
    at: issuedAt,
    owner: contactId,
    state: kind,
    title: number,
    text: join([buyer.name, buyer.contactName, ...lines.map(({ name }) => name), notes]),
    numbers: [],
  }),
  knowledge: ({ title, text, documentName, status, createdAt, updatedAt = createdAt }) => ({
    kind: 'knowledge',
    at: updatedAt,
    owner: '',
    state: status,
    title: title || documentName || text.slice(0, 120),
    text: join([title === '' ? undefined : documentName, text]),
    numbers: numbersIn(text),
  }),
};

export const searchedCollections = Object.keys(readers) as CollectionName[];

/** What can be found of a record; `undefined` where nothing can. */
export function entryOf(collection: CollectionName, record: { id: string }): Entry | undefined {
  const read = readers[collection] as
    | ((record: { id: string }) => Omit<Entry, 'key'> | undefined)
    | undefined;
  const entry = read?.(record);
  return entry && { key: `${collection}/${record.id}`, ...entry };
}

function join(parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function fileName(content: Record<string, unknown> | undefined): string | undefined {
  const name = content?.['filename'];
  return typeof name === 'string' ? name : undefined;
}
