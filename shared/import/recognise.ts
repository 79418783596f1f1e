import { fold } from '#shared/lib/fold.ts';
import { besideWords, contactWords, labelWords, serviceWords } from './header-words.ts';
import { type Column, customTarget, type ImportOf, type Label } from './targets.ts';
import { kindOf, looksLikeEmail, looksLikePhone } from './values.ts';
import type { Table } from './table.ts';

/** How many rows are looked at to see whether a column holds what its header says. */
const looked = 200;

/** A field of the owner's own that a column may fill. */
interface NamedField {
  id: string;
  name: string;
}

/** What each column most likely holds: by the words above it, by the values in it, and by the columns beside it. */
export function recogniseColumns(table: Table, of: ImportOf, fields: readonly NamedField[] = []): Column[] {
  const own = new Map(fields.map(({ id, name }) => [fold(name).trim(), customTarget(id)]));
  const columns = table.headers.map((header, index) => {
    const cells = table.rows.slice(0, looked).map(({ cells }) => cells[index] ?? '');
    const words = wordsOf(header);
    const byHeader =
      own.get(fold(header).trim()) ?? (of === 'contacts' ? contactTarget(words) : serviceTarget(words));
    const target = of === 'contacts' ? byValues(byHeader, cells) : byHeader;
    return { header, target, label: labelOf(words), group: groupOf(words) };
  });
  if (of === 'services') return once(columns, serviceOnce);
  if (columns.every(({ target }) => !nameTargets.has(target))) takeFirstTextAsName(columns, table);
  return once(bareNames(columns), contactOnce);
}

/** Whether a row says what stands below it. */
export function hasHeaderWords(cells: readonly string[]): boolean {
  return cells.some(
    (cell) => cell.length <= 60 && (contactTarget(wordsOf(cell)) || serviceTarget(wordsOf(cell))) !== '',
  );
}

/** `firstName` and `E-mail 2 - Value` as folded words; an umlaut that was written out is the letter. */
function wordsOf(header: string): string[] {
  const spaced = header
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/\be[-\s]?mail/giu, 'email')
    .replaceAll(/\b(first|last|given|family|middle|full)[\s_-]+name/giu, '$1name')
    .replaceAll(
      /(address|street|line|adresse|direcci[oó]n|endere[cç]o|indirizzo)[\s_]*(?:line[\s_]*)?2\b/giu,
      '$12',
    );
  return fold(spaced)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function contactTarget(words: string[]): string {
  const said = conceptsOf(words, contactWords);
  const isBeside = conceptsOf(words, { beside: besideWords }).has('beside');
  if (isBeside || (said.has('email') && words.includes('display'))) return '';
  if (said.has('labelOf') && !said.has('tags')) return typeTarget(said);
  const found = contactOrder.find((concept) => said.has(concept));
  if (found === 'first') return 'firstName';
  if (found === 'last') return 'lastName';
  return found ?? '';
}

/** `Phone 1 - Type` says what the phone is; `Customer type` whether it is a company. */
function typeTarget(said: Set<string>): string {
  if (said.has('email')) return 'emailLabel';
  if (said.has('phone')) return 'phoneLabel';
  return said.has('street') ? '' : 'kind';
}

/** The earlier says more: a `Company phone` is a phone, a `Billing address city` a city. */
const contactOrder = [
  'email',
  'taxId',
  'phone',
  'postcode',
  'country',
  'region',
  'city',
  'line2',
  'street',
  'notes',
  'tags',
  'kind',
  'last',
  'first',
  'rowId',
  'company',
  'name',
] as const;

function serviceTarget(words: string[]): string {
  const said = conceptsOf(words, serviceWords);
  return serviceOrder.find((concept) => said.has(concept)) ?? '';
}
const serviceOrder = ['rowId', 'price', 'minutes', 'unit', 'description', 'name'] as const;

type Lexicon = Readonly<Record<string, string>>;
const lexicons = new WeakMap<Lexicon, [concept: string, word: string][]>();

function conceptsOf(words: string[], lexicon: Lexicon): Set<string> {
  const entries =
    lexicons.get(lexicon) ??
    Object.entries(lexicon).flatMap(([concept, list]) =>
      list.split(' ').map((word): [string, string] => [concept, word]),
    );
  lexicons.set(lexicon, entries);
  return new Set(
    entries.filter(([, word]) => words.some((each) => fits(each, word))).map(([concept]) => concept),
  );
}

function fits(word: string, pattern: string): boolean {
  if (pattern.startsWith('*')) return word.endsWith(pattern.slice(1)) && word.length >= pattern.length;
  return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;
}

function labelOf(words: string[]): Label | undefined {
  const said = conceptsOf(words, labelWords);
  return (Object.keys(labelWords) as Label[]).find((label) => said.has(label));
}

/** What tells one address or phone of a row from the next: its label and its number. */
function groupOf(words: string[]): string {
  const said = conceptsOf(words, labelWords);
  const place = (['Work', 'Home', 'Billing', 'Shipping'] as const).filter((label) => said.has(label));
  return [...place, ...words.filter((word) => /^\d$/.test(word))].join(' ');
}

/** A header counts where its cells do not speak against it; cells without a header speak for themselves. */
function byValues(target: string, cells: string[]): string {
  const given = cells.filter((cell) => cell.trim() !== '');
  if (given.length === 0) return target;
  const share = (test: (cell: string) => boolean) => given.filter(test).length / given.length;
  if (target === 'email' && share((cell) => cell.includes('@')) === 0) return '';
  if (target === 'kind' && share((cell) => kindOf(cell) !== undefined) === 0) return '';
  if (target === 'phone' && share((cell) => /\d/.test(cell)) === 0) return '';
  if (target !== '') return target;
  if (share(looksLikeEmail) > 0.5) return 'email';
  return share((cell) => looksLikePhone(cell) && /^['(]*[+0]/.test(cell.trim())) > 0.5 ? 'phone' : '';
}

const nameTargets = new Set(['name', 'firstName', 'lastName', 'company']);

/** `Name` beside a first name is the last name, `Nombre` beside last names the first. */
function bareNames(columns: Column[]): Column[] {
  const has = (target: string) => columns.some((column) => column.target === target);
  if (!has('name') || has('firstName') === has('lastName')) return columns;
  const meant = has('firstName') ? 'lastName' : 'firstName';
  return columns.map((column) => (column.target === 'name' ? { ...column, target: meant } : column));
}

function takeFirstTextAsName(columns: Column[], { rows }: Table): void {
  const at = columns.findIndex(
    ({ target, header }, index) =>
      target === '' &&
      header === '' &&
      rows.slice(0, looked).some(({ cells }) => /\p{L}{2}/u.test(cells[index] ?? '')),
  );
  if (at !== -1) columns[at] = { ...columns[at]!, target: 'name' };
}

const contactOnce = new Set(['name', 'lastName', 'company', 'kind', 'rowId']);
const serviceOnce = new Set(['name', 'price', 'unit', 'minutes', 'rowId']);

/** Of columns that would become one and the same the first does; the others are left to the owner. */
function once(columns: Column[], single: ReadonlySet<string>): Column[] {
  const seen = new Set<string>();
  return columns.map((column) => {
    if (!single.has(column.target)) return column;
    const target = seen.has(column.target) ? '' : column.target;
    seen.add(column.target);
    return { ...column, target };
  });
}
