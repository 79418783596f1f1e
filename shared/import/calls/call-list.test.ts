import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { callRowSchema } from '#shared/domain/import.ts';
import { createKnownIndex } from '../known.ts';
import { readTable } from '../table.ts';
import { isCallXml, matchCalls, readCallTable, readCallXml } from './call-list.ts';

const business = { country: 'DE', currency: 'EUR', locale: 'de-DE', timeZone: 'Europe/Berlin' };
const table = (text: string) => readCallTable(expectOk(readTable(utf8(text))), business);

test('the calls of an Android backup are read, each with what became of it', () => {
  const xml = `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<calls count="4" backup_date="1700000000000">
  <call number="+4915112345678" duration="65" date="1700000000000" type="1" contact_name="Ann &amp; Bob > Co" />
  <call number='015112345678' duration='0' date='1700000100000' type='3' />
  <call number="" duration="0" date="1700000200000" type="3" presentation="2" />
  <call number="110" duration="x" date="soon" type="2" />
</calls>`;
  expect(isCallXml(xml)).toBe(true);
  expect(readCallXml(xml)).toEqual({
    calls: [
      { number: '+4915112345678', at: 1700000000000, direction: 'in', outcome: 'answered', seconds: 65 },
      { number: '015112345678', at: 1700000100000, direction: 'in', outcome: 'missed', seconds: 0 },
    ],
    unreadable: 2,
  });
});

test.each([
  [
    'Name,Number,Date,Time,Duration,Type\nAnn,0151 12345678,25/03/2025,10:14,00:01:05,Incoming\n',
    'in',
    'answered',
    65,
  ],
  ['Rufnummer;Datum;Dauer;Typ\n015112345678;25.03.2025 10:14;1 min 5 s;Ausgehend\n', 'out', 'answered', 65],
  ['Number;Fecha;Duracion;Tipo\n015112345678;25/03/2025 10:14;65;Perdida\n', 'in', 'missed', 65],
])('a list of calls is read: %s', (text, direction, outcome, seconds) => {
  const { calls, unreadable } = table(text);
  expect(unreadable).toBe(0);
  expect(calls).toMatchObject([{ at: Date.UTC(2025, 2, 25, 9, 14), direction, outcome, seconds }]);
});

test('calls of nobody who is known are counted, and nothing of them goes on', () => {
  const known = createKnownIndex('DE');
  known.add({ id: 'ann', name: 'Ann', phones: ['+4915112345678'] });
  known.add({ id: 'bob', name: 'Bob', phones: ['030 1234567'] });
  known.add({ id: 'eva', name: 'Eva', phones: ['+49301234567'] });
  const call = { at: 5, direction: 'in', outcome: 'answered', seconds: 1 } as const;
  const calls = ['0151 12345678', '0160 99999999', '030 1234567', 'unknown'].map((number) => ({
    ...call,
    number,
  }));
  const { rows, unknown, several } = matchCalls(calls, known, 'DE');
  expect([rows.map(({ contactId, number }) => [contactId, number]), unknown, several]).toEqual([
    [['ann', '+4915112345678']],
    2,
    1,
  ]);
});

test('whatever a list holds, what is taken of it fits its command', () => {
  const known = createKnownIndex('DE');
  known.add({ id: 'ann', name: 'Ann', phones: ['+4915112345678'] });
  const part = fc.constantFrom(
    '<call ',
    'number="015112345678" ',
    "number='",
    'date="1700000000000" ',
    'type="1" ',
    'duration="-5" ',
    'duration="1e99" ',
    '/>',
    '>',
    '"',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 6 })), { maxLength: 20 }), (parts) => {
      const { calls } = readCallXml(parts.join(''));
      for (const row of matchCalls(calls, known, 'DE').rows)
        expect(callRowSchema.safeParse(row).error).toBeUndefined();
    }),
  );
});
