import { expect, test } from 'vitest';
import type { CustomField } from '#shared/domain/custom-field.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createContactChecker, createServiceChecker } from './check.ts';
import { createKnownIndex, type KnownRecord } from './known.ts';
import { recogniseColumns } from './recognise.ts';
import { reportOfRefused } from './report.ts';
import { readTable } from './table.ts';
import type { ImportSettings } from './settings.ts';

const business = { country: 'DE', currency: 'EUR', locale: 'de-DE', timeZone: 'Europe/Berlin' };
const field = (
  id: string,
  kind: CustomField['kind'],
  name: string,
  choices?: CustomField['choices'],
): CustomField => {
  return { id, createdAt: 0, of: 'contacts', kind, name, order: 0, ...(choices && { choices }) };
};

function check(text: string, more: Partial<ImportSettings> = {}, known: KnownRecord[] = []) {
  const table = expectOk(readTable(utf8(text)));
  const columns = recogniseColumns(table, 'contacts', more.fields);
  const mapping = columns.map(({ target }) => target);
  const settings: ImportSettings = {
    of: 'contacts',
    business,
    fields: [],
    columns,
    mapping,
    known: 'fill',
    takesFlawed: false,
    now: 0,
    ...more,
  };
  const index = createKnownIndex(business.country);
  for (const record of known) index.add(record);
  const checker = createContactChecker(settings, index);
  for (const row of table.rows) checker.take(row);
  return { ...checker.done(), columns };
}

function checkServices(text: string, known: KnownRecord[] = []) {
  const table = expectOk(readTable(utf8(text)));
  const columns = recogniseColumns(table, 'services');
  const mapping = columns.map(({ target }) => target);
  const index = createKnownIndex(business.country);
  for (const record of known) index.add(record);
  const checker = createServiceChecker(
    { of: 'services', business, fields: [], columns, mapping, known: 'fill', takesFlawed: false, now: 0 },
    index,
  );
  for (const row of table.rows) checker.take(row);
  return checker.done();
}

const drafts = (text: string, more?: Partial<ImportSettings>) =>
  check(text, more).taken.map(({ draft }) => draft);
const problems = (text: string, more?: Partial<ImportSettings>) =>
  check(text, more).refused.map(({ row, problems }) => [row.at, ...problems.map(({ code }) => code)]);

test('a row becomes a contact with everything that it says', () => {
  const text =
    'Kundennummer;Vorname;Nachname;Firma;Mobil;Telefon;E-Mail;Straße;Hausnummer;PLZ;Ort;Land;USt-IdNr.;Gruppe;Notiz\n17;Maria;Keller;Keller GmbH;0151 12345678;030/1234567;maria@keller.example;Elm;4a;10243;Berlin;Deutschland;DE1;Stamm, VIP;"Hund\nim Hof"\n';
  expect(drafts(text)).toEqual([
    {
      name: 'Maria Keller',
      company: 'Keller GmbH',
      phones: [{ number: '+4915112345678', label: 'Mobile' }, { number: '+49301234567' }],
      emails: [{ address: 'maria@keller.example' }],
      addresses: [{ street: 'Elm 4a', postcode: '10243', city: 'Berlin', country: 'DE' }],
      taxIds: [{ value: 'DE1' }],
      tags: { Stamm: true, VIP: true },
      notes: 'Hund\nim Hof',
      rowId: 'kundennummer:17',
    },
  ]);
});

test('who has no name of a person is a company, an email or a number', () => {
  expect(drafts('Name,Company,Email,Phone\n,Keller GmbH,,\n,,a@b.co,\n,,,030 1234567\n')).toMatchObject([
    { name: 'Keller GmbH', kind: 'company' },
    { name: 'a@b.co' },
    { name: '+49301234567' },
  ]);
});

test('a company keeps the name of the person that stands beside it', () => {
  expect(drafts('Kind,Name,Company\ncompany,Maria Keller,Keller GmbH\n')).toEqual([
    { name: 'Keller GmbH', kind: 'company', notes: 'Maria Keller' },
  ]);
});

test('several values of one cell, and labels that stand in a column beside', () => {
  const text =
    'Name,Phone 1 - Label,Phone 1 - Value,E-mail 1 - Label,E-mail 1 - Value,Labels\nAnn,Mobile,0151 12345678 ::: 0151 12345679,* Work,a@b.co ::: c@d.co,* myContacts ::: Regulars\n';
  expect(drafts(text)).toMatchObject([
    {
      phones: [
        { number: '+4915112345678', label: 'Mobile' },
        { number: '+4915112345679', label: 'Mobile' },
      ],
      emails: [{ address: 'a@b.co', label: 'Work' }, { address: 'c@d.co' }],
      tags: { Regulars: true },
    },
  ]);
});

test('what is wrong is said of its cell, and the row is not taken', () => {
  const long = 'x'.repeat(201);
  const text = `Name,Email,Phone,Country\nAnn,not-an-email,,\nBob,,4.91512E+12,\nCid,,,Atlantis\n${long},,,\n,,,DE\nDee,d@e.co,,\n`;
  expect(problems(text)).toEqual([
    [2, 'email'],
    [3, 'rounded'],
    [4, 'country'],
    [5, 'long', 'nothing'],
    [6, 'nothing'],
  ]);
  expect(check(text).refused[0]?.problems).toEqual([{ code: 'email', column: 1, value: 'not-an-email' }]);
  expect(drafts(text).map(({ name }) => name)).toEqual(['Dee']);
});

test('rows with a wrong cell can be taken all the same: the cell stands in the notes', () => {
  const found = check('Name,Email\nAnn,ann@nowhere\n,\n', { takesFlawed: true });
  expect(found.taken.map(({ draft }) => draft)).toEqual([{ name: 'Ann', notes: 'Email: ann@nowhere' }]);
  expect(found.noted).toBe(1);
});

