import { fold } from '#shared/lib/fold.ts';
import { styleOf } from './column-style.ts';
import {
  besideWords,
  contactWords,
  invoiceWords,
  jobWords,
  labelWords,
  serviceWords,
} from './header-words.ts';
import { programOf, targetIn } from './programs.ts';
import {
  type Column,
  customTarget,
  importKinds,
  type ImportOf,
  invoiceTargets,
  isOfCustomer,
  jobTargets,
  type Label,
} from './targets.ts';
import { kindOf, looksLikeEmail, looksLikePhone } from './values.ts';
import type { Table } from './table.ts';

/** How many rows are looked at to see whether a column holds what its header says. */
const looked = 200;
/** How many tell how its numbers and days are written. */
const styled = 5000;

/** A field of the owner's own that a column may fill. */
interface NamedField {
  id: string;
  name: string;
}

/** What each column most likely holds: by the words above it, by the values in it, and by the columns beside it. */
export function recogniseColumns(table: Table, of: ImportOf, fields: readonly NamedField[] = []): Column[] {
  const own = new Map(fields.map(({ id, name }) => [fold(name).trim(), customTarget(id)]));
  const program = programOf(table.headers, of);
  const columns = table.headers.map((header, index) => {
    const cells = table.rows.slice(0, looked).map(({ cells }) => cells[index] ?? '');
    const words = headerWords(header);
    const said = own.get(fold(header).trim()) ?? (program && targetIn(program, header));
    const target = said ?? byValues(targetOf[of](words), cells, of);
    const style = { ...styleOf(table.rows.slice(0, styled).map(({ cells }) => cells[index] ?? '')) };
    if (table.kind === 'xlsx') style.numbers = 'en';
    return { header, target, label: labelOf(words), group: groupOf(words), style };
  });
  if (of === 'services') return once(columns, onceOf.services);
  if (columns.every(({ target }) => !nameTargets.has(target))) takeFirstTextAsName(columns, table);
  return once(bareNames(columns), onceOf[of]);
}

const targetOf: Record<ImportOf, (words: string[]) => string> = {
  contacts: contactTarget,
  services: serviceTarget,
  jobs: jobTarget,
  invoices: invoiceTarget,
};

/** Whether a row says what stands below it. */
export function hasHeaderWords(cells: readonly string[]): boolean {
  return cells.some(
    (cell) => cell.length <= 60 && importKinds.some((of) => targetOf[of](headerWords(cell)) !== ''),
  );
}

/** `firstName` and `E-mail 2 - Value` as folded words; an umlaut that was written out is the letter. */
export function headerWords(header: string): string[] {
  const spaced = header
    .replaceAll('#', ' number ')
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

/** What is asked of a file of jobs or invoices besides: where a customer is, and how they are reached. */
const reached = new Set(['email', 'phone', 'postcode', 'country', 'region', 'city', 'line2', 'street']);
/** Words for what the file is about, which say nothing of a customer. */
const subjects = new Set('job jobs service property visit invoice auftrag rechnung billing'.split(' '));

function customerTarget(words: string[], isCustomer: boolean): string {
  const target = contactTarget(words.filter((word) => !subjects.has(word)));
  return reached.has(target) || (isCustomer && isOfCustomer(target)) ? target : '';
}

function jobTarget(words: string[]): string {
  const said = conceptsOf(words, jobWords);
  const customer = customerTarget(words, said.has('customer'));
  if (customer !== '' || said.has('customer')) return customer;
  if (said.has('day') && said.has('created')) return 'createdDay';
  if (said.has('day') && said.has('done')) return 'doneDay';
  if (said.has('end')) return said.has('time') && !said.has('day') ? 'endTime' : 'endDay';
  if (said.has('time') && !said.has('day')) return 'time';
  if (said.has('day') || said.has('start')) return 'day';
  if (said.has('price')) return said.has('part') ? '' : 'price';
  const found = (['minutes', 'status', 'notes'] as const).find((concept) => said.has(concept));
  if (found !== undefined) return found === 'notes' ? 'jobNotes' : found;
  if (said.has('number')) return 'rowId';
  return said.has('title') ? 'title' : nameTarget(words);
}

function invoiceTarget(words: string[]): string {
  const said = conceptsOf(words, invoiceWords);
  const customer = customerTarget(words, said.has('customer'));
  if (customer !== '' || said.has('customer')) return customer;
  if (said.has('currency')) return 'currency';
  if (said.has('day') && said.has('paid')) return 'paidDay';
  if (said.has('due') && !said.has('total') && !said.has('open')) return 'dueDay';
  if (said.has('day')) return 'issuedDay';
  if (said.has('due') || said.has('open')) return 'openAmount';
  if (said.has('paid')) return 'paidAmount';
  if (said.has('total')) return said.has('part') ? '' : said.has('line') ? 'lineTotal' : 'total';
  if (said.has('part') || said.has('line')) return '';
  if (said.has('status')) return 'status';
  if (said.has('type')) return 'type';
  if (said.has('number') || (said.has('invoice') && !said.has('title'))) return 'number';
  if (said.has('notes')) return 'jobNotes';
  return said.has('title') ? 'title' : nameTarget(words);
}

function nameTarget(words: string[]): string {
  const target = contactTarget(words);
  return isOfCustomer(target) ? target : '';
}

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

/** Whether one of the words is of a list as they stand in `header-words.ts`. */
export function hasWord(words: readonly string[], list: string): boolean {
  return list.split(' ').some((pattern) => words.some((word) => fits(word, pattern)));
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
function byValues(target: string, cells: string[], of: ImportOf): string {
  if (of === 'services') return target;
  const given = cells.filter((cell) => cell.trim() !== '');
  if (given.length === 0) return target;
  const share = (test: (cell: string) => boolean) => given.filter(test).length / given.length;
  if (target === 'email' && share((cell) => cell.includes('@')) === 0) return '';
  if (target === 'kind' && share((cell) => kindOf(cell) !== undefined) === 0) return '';
  if (target === 'phone' && share((cell) => /\d/.test(cell)) === 0) return '';
  // `Paid` with amounts below it is how much was, with words whether it was.
  if (target === 'paidAmount' && share((cell) => /\d/.test(cell)) < 0.5) return 'status';
  if (target !== '' || of !== 'contacts') return target;
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

const customerOnce = ['name', 'lastName', 'company'];
const onceOf: Record<ImportOf, ReadonlySet<string>> = {
  contacts: new Set([...customerOnce, 'kind', 'rowId']),
  services: new Set(['name', 'price', 'unit', 'minutes', 'rowId']),
  jobs: new Set([
    ...customerOnce,
    ...jobTargets.filter((target) => target !== 'jobNotes' && !reached.has(target)),
  ]),
  invoices: new Set([
    ...customerOnce,
    ...invoiceTargets.filter(
      (target) => target !== 'jobNotes' && target !== 'lineTotal' && !reached.has(target),
    ),
  ]),
};

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
