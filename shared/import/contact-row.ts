import { type ContactRow, contactRowSchema } from '#shared/domain/import.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { readCountry } from './countries.ts';
import { readCustomValue } from './custom-value.ts';
import type { RowProblem } from './problems.ts';
import { rowIdOf } from './row-id.ts';
import type { ImportSettings } from './settings.ts';
import type { Row } from './table.ts';
import { type Column, type ContactTarget, customFieldId } from './targets.ts';
import { kindOf, parts, plainCell } from './values.ts';

/** A row as a record, as far as it could be read, and what is wrong with it. */
export interface ReadRow<Draft> {
  draft: Draft;
  problems: RowProblem[];
}

/** What of a row goes into one text: a name of several columns, notes. */
type TextTarget = 'name' | 'firstName' | 'lastName' | 'company';
type AddressTarget = 'street' | 'line2' | 'postcode' | 'city' | 'region' | 'country';

/** What the cells of one row have come to so far. */
class Reading {
  readonly texts: Partial<Record<TextTarget, string>> = {};
  readonly notes: string[] = [];
  readonly phones: NonNullable<ContactRow['phones']> = [];
  readonly emails: NonNullable<ContactRow['emails']> = [];
  readonly addresses = new Map<string, NonNullable<ContactRow['addresses']>[number]>();
  readonly taxIds: NonNullable<ContactRow['taxIds']> = [];
  readonly tags = new Set<string>();
  readonly custom: [string, string][] = [];
  kind: ContactRow['kind'];
  rowId: string | undefined;
  readonly problems: RowProblem[] = [];

  readonly row: Row;
  readonly settings: ImportSettings;

  constructor(row: Row, settings: ImportSettings) {
    this.row = row;
    this.settings = settings;
  }

  wrong(code: RowProblem['code'], column: number): void {
    const value = this.row.cells[column] ?? '';
    this.problems.push({ code, column, value });
    if (this.settings.takesFlawed) this.note(column, value.trim());
  }

  note(column: number, cell: string): void {
    const header = this.settings.columns[column]?.header ?? '';
    this.notes.push(header === '' ? cell : `${header}: ${cell}`);
  }
}

/** A row as a contact. What is wrong with a cell is said, and the cell stands in the notes where the row is taken. */
export function readContactRow(row: Row, settings: ImportSettings): ReadRow<ContactRow> {
  const reading = new Reading(row, settings);
  for (const [column, target] of settings.mapping.entries()) {
    const cell = plainCell(row.cells[column] ?? '');
    if (cell !== '' && target !== '') takeCell(reading, column, target, cell);
  }
  const draft = toDraft(reading);
  const problems = [...reading.problems];
  if (row.isFlawed === true) problems.unshift({ code: 'flawed' });
  if (draft.name === '') problems.push({ code: 'nothing' });
  return { draft, problems };
}

const shape = contactRowSchema.shape;
const longest = {
  text: 200,
  tag: 60,
  notes: shape.notes.unwrap().maxLength ?? Infinity,
  taxId: 40,
  phone: 32,
};
const addressLengths: Record<AddressTarget, number> = {
  street: 200,
  line2: 200,
  city: 100,
  postcode: 20,
  region: 100,
  country: 200,
};

function takeCell(reading: Reading, column: number, target: string, cell: string): void {
  const own = customFieldId(target);
  if (own !== undefined) return takeCustom(reading, column, own, cell);
  const { columns } = reading.settings;
  switch (target as ContactTarget) {
    case 'name':
    case 'firstName':
    case 'lastName':
    case 'company':
      return takeText(reading, column, target as TextTarget, cell);
    case 'kind':
      reading.kind = kindOf(cell);
      return reading.kind === undefined ? reading.wrong('kind', column) : undefined;
    case 'phone':
      return takePhones(reading, column, cell);
    case 'email':
      return takeEmails(reading, column, cell);
    case 'street':
    case 'line2':
    case 'postcode':
    case 'city':
    case 'region':
    case 'country':
      return takeAddress(reading, column, target as AddressTarget, cell);
    case 'taxId':
      if (cell.length > longest.taxId) return reading.wrong('long', column);
      return void reading.taxIds.push({ value: cell });
    case 'tags':
      return takeTags(reading, column, cell);
    case 'notes':
      return isNote(columns[column]) ? void reading.notes.push(cell) : reading.note(column, cell);
    case 'rowId':
      reading.rowId = rowIdOf(columns[column]!, cell);
      return;
    case 'phoneLabel':
    case 'emailLabel':
    // Read with the phone or the email that it belongs to.
  }
}

/** What stands in a column of notes needs no word of where it comes from. */
const isNote = (column: Column | undefined): boolean => column?.target === 'notes';

function takeText(reading: Reading, column: number, target: TextTarget, cell: string): void {
  const before = reading.texts[target];
  const text = before === undefined ? cell : `${before} ${cell}`;
  if (text.length > longest.text) return reading.wrong('long', column);
  reading.texts[target] = text;
}

