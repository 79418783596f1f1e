import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { invoiceRowSchema, jobRowSchema } from '#shared/domain/import.ts';
import { checkers } from './checkers.ts';
import { createKnownIndex, type KnownRecord } from './known.ts';
import { programOf } from './programs.ts';
import { recogniseColumns } from './recognise.ts';
import { readTable, readText, tableOf } from './table.ts';
import type { ImportSettings } from './settings.ts';

const business = { country: 'GB', currency: 'GBP', locale: 'en-GB', timeZone: 'Europe/London' };
const now = Date.parse('2026-11-30T09:00:00Z');

function check<Of extends 'jobs' | 'invoices'>(of: Of, text: string, known: KnownRecord[] = []) {
  const book = expectOk(readText(utf8(text), { timeZone: business.timeZone, now }));
  const sheet = book.sheets.find(({ name }) => name === 'TRNS') ?? book.sheets[0]!;
  const table = tableOf(book, sheet);
  const columns = recogniseColumns(table, of);
  const mapping = columns.map(({ target }) => target);
  const settings: ImportSettings = {
    of,
    business,
    fields: [],
    columns,
    mapping,
    known: 'fill',
    takesFlawed: false,
    now,
  };
  const index = createKnownIndex(business.country);
  for (const record of known) index.add(record);
  const checker = checkers[of](settings, index);
  for (const row of table.rows) checker.take(row);
  const { taken, refused, joined } = checker.done();
  return {
    taken,
    refused: refused.map(({ row, problems }) => [row.at, ...problems.map(({ code }) => code)]),
    joined,
    mapping,
    table,
  };
}

const utc = (text: string) => Date.parse(text);

test('rows of one number are visits of one job, and its customer is one', () => {
  const { taken, refused, joined, table } = check(
    'jobs',
    [
      'Job #,Client name,Client phone,Title,Scheduled start date,Start time,End time,Total ($),Job status',
      '7,Ann Lee,07911 123456,Boiler service,12/05/2027,9:00 AM,10:30 AM,"1,250.00",Upcoming',
      '7,Ann Lee,07911 123456,Boiler service,13/05/2027,9:00 AM,10:30 AM,"1,250.00",Upcoming',
      '8,Ann Lee,07911 123456,Gate,14/05/2027,,,,Upcoming',
      '9,Bob Ray,,Roof,03/02/2025,8:00,9:00,90,Completed',
      '10,,,Nobody,03/02/2025,,,,Completed',
      '11,Cid,,,03/02/2025,,,,Completed',
    ].join('\n'),
  );
  expect(programOf(table.headers, 'jobs')?.name).toBe('Jobber');
  expect(joined).toBe(1);
  expect(refused).toEqual([
    [6, 'nobody'],
    [7, 'noTitle'],
  ]);
  expect(taken.map(({ draft }) => draft)).toMatchObject([
    {
      customer: { key: '0', row: { name: 'Ann Lee', phones: [{ number: '+447911123456' }] } },
      title: 'Boiler service',
      price: '125000',
      visits: [
        { start: utc('2027-05-12T08:00:00Z'), end: utc('2027-05-12T09:30:00Z') },
        { start: utc('2027-05-13T08:00:00Z'), end: utc('2027-05-13T09:30:00Z') },
      ],
    },
    {
      customer: { key: '0' },
      title: 'Gate',
      visits: [{ start: utc('2027-05-13T23:00:00Z'), anyTime: true }],
    },
    { customer: { key: '1' }, past: { state: 'closed', at: utc('2025-02-03T09:00:00Z') } },
  ]);
  expect(taken[0]!.draft.past).toBeUndefined();
});

test('a customer who is known by name alone is taken for the one who is called so, and for nobody of two', () => {
  const known = [
    { id: 'ann', name: 'Ann Lee' },
    { id: 'bob1', name: 'Bob Ray' },
    { id: 'bob2', name: 'bob ray' },
  ];
  const { taken, refused } = check('jobs', 'Customer,Title\nann lee,Tap\nBob Ray,Roof\n', known);
  expect(taken[0]!.draft.customer.knownId).toBe('ann');
  expect(refused).toEqual([[3, 'several']]);
});