test('fields of the owner’s own are filled in their own form', () => {
  const fields = [
    field('n', 'number', 'Fläche'),
    field('m', 'money', 'Budget'),
    field('d', 'day', 'Abnahme'),
    field('c', 'choice', 'Heizung', { k1: { name: 'Gas', order: 0 } }),
  ];
  const text =
    'Name;Fläche;Budget;Abnahme;Heizung\nAnn;12,5;1.250,00 €;3.11.2026;gas\nBob;viel;?;31.2.2026;Holz\n';
  expect(drafts(text, { fields })).toEqual([
    { name: 'Ann', custom: { n: '12.5', m: '125000', d: '2026-11-03', c: 'k1' } },
  ]);
  expect(problems(text, { fields })).toEqual([[3, 'number', 'amount', 'day', 'choice']]);
});

test('a column that was sent to the notes says where it comes from', () => {
  expect(drafts('Name,Colour of the door\nAnn,red\n', { mapping: ['name', 'notes'] })).toEqual([
    { name: 'Ann', notes: 'Colour of the door: red' },
  ]);
});

const ann = { id: 'ann', name: 'Ann', phones: ['+4915112345678'], emails: ['Ann@b.co'] };
const bob = { id: 'bob', name: 'Bob', phones: ['+49301234567'], rowIds: ['id:7'] };

test('who is known is found by phone however it is written, by email, and by the row of an earlier import', () => {
  const known = (text: string) => check(text, {}, [ann, bob]).taken.map(({ knownId }) => knownId);
  expect(known('Name,Phone\nA,0151 / 123 456 78\n')).toEqual(['ann']);
  expect(known('Name,Email\nA,ANN@B.CO\n')).toEqual(['ann']);
  expect(known('Id,Name\n7,bob\n')).toEqual(['bob']);
  // Another program counts from 1 as well.
  expect(known('Id,Name\n7,Someone else\n')).toEqual([undefined]);
  expect(known('Name,Phone\nA,0151 12345679\n')).toEqual([undefined]);
});

test('a row that may be two people is a problem that names them, unless it is added anyway', () => {
  const text = 'Name,Phone,Email\nA,030 1234567,ann@b.co\n';
  expect(check(text, {}, [ann, bob]).refused[0]?.problems).toEqual([{ code: 'several', value: 'Ann, Bob' }]);
  expect(check(text, { known: 'add' }, [ann, bob]).taken).toHaveLength(1);
});

test('rows of one person are joined and lose nothing; two people with one phone stay two', () => {
  const text =
    'Name,Phone,Email,Company,Note\nAnn,030 1234567,a@b.co,One,x\nANN,030-1234567,c@d.co,Two,y\nAnn,,C@d.co,,\nBob,030 1234567,,,\n';
  const found = check(text);
  expect(found.joined).toBe(2);
  expect(found.taken.map(({ draft }) => draft)).toEqual([
    {
      name: 'Ann',
      company: 'One',
      phones: [{ number: '+49301234567' }],
      emails: [{ address: 'a@b.co' }, { address: 'c@d.co' }],
      notes: 'x\ny\nTwo',
    },
    { name: 'Bob', phones: [{ number: '+49301234567' }] },
  ]);
});

test('every row is in exactly one of the counts', () => {
  const found = check('Name,Email\nAnn,a@b.co\nAnn,a@b.co\nBob,nope\n,\nCid,c@d.co\n', {}, [ann]);
  expect(found.taken.length + found.refused.length + found.joined).toBe(4);
});

test('the rows that could not be taken come back as a file that can be mended and brought in', () => {
  const { refused, columns } = check('Name,Email,Phone\nAnn,nope@,+4930\nBob,b@c.co,\n');
  const words = { at: 'Row', reason: 'What is wrong', say: ({ code }: { code: string }) => code };
  const text = reportOfRefused(refused, columns, words);
  expect(text).toBe('\uFEFFName,Email,Phone,Row,What is wrong\r\nAnn,nope@,+4930,2,email\r\n');
  expect(drafts(text.replace('nope@', 'a@b.co'))).toMatchObject([
    { name: 'Ann', emails: [{ address: 'a@b.co' }], phones: [{ number: '+4930' }] },
  ]);
});

test('a price list: amounts as the business writes them, times, and what is wrong', () => {
  const found = checkServices(
    'Nr;Leistung;Preis;Einheit;Dauer\n1;Anfahrt;1.250,00 €;Stk;1:30\n2;Prüfung;viel;;\n3;Rohr;12,5;m;2 h\n4;Ohne;;;\n5;Rohr;12,5;m;2 h\n6;Rohr;13;m;90 min\n',
  );
  expect(found.taken.map(({ draft }) => draft)).toEqual([
    { name: 'Anfahrt', unitPrice: '125000', unit: 'Stk', durationMinutes: 90, rowId: 'nr:1' },
    { name: 'Rohr', unitPrice: '1250', unit: 'm', durationMinutes: 120, rowId: 'nr:3' },
    { name: 'Rohr', unitPrice: '1300', unit: 'm', durationMinutes: 90, rowId: 'nr:6' },
  ]);
  expect(found.joined).toBe(1);
  expect(found.refused.map(({ row, problems }) => [row.at, problems[0]?.code])).toEqual([
    [3, 'amount'],
    [5, 'noPrice'],
  ]);
});

test('a line of the price list is known by its name', () => {
  expect(checkServices('Service,Price\nAnfahrt,30\n', [{ id: 's', name: 'ANFAHRT' }]).taken[0]?.knownId).toBe(
    's',
  );
});
