import { expect, test } from 'vitest';
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
