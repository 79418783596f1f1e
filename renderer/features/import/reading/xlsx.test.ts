import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { openFile } from './open-file.ts';
import { readXlsx } from './xlsx.ts';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** An Excel file by its format's description: sheets by name with their cells as they stand in the XML. */
async function workbook(
  sheets: Record<string, string[][]>,
  { is1904 = false, strings = [] as string[] } = {},
): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  const names = Object.keys(sheets);
  const add = (path: string, text: string) => zip.add(path, new TextReader(xml + text));
  await add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
  );
  await add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}">${names
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="rId90" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  );
  // 0 as it comes, 1 a day, 2 a day with its time, 3 money, 4 a form of its own with a time.
  await add(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="44"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  );
  await add(
    'xl/sharedStrings.xml',
    `<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`,
  );
  for (const [at, name] of names.entries())
    await add(
      `xl/worksheets/sheet${at + 1}.xml`,
      `<worksheet xmlns="${main}"><sheetData>${sheets[name]!.map(
        (cells, row) => `<row r="${row + 1}">${cells.join('')}</row>`,
      ).join('')}</sheetData></worksheet>`,
    );
  return await zip.close();
}

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (at: string, value: string, style = 0) => `<c r="${at}" s="${style}"><v>${value}</v></c>`;

async function cellsOf(cells: string[], options = {}): Promise<string[]> {
  const { sheets } = expectOk(await readXlsx(await workbook({ One: [cells] }, options)));
  return sheets[0]!.lines[0]!.cells;
}

test('days, times, amounts and long numbers come as a person reads them', async () => {
  expect(
    await cellsOf([
      number('A1', '46347', 1),
      number('B1', '46347.604166666664', 2),
      number('C1', '46347.604166666664', 4),
      number('D1', '0.30000000000000004', 3),
      number('E1', '4.91512345678E11'),
      number('F1', '1234.5', 3),
      '<c r="G1" t="b"><v>1</v></c>',
      '<c r="H1" t="str"><f>1+1</f><v>2 rooms</v></c>',
    ]),
  ).toEqual([
    '2026-11-21',
    '2026-11-21 14:30',
    '2026-11-21 14:30',
    '0.3',
    '491512345678',
    '1234.5',
    'yes',
    '2 rooms',
  ]);
});

test('files of the old Macintosh count their days from 1904', async () => {
  expect(await cellsOf([number('A1', '44885', 1)], { is1904: true })).toEqual(['2026-11-21']);
});

test('texts that cells share, cells that are left out and text that looks like a number stay what they are', async () => {
  const strings = ['Müller &amp; Söhne', '0049 30 1'];
  expect(
    await cellsOf(['<c r="A1" t="s"><v>0</v></c>', '<c r="D1" t="s"><v>1</v></c>'], { strings }),
  ).toEqual(['Müller & Söhne', '', '', '0049 30 1']);
});

test('of several sheets the one is read that holds what is wanted, and another can be chosen', async () => {
  const bytes = await workbook({
    Notes: [[text('A1', 'Hello')], [text('A2', 'World')]],
    Clients: [
      [text('A1', 'Our clients')],
      [],
      [text('A3', 'Name'), text('B3', 'Phone'), text('C3', 'City')],
      [text('A4', 'Ann'), number('B4', '4.91711234567E11'), text('C4', 'Köln')],
      [text('A5', 'Bob'), text('B5', '0171 1234568'), text('C5', 'Bonn')],
    ],
  });
  const opened = expectOk(await openFile(bytes, 'contacts', {}, []));
  expect(opened).toMatchObject({ sheets: ['Notes', 'Clients'], sheet: 1 });
  expect(opened.columns.map(({ target }) => target)).toEqual(['name', 'phone', 'city']);
  expect(opened.table.headerAt).toBe(3);
  expect(opened.table.rows.map(({ cells }) => cells[1])).toEqual(['491711234567', '0171 1234568']);
  expect(expectOk(await openFile(bytes, 'contacts', { sheet: 0, headerAt: 1 }, [])).table.rows).toHaveLength(
    1,
  );
});

test('what is no spreadsheet, is damaged or claims to be small is refused, whatever its bytes are', async () => {
  const whole = await workbook({ One: [[text('A1', 'Name')], [text('A2', 'Ann')]] });
  expect(await readXlsx(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toMatchObject({
    error: { code: 'import.spreadsheet' },
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
      async (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const read = await readXlsx(bytes);
        expect(read.ok ? 'import.spreadsheet' : read.error.code).toBe('import.spreadsheet');
      },
    ),
    { numRuns: 60 },
  );
});
