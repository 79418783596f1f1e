import { loadNamespaces, t } from 'i18next';
import { expect, test } from 'vitest';
import { restorableCollections } from '#shared/commands/backup.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import type { BackupPreview } from '#renderer/vault/backup/api.ts';
import { settable } from './preview-kinds.ts';

const kind = (name: BackupPreview['kinds'][number]['kind'], changed: number, removed: number) => ({
  kind: name,
  inBackup: 5,
  now: 5,
  changed,
  removed,
});
const preview: BackupPreview = {
  madeAt: 0,
  reason: 'automatic',
  missingEntries: 0,
  kinds: [kind('contacts', 1, 0), kind('jobs', 0, 0), kind('services', 0, 2), kind('issued', 0, 0)],
};

test('the owner is offered the kinds that differ, and only these', () => {
  expect(settable(preview, undefined)).toEqual(['contacts', 'services']);
});

test('a technician is not offered to set back what the role only lets them read', () => {
  expect(settable(preview, { people: 'write', work: 'write', desk: 'read' })).toEqual(['contacts']);
});

test('every kind that can be set back has a name for its owner', async () => {
  await startMessages();
  await loadNamespaces('backups');
  for (const kind of restorableCollections) expect(t(`backups:kind_${kind}`), kind).not.toContain('kind_');
});
