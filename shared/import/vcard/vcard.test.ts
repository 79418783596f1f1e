import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { recogniseColumns } from '../recognise.ts';
import { readTable } from '../table.ts';
import { cardTable } from './card-table.ts';
import { parseCards, splitValue, unescapeValue } from './vcard.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

/** A card as it is recognised: by header, with what each column is. */
function read(text: string) {
  const table = expectOk(readTable(utf8(text)));
  const columns = recogniseColumns(table, 'contacts');
  return table.rows.map((row) =>
    Object.fromEntries(columns.map(({ header, target }, at) => [`${header}=${target}`, row.cells[at]])),
  );
}

const escape = (text: string) => text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);

test('a note comes back as it was written, wherever its lines are folded', () => {
  const text = fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll(/[\r\0]/g, ''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(60), { maxLength: 5 }), (note, places) => {
      const letters = Array.from(`NOTE:${escape(note)}`);
      // A line never begins with what would end its name.
      const folds = new Set(places.map((place) => place + 5));
      const folded = letters.map((letter, at) => (folds.has(at) ? `\r\n ${letter}` : letter)).join('');
      expect(unescapeValue(parseCards(card('VERSION:3.0', folded))[0]!.properties[1]!.value)).toBe(note);
    }),
  );
});

test('the parts of a name come apart at their marks alone', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string().map((each) => each.replaceAll(/[\r\0]/g, '')),
        { minLength: 1 },
      ),
      (values) => {
        expect(splitValue(values.map(escape).join(';'), ';').map(unescapeValue)).toEqual(values);
      },
    ),
  );
});

test('version 2.1: bare types, quoted-printable over several lines, a charset of its own', () => {
  const text = card(
    'VERSION:2.1',
    'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg',
    'TEL;CELL;PREF:+49 151 12345678',
    'TEL;WORK;FAX:+49 30 1234567',
    'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Schl=C3=BCssel beim=',
    ' Nachbarn=0D=0Arechts',
  );
  expect(read(text)).toEqual([
    {
      'Last name=lastName': 'Müller',
      'First name=firstName': 'Jörg',
      'Mobile Phone=phone': '+49 151 12345678',
      'Fax Phone=phone': '+49 30 1234567',
      'Note=notes': 'Schlüssel beim Nachbarn\r\nrechts',
    },
  ]);
});

test('version 3.0: several cards, folded lines, labels, an address, categories', () => {
  const one = card(
    'VERSION:3.0',
    'FN:Maria Keller',
    'N:Keller;Maria;;Dr.;',
    'ORG:Keller GmbH;Vertrieb',
    'item1.TEL:+49301',
    'item1.X-ABLabel:_$!<Mobile>!$_',
    'TEL;TYPE=home,voice:+49302',
    'TEL;TYPE=home:+49303',
    'ADR;TYPE=WORK:;;Warschauer Str. 41;Ber',
    ' lin;;10243;Germany',
    'CATEGORIES:Kunde,Stamm\\,gast',
    'UID:urn:uuid:1',
    'PHOTO;ENCODING=b:AAAA',
    ' BBBB',
  );
  expect(read(one + card('VERSION:3.0', 'FN:Bob'))).toEqual([
    {
      'Name=name': 'Maria Keller',
      'Last name=lastName': 'Keller',
      'First name=firstName': 'Maria',
      'N prefix=': 'Dr.',
      'Company=company': 'Keller GmbH',
      'ORG 2=': 'Vertrieb',
      'Mobile Phone=phone': '+49301',
      'Home Phone=phone': '+49302',
      'Home Phone 2=phone': '+49303',
      'Work Street=street': 'Warschauer Str. 41',
      'Work City=city': 'Berlin',
      'Work Postcode=postcode': '10243',
      'Work Country=country': 'Germany',
      'Tags=tags': 'Kunde ::: Stamm,gast',
      'Card id=rowId': 'urn:uuid:1',
      'PHOTO=': '…',
    },
    expect.objectContaining({ 'Name=name': 'Bob', 'Company=company': '' }),
  ]);
});