test('a job that was brought in before is known, whatever number others give their jobs', () => {
  const text = 'Job number,Customer,Title\n1,Ann,Tap\n';
  const { draft } = check('jobs', text).taken[0]!;
  const known = [{ id: 'job', name: '', rowIds: [draft.rowId], isWork: true as const }];
  expect(check('jobs', text, known).taken[0]!.knownId).toBe('job');
  expect(check('jobs', text.replace('Ann', 'Bob'), known).taken[0]!.knownId).toBeUndefined();
});

test('a list in German is read by its words, signs and days', () => {
  const { mapping, taken } = check(
    'jobs',
    'Auftragsnr;Kunde;Ort;Termin;Uhrzeit;Dauer;Betrag;Status;Bemerkung\n12;Jörg Müller;Köln;24.12.2026;14:30;1,5 h;1.234,50;geplant;Hund\n',
  );
  expect(mapping).toEqual(['rowId', 'name', 'city', 'day', 'time', 'minutes', 'price', 'status', 'jobNotes']);
  expect(taken).toEqual([]);
  const titled = check(
    'jobs',
    'Auftragsnr;Kunde;Leistung;Termin;Uhrzeit;Dauer;Betrag\n12;Jörg Müller;Heizung;24.12.2026;14:30;1,5 h;1.234,50\n',
  );
  expect(titled.taken[0]!.draft).toMatchObject({
    price: '123450',
    visits: [{ start: utc('2026-12-24T14:30:00Z'), end: utc('2026-12-24T16:00:00Z') }],
  });
});

test('invoices are history: what was billed, what was paid, and what is open', () => {
  const { taken, refused, mapping } = check(
    'invoices',
    [
      'Invoice #,Client name,Client email,Subject,Issued date,Due date,Total,Balance,Status',
      '101,Ann,a@b.co,Boiler,03/11/2026,17/11/2026,£240.00,£40.00,Past due',
      '102,Ann,a@b.co,Tap,05/11/2026,,£90.00,£0.00,Paid',
      '103,Bob,,Roof,21/11/2026,,"£1,000.00","£1,000.00",Void',
      '104,Bob,,Roof,21/11/2026,,10,10,Draft',
      '105,Bob,,Roof,21/11/2026,,-10,,Paid',
      '101,Ann,a@b.co,Boiler,03/11/2026,17/11/2026,£999.00,£40.00,Past due',
      ',Bob,,Roof,,,,,',
    ].join('\n'),
  );
  expect(mapping).toEqual([
    'number',
    'name',
    'email',
    'title',
    'issuedDay',
    'dueDay',
    'total',
    'openAmount',
    'status',
  ]);
  expect(taken.map(({ draft }) => draft)).toMatchObject([
    {
      number: '101',
      issuedOn: '2026-11-03',
      dueOn: '2026-11-17',
      total: '24000',
      paid: '20000',
      state: 'open',
    },
    { number: '102', total: '9000', paid: '9000', state: 'paid' },
    { number: '103', total: '100000', paid: '0', state: 'void' },
  ]);
  expect(refused).toEqual([
    [5, 'draft'],
    [6, 'credit'],
    [7, 'otherRow'],
    [8, 'noTotal', 'noNumber', 'noDay'],
  ]);
});

test('lines of one invoice are added up', () => {
  const { taken } = check(
    'invoices',
    'Invoice number,Customer,Date,Line amount\n7,Ann,21/11/2026,10.50\n7,Ann,21/11/2026,4.50\n8,Ann,21/11/2026,1\n',
  );
  expect(taken.map(({ draft }) => [draft.number, draft.total])).toEqual([
    ['7', '1500'],
    ['8', '100'],
  ]);
});

