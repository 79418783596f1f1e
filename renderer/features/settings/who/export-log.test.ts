import { loadNamespaces } from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { provesItself } from '#shared/domain/proven.ts';
import { readLines } from '#shared/import/csv.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { createWorkspace, type TestVault } from '#renderer/vault/testing/world.ts';
import { asEntries, asTable } from './export-log.ts';
import type { LineWords } from './use-line-words.ts';

beforeAll(async () => {
  await startMessages();
  await loadNamespaces('audit');
});

const words: LineWords = {
  at: '',
  who: '=Ana',
  sentence: '=Ana added contact',
  subject: undefined,
  device: 'Laptop',
  how: [],
  isDoubtful: false,
};

/** More lines than are asked for at once. */
async function withLines(name: string): Promise<TestVault> {
  const vault = await createWorkspace(name);
  for (let index = 0; index < 205; index++) await vault.run('contact.create', { name: `Contact ${index}` });
  await startStubVault(vault.api);
  return vault;
}

test('the whole log leaves as one table, which runs no formula and has each line once', async () => {
  await withLines('export-table');
  const { file, count } = await asTable({}, () => words);
  const [{ cells: headers } = { cells: [] }, ...rows] = readLines((await file.text()).replace('\uFEFF', ''));
  expect(count).toBe(205);
  expect(headers.slice(0, 3)).toEqual(['Time', 'Person', 'What']);
  expect(rows).toHaveLength(205);
  expect(new Set(rows.map(({ cells }) => cells.at(-1))).size).toBe(205);
  expect(rows.every(({ cells }) => cells[1] === "'=Ana")).toBe(true);
});

test('whoever gets the entries can prove each of them, and a changed one fails; no value is among them', async () => {
  await withLines('export-entries');
  const { file } = await asEntries({ command: 'contact.create' });
  const text = await file.text();
  const { entries } = JSON.parse(text) as { entries: AuditEntry[] };
  expect(entries).toHaveLength(205);
  expect(entries.every(provesItself)).toBe(true);
  const changed: AuditEntry = { ...entries[0]!, command: 'contact.update' };
  expect(provesItself(changed)).toBe(false);
  expect(text).not.toContain('Contact 7');
});
