import { loadNamespaces, t } from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { registry } from '#shared/commands/index.ts';
import { collections } from '#shared/domain/collections.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import type { AuditLine } from '#renderer/vault/audit/api.ts';
import { didWords } from './did-words.ts';

beforeAll(async () => {
  await startMessages();
  await loadNamespaces('audit');
});

const line = (command: string, of?: string, reversed?: string): AuditLine => ({
  id: 'e',
  entry: { id: 'e', at: 0, deviceId: 'd', memberId: 'm', command, records: [], of, salt: 's' },
  reversed,
  signature: 'named',
});

test('whatever command there is, the log says in the past what was done', () => {
  for (const { name, title } of registry.values()) {
    const words = didWords(line(name));
    expect(words, name).not.toContain(title);
    expect(words, name).not.toMatch(/^“|^[A-Z]/);
  }
  expect(didWords(line('contact.update'))).toBe('changed contact');
  expect(didWords(line('job.setOut'))).toBe('set out to the job');
});

test('an undo names what it took back, also where that is not known any more', () => {
  expect(didWords(line('undo', 'x', 'contact.update'))).toBe('took back “Change contact”');
  expect(didWords(line('redo', 'x', 'contact.update'))).toBe('did “Change contact” again');
  expect(didWords(line('undo', 'x'))).toBe('took something back');
});

test('a command of a newer version is not passed over', () => {
  expect(didWords(line('moon.land'))).toContain('moon.land');
});

test('every kind of record has a word, for who may not know its name', () => {
  for (const name of Object.keys(collections))
    expect(t(`audit:kind.${name}`, { defaultValue: '' }), name).not.toBe('');
});