test('of the transactions of QuickBooks the invoices are taken', () => {
  const { taken, refused } = check(
    'invoices',
    [
      '!TRNS\tTRNSID\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT\tDOCNUM\tMEMO\tDUEDATE\tPAID',
      '!SPL\tSPLID\tTRNSTYPE\tDATE\tACCNT\tNAME\tAMOUNT',
      '!ENDTRNS',
      'TRNS\t1\tINVOICE\t11/21/2026\tAccounts Receivable\tAnn Lee\t120.00\t5001\tTap\t12/21/2026\tN',
      'SPL\t2\tINVOICE\t11/21/2026\tIncome\t\t-120.00',
      'ENDTRNS',
      'TRNS\t3\tPAYMENT\t11/22/2026\tUndeposited\tAnn Lee\t50.00\t5002\t\t\tY',
    ].join('\n'),
  );
  expect(taken.map(({ draft }) => draft)).toMatchObject([
    {
      number: '5001',
      issuedOn: '2026-11-21',
      dueOn: '2026-12-21',
      total: '12000',
      state: 'open',
      title: 'Tap',
    },
  ]);
  expect(refused).toEqual([[7, 'noInvoice']]);
});

test('whatever a list holds, what is taken of it fits its command', () => {
  const word = fc.constantFrom(
    '',
    'Ann',
    '7',
    '3/11/2026',
    '10:00',
    '1.234,5',
    '-4',
    'Paid',
    'void',
    '(3)',
    '2 h',
    '\u202E',
    '9:00 PM',
    'x'.repeat(300),
  );
  const head = fc.shuffledSubarray(
    [
      'Customer',
      'Title',
      'Date',
      'Start time',
      'End',
      'Duration',
      'Total',
      'Balance',
      'Paid',
      'Status',
      'Invoice number',
      'Phone',
      'Email',
      'Due date',
      'Line amount',
      'Notes',
    ],
    { minLength: 3 },
  );
  fc.assert(
    fc.property(
      head,
      fc.array(fc.array(fc.oneof(word, fc.string({ maxLength: 12 })), { maxLength: 16 }), { maxLength: 8 }),
      (headers, rows) => {
        const cell = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`;
        const text = [headers, ...rows].map((cells) => cells.map(cell).join(',')).join('\n');
        if (!readTable(utf8(text)).ok) return;
        for (const { draft } of check('jobs', text).taken)
          expect(jobRowSchema.safeParse(draft).error).toBeUndefined();
        for (const { draft } of check('invoices', text).taken)
          expect(invoiceRowSchema.safeParse(draft).error).toBeUndefined();
      },
    ),
  );
});

test('the events of a calendar are jobs of those who are invited, one job for an event that repeats', () => {
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...event(
      'UID:a',
      'SUMMARY:Boiler service',
      'DTSTART:20270512T080000Z',
      'DTEND:20270512T093000Z',
      'ATTENDEE;CN="Ann Lee":mailto:ann@b.co',
      'LOCATION:1 Elm St\\, Leeds',
      'RRULE:FREQ=WEEKLY;COUNT=2',
    ),
    ...event('UID:b', 'SUMMARY:Roof', 'DTSTART;VALUE=DATE:20250203', 'ATTENDEE;CN=Bob:mailto:bob@b.co'),
    ...event('UID:c', 'SUMMARY:Lunch', 'DTSTART:20270512T110000Z'),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  const { taken, refused } = check('jobs', text);
  expect(taken.map(({ draft }) => draft)).toMatchObject([
    {
      title: 'Roof',
      customer: { row: { name: 'Bob' } },
      past: { state: 'closed' },
      visits: [{ anyTime: true, start: utc('2025-02-03T00:00:00Z'), end: utc('2025-02-04T00:00:00Z') }],
    },
    {
      title: 'Boiler service',
      customer: {
        row: {
          name: 'Ann Lee',
          emails: [{ address: 'ann@b.co' }],
          addresses: [{ street: '1 Elm St, Leeds' }],
        },
      },
      visits: [
        { start: utc('2027-05-12T08:00:00Z'), end: utc('2027-05-12T09:30:00Z') },
        { start: utc('2027-05-19T08:00:00Z') },
      ],
    },
  ]);
  expect(refused.map(([, code]) => code)).toEqual(['nobody']);
});
