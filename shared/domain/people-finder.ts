import { fold } from '#shared/lib/fold.ts';
import type { Contact } from './contact.ts';
import type { CustomField } from './custom-field.ts';
import type { CustomTest, PeopleFilter, PersonFacts } from './people-filter.ts';

const dayMilliseconds = 86_400_000;

interface Known {
  factsOf(contactId: string): PersonFacts;
  fields: readonly CustomField[];
}

/** By its place in the list. */
type Test = (row: number) => boolean;

const states = { current: 0, archived: 1, binned: 2, merged: 3, onlyComments: 4 } as const;

/**
 * Finds whom a filter shows, by their places in the list. What filters ask for stands in columns, made when it is first
 * asked for, so that 100,000 people are looked through while somebody types. Who was merged, or has only commented, is
 * shown by none.
 */
export function createPeopleFinder(
  contacts: readonly Contact[],
  known: Known,
): (filter: PeopleFilter, now: number) => number[] {
  const columns = createColumns(contacts, known);
  return (filter, now) => {
    const tests = [...testsOf(filter, columns, now), ...ownTests(filter, columns, known.fields)];
    const found: number[] = [];
    for (let row = 0; row < contacts.length; row++) if (tests.every((test) => test(row))) found.push(row);
    return found;
  };
}

type Columns = ReturnType<typeof createColumns>;

/** Each made once, of all contacts in their order. */
function createColumns(contacts: readonly Contact[], { factsOf }: Known) {
  const own = new Map<string, ArrayLike<number> | string[]>();
  const once = <Column extends ArrayLike<number> | string[]>(key: string, make: () => Column): Column => {
    if (!own.has(key)) own.set(key, make());
    return own.get(key) as Column;
  };
  const bytes = (of: (contact: Contact) => number | boolean) =>
    Uint8Array.from(contacts, (each) => Number(of(each)));
  let tags: Map<string, Uint8Array> | undefined;
  return {
    states: () => once('state', () => bytes(stateOf)),
    companies: () => once('kind', () => bytes(({ kind }) => kind === 'company')),
    enquiries: () => once('enquiry', () => bytes(({ id }) => factsOf(id).hasOpenEnquiry)),
    works: () =>
      once('work', () => Float64Array.from(contacts, ({ id }) => factsOf(id).lastWorkAt ?? -Infinity)),
    tagged: (tag: string) => (tags ??= taggedIn(contacts)).get(tag) ?? new Uint8Array(contacts.length),
    /** Of a field that has an order; not a number where it is empty. */
    numbers: (id: string, order: (value: string) => number) =>
      once(`number ${id}`, () => Float64Array.from(contacts, ({ custom }) => order(custom?.[id] ?? 'none'))),
    words: (id: string) => once(`words ${id}`, () => contacts.map(({ custom }) => fold(custom?.[id] ?? ''))),
    chosen: (id: string) => once(`chosen ${id}`, () => contacts.map(({ custom }) => custom?.[id] ?? '')),
  };
}

function stateOf({ mergedInto, binnedAt, archivedAt, onlyComments }: Contact): number {
  if (mergedInto !== undefined) return states.merged;
  if (onlyComments !== undefined) return states.onlyComments;
  if (binnedAt !== undefined) return states.binned;
  return archivedAt === undefined ? states.current : states.archived;
}

function taggedIn(contacts: readonly Contact[]): Map<string, Uint8Array> {
  const tagged = new Map<string, Uint8Array>();
  for (const [row, { tags = {} }] of contacts.entries())
    for (const tag of Object.keys(tags)) {
      const column = tagged.get(tag) ?? new Uint8Array(contacts.length);
      column[row] = 1;
      tagged.set(tag, column);
    }
  return tagged;
}

function* testsOf(
  { state, kind, tag, enquiry, idleDays }: PeopleFilter,
  columns: Columns,
  now: number,
): Iterable<Test> {
  const [wanted, held] = [states[state ?? 'current'], columns.states()];
  yield (row) => held[row] === wanted;
  if (kind !== undefined) yield is(columns.companies(), kind === 'company');
  if (tag !== undefined) yield is(columns.tagged(tag), true);
  if (enquiry !== undefined) yield is(columns.enquiries(), enquiry === 'open');
  if (idleDays === undefined) return;
  const [works, since] = [columns.works(), now - idleDays * dayMilliseconds];
  yield (row) => works[row]! < since;
}

function is(column: Uint8Array, wanted: boolean): Test {
  const value = Number(wanted);
  return (row) => column[row] === value;
}

function* ownTests(
  { custom = {} }: PeopleFilter,
  columns: Columns,
  fields: readonly CustomField[],
): Iterable<Test> {
  for (const [id, wanted] of Object.entries(custom)) {
    const field = fields.find((each) => each.id === id);
    if (field !== undefined) yield* ownTest(field, wanted, columns);
  }
}

function* ownTest({ id, kind }: CustomField, test: CustomTest, columns: Columns): Iterable<Test> {
  const { is: wanted = '', from = '', to = '' } = test;
  if (kind === 'text' && wanted !== '') {
    const [words, held] = [fold(wanted), columns.words(id)];
    yield (row) => held[row]!.includes(words);
  }
  if (kind === 'choice' && wanted !== '') {
    const held = columns.chosen(id);
    yield (row) => held[row] === wanted;
  }
  if (kind === 'text' || kind === 'choice' || (from === '' && to === '')) return;
  const order = kind === 'day' ? Date.parse : Number;
  const held = columns.numbers(id, order);
  const [least, most] = [from === '' ? -Infinity : order(from), to === '' ? Infinity : order(to)];
  yield (row) => held[row]! >= least && held[row]! <= most;
}
