import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { writeCsv } from './csv.ts';
import { readTable, readText } from './table.ts';

const read = (text: string) => expectOk(readTable(utf8(text)));
const cells = (text: string) => read(text).rows.map((row) => row.cells);

/** Latin letters as one byte each, which is what Windows-1252 does with them. */
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.codePointAt(0)!);
function utf16(text: string, isLittle: boolean, mark = true): Uint8Array {
  const units = Array.from(mark ? `\uFEFF${text}` : text, (letter) => letter.codePointAt(0)!);
  return Uint8Array.from(
    units.flatMap((unit) => (isLittle ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
}

test('every table of texts comes back as it was written, whatever its cells hold', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
  const table = fc
    .array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
    .filter((rows) => rows.every((row) => row.some((text) => text.trim() !== '')));
  fc.assert(
    fc.property(table, (rows) => {
      const head = ['Name', 'Email', 'Notes'];
      const guarded = rows.map((row) =>
        row.map((text) => (/^\s*[=+\-@\t\r]/.test(text) ? `x${text}` : text)),
      );
      const back = read(writeCsv([head, ...guarded]));
      expect(back.headers).toEqual(head);
      expect(back.rows.map((row) => row.cells)).toEqual(guarded);
    }),
  );
});

test.each([
  ['=HYPERLINK("http://evil.example")', "'="],
  [' =1+1', "' ="],
  ['@SUM(A1)', "'@"],
  ['+1-2', "'+"],
  ["-2+cmd|' /C calc'!A0", "'-"],
  ['\t=1', "'\t"],
])('a spreadsheet never runs %s', (cell, begin) => {
  expect(writeCsv([[cell]])).toContain(begin);
});

test.each(['+44 7700 900101', '+447700900101', '-12.50', '-7'])(
  '%s is no formula and stays as it is',
  (cell) => {
    expect(read(writeCsv([['Name'], [cell]])).rows[0]!.cells).toEqual([cell]);
  },
);

test.each([
  ['UTF-8 with a mark', utf8('\uFEFFName;Ort\nJosé;Köln\n'), 'utf-8'],
  ['UTF-8', utf8('Name;Ort\nJosé;Köln\n'), 'utf-8'],
  ['Windows-1252', latin('Name;Ort\nJosé;Köln\n'), 'windows-1252'],
  ['UTF-16 of Excel', utf16('Name;Ort\r\nJosé;Köln\r\n', true), 'utf-16le'],
  ['UTF-16 the other way round', utf16('Name;Ort\nJosé;Köln\n', false), 'utf-16be'],
  ['UTF-16 without a mark', utf16('Name;Ort\nJosé;Köln\n', true, false), 'utf-16le'],
])('%s is read with its accents', (_, bytes, encoding) => {
  const table = expectOk(readTable(bytes));
  expect(table.encoding).toBe(encoding);
  expect(table.headers).toEqual(['Name', 'Ort']);
  expect(table.rows.map((row) => row.cells)).toEqual([['José', 'Köln']]);
});

test('an encoding that was guessed wrong can be named', () => {
  const bytes = Uint8Array.from([...latin('Name\nSzymon W'), 0xf3, ...latin('jcik '), 0xb3, 10]);
  expect(expectOk(readTable(bytes, { encoding: 'windows-1250' })).rows[0]?.cells).toEqual([
    'Szymon Wójcik ł',
  ]);
});

test.each([
  ['commas', 'Name,Email\nAnn,a@b.co\n'],
  ['semicolons', 'Name;Email\nAnn;a@b.co\n'],
  ['tabs', 'Name\tEmail\nAnn\ta@b.co\n'],
  ['bars', 'Name|Email\nAnn|a@b.co\n'],
  ['lines of the old Macintosh', 'Name,Email\rAnn,a@b.co\r'],
  ['the line of Excel that names them', 'sep=;\r\nName;Email\r\nAnn;a@b.co\r\n'],
  ['no end of the last line', 'Name,Email\nAnn,a@b.co'],
  ['blank lines between', 'Name,Email\n\n , \nAnn,a@b.co\n\n'],
])('cells parted by %s', (_, text) => {
  expect(read(text).headers).toEqual(['Name', 'Email']);
  expect(cells(text)).toEqual([['Ann', 'a@b.co']]);
});

test('quotes, separators and line breaks inside of a cell are part of it', () => {
  expect(cells('Name,Note\n"Smith, ""Jo""","one\ntwo"\n')).toEqual([['Smith, "Jo"', 'one\ntwo']]);
});

test('a row knows its line, so that an owner finds it in their spreadsheet', () => {
  expect(read('Name,Email\nAnn,a@b.co\n\nBob,b@b.co\n').rows.map(({ at }) => at)).toEqual([2, 4]);
  expect(read('Ann,a@b.co\nBob,b@b.co\n').rows.map(({ at }) => at)).toEqual([1, 2]);
});

test('a quotation mark that is never closed makes its row uncertain, and no other', () => {
  expect(
    read('Name,Email\nAnn,a@b.co\n"Bob,b@b.co\nCid,c@b.co\n').rows.map(({ isFlawed }) => isFlawed),
  ).toEqual([false, true]);
});

test('a row that is longer than the others loses nothing', () => {
  const table = read('Name,Email\nAnn,a@b.co,extra\nBob,b@b.co\n');
  expect(table.headers).toEqual(['Name', 'Email', '']);
  expect(table.rows.map((row) => row.cells)).toEqual([
    ['Ann', 'a@b.co', 'extra'],
    ['Bob', 'b@b.co', ''],
  ]);
});

test('whether the first row is a header is seen, and can be said', () => {
  expect(read('Ann,a@b.co\nBob,b@b.co\n').headerAt).toBe(0);
  expect(read('Wer,Wohin\nAnn,a@b.co\n').headerAt).toBe(1);
  expect(read('Leistung;Preis\nAnfahrt;30,00\n').headerAt).toBe(1);
  expect(expectOk(readTable(utf8('Name,Phone\nAnn,1\n'), { headerAt: 0 })).rows).toHaveLength(2);
});

test('a picture and an empty file are told apart from a table', () => {
  const code = (bytes: Uint8Array) => {
    const table = readTable(bytes);
    return table.ok ? 'ok' : table.error.code;
  };
  expect(
    code(
      Uint8Array.of(0x89, 0x50, 0, 0, 0, 0x4b, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0xff),
    ),
  ).toBe('import.not-text');
  expect(code(utf8(''))).toBe('import.empty');
  expect(code(utf8('Name,Email\n'))).toBe('import.empty');
});

test('lines above the table say what it is, and are no rows', () => {
  const titled =
    'Customers of Keller;;;\nExported 29.11.2026;;;\n\nName;Phone;City;Email\nAnn;0171 123456;Köln;a@b.co\nBob;0171 123457;Bonn;b@b.co\n';
  const table = read(titled);
  expect([table.headerAt, table.headers]).toEqual([4, ['Name', 'Phone', 'City', 'Email']]);
  expect(table.rows.map(({ at, cells }) => [at, cells[0]])).toEqual([
    [5, 'Ann'],
    [6, 'Bob'],
  ]);
});

test('a row of names that are words of headers is no header in the midst of rows', () => {
  const table = read('Ann,a@b.co,Köln\nService Number,c@b.co,Bonn\n');
  expect([table.headerAt, table.rows.length]).toEqual([0, 2]);
});

test('the lists of a QuickBooks file are its sheets', () => {
  const text = [
    '!HDR\tPROD\tVER',
    'HDR\tQuickBooks Pro\t27',
    '!CUST\tNAME\tPHONE1\tBADDR1',
    'CUST\tAnn Lee\t555 0100\t"1 Elm St, ""rear"""',
    '!INVITEM\tNAME\tINVITEMTYPE\tPRICE',
    'INVITEM\tCall-out\tSERV\t35.00',
    'CUST\tBob Ray\t555 0101\t',
    '',
  ].join('\r\n');
  const { kind, sheets } = expectOk(readText(utf8(text)));
  expect(kind).toBe('iif');
  expect(sheets.map(({ name, lines }) => [name, lines.map(({ cells }) => cells[0])])).toEqual([
    ['HDR', ['PROD', 'QuickBooks Pro']],
    ['CUST', ['NAME', 'Ann Lee', 'Bob Ray']],
    ['INVITEM', ['NAME', 'Call-out']],
  ]);
  expect(sheets[1]!.lines[1]!.cells[2]).toBe('1 Elm St, "rear"');
});

test('whatever bytes a file has, it is read or refused', () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 300 }).map(utf8));
  fc.assert(
    fc.property(bytes, (file) => {
      const table = readTable(file);
      if (!table.ok) return;
      const width = table.value.headers.length;
      expect(table.value.rows.every(({ cells }) => cells.length === width)).toBe(true);
    }),
  );
});

test('one line of a thousand separators makes no table of a thousand columns, and is pointed out', () => {
  const { headers, rows } = read(`Name,Phone\nAnn,1\nBob,2${','.repeat(600)}x\nCid,3${','.repeat(600)}\n`);
  expect(headers).toHaveLength(500);
  expect(rows.map(({ isFlawed }) => isFlawed)).toEqual([false, true, false]);
});
