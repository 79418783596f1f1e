import { expect, test } from 'vitest';
import type { EgressEntry } from '#shared/domain/egress.ts';
import { findEntries, ledgerFile } from './ledger-file.ts';

const entry = (changes: Partial<EgressEntry>): EgressEntry => ({
  id: 'line',
  at: Date.UTC(2026, 10, 21, 9),
  purpose: 'model.remote',
  origin: 'https://openrouter.ai',
  method: 'POST',
  allowed: true,
  bytes: 812,
  ...changes,
});

const entries = [
  entry({ id: 'a' }),
  entry({ id: 'b', purpose: 'relay', origin: 'https://relay.example', allowed: false, reason: 'Not, named' }),
];

test('the owner finds a request by where it went, why, how it ended, and by a receipt’s number', () => {
  const found = (query: string) => findEntries(entries, query, () => ['Remote model']).map(({ id }) => id);
  expect(found('openrouter')).toEqual(['a']);
  expect(found('REFUSED relay')).toEqual(['b']);
  expect(found('remote model')).toEqual(['a', 'b']);
  expect(found('  ')).toEqual(['a', 'b']);
  expect(found('nothing like it')).toEqual([]);
});

test('a table program can read the exported ledger, and runs nothing of it', () => {
  const lines = ledgerFile('csv', [entries[1]!, entry({ reason: '=1+1' })]).split('\r\n');
  expect(lines[0]).toBe('at,purpose,origin,method,bytes,allowed,reason,id');
  expect(lines[1]).toBe('2026-11-21T09:00:00.000Z,relay,https://relay.example,POST,812,false,"Not, named",b');
  expect(lines[2]).toContain(",'=1+1,");
});

test('the ledger as JSON holds the same', () => {
  expect(JSON.parse(ledgerFile('json', entries))).toMatchObject([
    { id: 'a', at: '2026-11-21T09:00:00.000Z', allowed: true },
    { id: 'b', reason: 'Not, named' },
  ]);
});
