import type { Row, Table } from '../table.ts';
import { widest } from '../width.ts';
import { type Card, type Property, splitValue, unescapeValue } from './vcard.ts';

/** What a property becomes in a table: cells, each under a header that is recognised like that of any file. */
interface Cell {
  header: string;
  value: string;
}

/** Cards as rows: a column for each kind of property, so that what has no place is seen and said like any column. */
export function cardTable(cards: Card[]): Pick<Table, 'headers' | 'rows'> {
  const columns = new Map<string, number>();
  const rows: Row[] = cards.map((card, index) => {
    const row: Row = { at: index + 1, cells: [], isFlawed: card.isCutOff };
    for (const { header, value } of cellsOf(card)) {
      if (value.trim() === '') continue;
      const column = columns.get(header) ?? columns.size;
      if (column >= widest) {
        row.isFlawed = true;
        continue;
      }
      columns.set(header, column);
      row.cells[column] = value;
    }
    return row;
  });
  const headers = [...columns.keys()];
  for (const row of rows) row.cells = headers.map((_, column) => row.cells[column] ?? '');
  return {
    headers,
    rows: rows.filter(({ cells, isFlawed }) => isFlawed === true || cells.some((cell) => cell !== '')),
  };
}

/** The cells of a card: the second phone of a kind stands under `Phone 2`. */
function cellsOf({ properties }: Card): Cell[] {
  const counts = new Map<string, number>();
  return properties.flatMap((property) => {
    const named = namesOf(property, labelOf(property, properties));
    const key = named[0]?.header ?? '';
    const number = (counts.get(key) ?? 0) + 1;
    counts.set(key, number);
    return number === 1
      ? named
      : named.map(({ header, value }) => ({ header: `${header} ${number}`, value }));
  });
}

const unsaid = new Set(['VERSION', 'PRODID', 'REV', 'X-ABLABEL']);
const binary = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

function namesOf(property: Property, label: string): Cell[] {
  const { name, value } = property;
  const titled = (what: string) => (label === '' ? what : `${label} ${what}`);
  if (unsaid.has(name)) return [];
  if (binary.has(name)) return [{ header: name, value: '…' }];
  const components = () => splitValue(value, ';').map(unescapeValue);
  switch (name) {
    case 'FN':
      return [{ header: 'Name', value: unescapeValue(value) }];
    case 'N':
      return nameCells(components());
    case 'ORG': {
      const [company = '', ...units] = components();
      return [
        { header: 'Company', value: company },
        { header: 'ORG 2', value: units.join(', ') },
      ];
    }
    case 'TEL':
      return [{ header: titled('Phone'), value: phoneOf(unescapeValue(value)) }];
    case 'EMAIL':
      return [{ header: titled('Email'), value: unescapeValue(value) }];
    case 'ADR':
      return addressCells(components(), titled);
    case 'NOTE':
      return [{ header: 'Note', value: unescapeValue(value) }];
    case 'CATEGORIES':
      return [{ header: 'Tags', value: splitValue(value, ',').map(unescapeValue).join(' ::: ') }];
    case 'UID':
      return [{ header: 'Card id', value: unescapeValue(value) }];
    // Apple's word for a card that is of a company.
    case 'X-ABSHOWAS':
    case 'KIND':
      return [{ header: 'Kind', value: unescapeValue(value) }];
    default:
      return [{ header: titled(name), value: unescapeValue(value) }];
  }
}

/** Version 4 writes a number as an address, with what follows it: `tel:+49-30-1234;ext=5`. */
function phoneOf(value: string): string {
  const [number = '', ...more] = value.replace(/^tel:/i, '').split(';');
  const extension = more.map((part) => /^ext=(.+)$/i.exec(part)?.[1]).find((part) => part !== undefined);
  return /^tel:/i.test(value) ? number + (extension === undefined ? '' : ` ext. ${extension}`) : value;
}

function nameCells([last = '', first = '', middle = '', prefix = '', suffix = '']: string[]): Cell[] {
  return [
    { header: 'Last name', value: last },
    { header: 'First name', value: [first, middle].filter((part) => part !== '').join(' ') },
    { header: 'N prefix', value: prefix },
    { header: 'N suffix', value: suffix },
  ];
}

function addressCells(components: string[], titled: (what: string) => string): Cell[] {
  const [box = '', extended = '', street = '', city = '', region = '', postcode = '', country = ''] =
    components;
  return [
    { header: titled('Street'), value: street },
    { header: titled('Address line2'), value: [extended, box].filter((part) => part !== '').join(', ') },
    { header: titled('City'), value: city },
    { header: titled('Region'), value: region },
    { header: titled('Postcode'), value: postcode },
    { header: titled('Country'), value: country },
  ];
}

const known: Record<string, string> = {
  cell: 'Mobile',
  iphone: 'Mobile',
  work: 'Work',
  home: 'Home',
  fax: 'Fax',
};

/** By its types, or by the label that Apple writes beside it: `_$!<Mobile>!$_`. */
function labelOf({ group, types, name }: Property, all: Property[]): string {
  if (!['TEL', 'EMAIL', 'ADR'].includes(name)) return '';
  const typed = ['fax', 'cell', 'iphone', 'work', 'home'].find((type) => types.includes(type));
  if (typed !== undefined) return known[typed]!;
  const beside =
    group === '' ? undefined : all.find((other) => other.group === group && other.name === 'X-ABLABEL');
  const said = beside?.value.replace(/^_\$!<|>!\$_$/g, '').toLowerCase() ?? '';
  return said === 'mobile' ? 'Mobile' : (known[said] ?? '');
}