test('version 4.0: a kind, numbers as addresses, parameters in quotes that hold a colon', () => {
  const text = card(
    'VERSION:4.0',
    'KIND:org',
    'FN:Keller GmbH',
    'TEL;VALUE=uri;TYPE="work,voice":tel:+49-30-1',
    'EMAIL;X-A="a:b;c":info@keller.example',
  );
  expect(read(text)).toEqual([
    {
      'Kind=kind': 'org',
      'Name=name': 'Keller GmbH',
      'Work Phone=phone': '+49-30-1',
      'Email=email': 'info@keller.example',
    },
  ]);
});

test('a card that the file ends in is uncertain', () => {
  const rows = expectOk(readTable(utf8(`${card('FN:Ann')}BEGIN:VCARD\r\nFN:Bo`))).rows;
  expect(rows.map(({ isFlawed }) => isFlawed)).toEqual([false, true]);
});

test('no text makes the reader fail', () => {
  const piece = fc.constantFrom(
    'BEGIN:VCARD',
    'END:VCARD',
    '\r\n',
    ' ',
    'TEL',
    ';',
    ':',
    '"',
    '=',
    '=C3',
    'ENCODING=QUOTED-PRINTABLE',
    '\\',
    'N',
    'ADR',
    'a',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(readTable(utf8(`BEGIN:VCARD\r\n${pieces.join('')}`))).toHaveProperty('ok');
    }),
  );
});

test('a fold within a letter costs no letter of the file', () => {
  const whole = utf8(card('VERSION:3.0', 'FN:Jörg Müller', 'NOTE:Größe'));
  const cut = whole.findIndex((byte) => byte === 0xc3) + 1;
  const folded = Uint8Array.from([...whole.slice(0, cut), 13, 10, 32, ...whole.slice(cut)]);
  const table = expectOk(readTable(folded));
  expect([table.encoding, table.rows[0]!.cells]).toEqual(['utf-8', ['Jörg Müller', 'Größe']]);
});

test('cards of an old phone, of a Mac and of version 4 are read', () => {
  const old = card(
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=',
    'rg',
    'TEL;CELL;PREF:0171 1234567',
    'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ',
    ' SkZJRg==',
    '',
  );
  const mac = card(
    'VERSION:3.0',
    'FN:Keller GmbH',
    'ORG:Keller GmbH;',
    'X-ABShowAs:COMPANY',
    'item1.TEL:+49 30 1234567',
    'item1.X-ABLabel:_$!<Work>!$_',
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ',
  );
  const four = card(
    'VERSION:4.0',
    'FN:Eva',
    'TEL;VALUE=uri;TYPE="voice,cell":tel:+49-171-7654321;ext=5',
    'PHOTO:data:image/jpeg;base64,/9j/4AAQ',
  );
  const rows = read(old + mac + four);
  const said = (at: number) =>
    Object.fromEntries(Object.entries(rows[at]!).filter(([, value]) => value !== '' && value !== '…'));
  expect(said(0)).toEqual({
    'Last name=lastName': 'Müller',
    'First name=firstName': 'Jörg',
    'Mobile Phone=phone': '0171 1234567',
  });
  expect(said(1)).toMatchObject({
    'Name=name': 'Keller GmbH',
    'Kind=kind': 'COMPANY',
    'Work Phone=phone': '+49 30 1234567',
  });
  expect(said(2)).toMatchObject({ 'Name=name': 'Eva', 'Mobile Phone=phone': '+49-171-7654321 ext. 5' });
});

test('cards with a name of their own for everything make no table without end', () => {
  const text = Array.from(
    { length: 600 },
    (_, n) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann ${n}\r\nX-OWN-${n}:x\r\nEND:VCARD\r\n`,
  ).join('');
  const { headers, rows } = cardTable(parseCards(text));
  expect(headers).toHaveLength(500);
  expect([rows[0]?.isFlawed, rows.at(-1)?.isFlawed]).toEqual([false, true]);
});