function takePhones(reading: Reading, column: number, cell: string): void {
  for (const part of parts(cell).map(plainCell)) {
    // What a spreadsheet has made of a number that it took for an amount; the digits are gone.
    if (/^\d+[.,]\d+e\+?\d+$/i.test(part)) reading.wrong('rounded', column);
    else if (part.replaceAll(/\D/g, '').length < 3) reading.wrong('phone', column);
    else if (part.length > longest.phone) reading.wrong('long', column);
    else {
      const number = normalisePhone(part, reading.settings.business.country);
      const label = labelFor(reading, column, 'phoneLabel');
      if (!reading.phones.some((phone) => phone.number === number))
        reading.phones.push({ number, ...(label !== undefined && { label }) });
    }
  }
}

function takeEmails(reading: Reading, column: number, cell: string): void {
  for (const part of parts(cell, /\s*(?::::|[;,]|\r?\n)\s*/)) {
    const address = part.replace(/^mailto:/i, '').replace(/^.*<(.+)>$/, '$1');
    const label = labelFor(reading, column, 'emailLabel');
    const email = { address, ...(label !== undefined && { label }) };
    if (!shape.emails.unwrap().element.safeParse(email).success) reading.wrong('email', column);
    else if (!reading.emails.some((other) => other.address.toLowerCase() === address.toLowerCase()))
      reading.emails.push(email);
  }
}

/** By the column beside it that says so, or by its own header. */
function labelFor({ row, settings }: Reading, column: number, target: ContactTarget): string | undefined {
  const { group, label } = settings.columns[column]!;
  const beside = settings.columns.findIndex(
    (other, index) => other.group === group && settings.mapping[index] === target,
  );
  const said = plainCell(row.cells[beside] ?? '')
    .replace(/^\*\s*/, '')
    .slice(0, 40);
  return said === '' ? label : said;
}

function takeAddress(reading: Reading, column: number, target: AddressTarget, cell: string): void {
  const { group, label } = reading.settings.columns[column]!;
  const address = reading.addresses.get(group) ?? { ...(label !== undefined && { label }) };
  const before = target === 'country' ? undefined : address[target];
  const text = before === undefined ? cell : `${before} ${cell}`;
  if (text.length > addressLengths[target]) return reading.wrong('long', column);
  const value = target === 'country' ? readCountry(cell) : text;
  if (value === undefined) return reading.wrong('country', column);
  address[target] = value;
  reading.addresses.set(group, address);
}

function takeTags(reading: Reading, column: number, cell: string): void {
  for (const part of parts(cell, /\s*(?::::|[;,|]|\r?\n)\s*/)) {
    // Google's own groups have a star; `myContacts` is everybody.
    const tag = part.replace(/^\*\s*/, '');
    if (tag.length > longest.tag) reading.wrong('long', column);
    else if (tag !== 'myContacts') reading.tags.add(tag);
  }
}

function takeCustom(reading: Reading, column: number, fieldId: string, cell: string): void {
  const field = reading.settings.fields.find(({ id }) => id === fieldId);
  if (field === undefined) return reading.note(column, cell);
  const { business, columns } = reading.settings;
  const read = readCustomValue(cell, field, business, columns[column]?.style);
  if ('wrong' in read) reading.wrong(read.wrong, column);
  else reading.custom.push([fieldId, read.value]);
}

function toDraft(reading: Reading): ContactRow {
  const { texts, phones, emails, taxIds, rowId } = reading;
  const person =
    texts.name ?? [texts.firstName, texts.lastName].filter((part) => part !== undefined).join(' ');
  const company = texts.company;
  const isCompany =
    reading.kind === 'company' || (reading.kind === undefined && person === '' && company !== undefined);
  const name =
    ((isCompany ? company : undefined) || person || company || emails[0]?.address || phones[0]?.number) ?? '';
  if (name.length > longest.text)
    reading.problems.push({ code: 'long', column: reading.settings.mapping.indexOf('lastName') });
  // A company has one name; the person's that stands beside it is not lost.
  if (isCompany && person !== '' && name !== person) reading.notes.unshift(person);
  const notes = cutNotes(reading);
  const addresses = [...reading.addresses.values()];
  return {
    name: name.slice(0, longest.text),
    ...(isCompany && { kind: 'company' }),
    ...(company !== undefined && company !== name && { company }),
    ...(phones.length > 0 && { phones }),
    ...(emails.length > 0 && { emails }),
    ...(addresses.length > 0 && { addresses }),
    ...(taxIds.length > 0 && { taxIds }),
    ...(reading.tags.size > 0 && {
      tags: Object.fromEntries([...reading.tags].map((tag) => [tag, true as const])),
    }),
    ...(notes !== '' && { notes }),
    ...(reading.custom.length > 0 && { custom: Object.fromEntries(reading.custom) }),
    ...(rowId !== undefined && { rowId }),
  };
}

function cutNotes(reading: Reading): string {
  const notes = reading.notes.join('\n');
  if (notes.length <= longest.notes) return notes;
  reading.problems.push({ code: 'long', column: reading.settings.mapping.indexOf('notes') });
  return notes.slice(0, longest.notes);
}
