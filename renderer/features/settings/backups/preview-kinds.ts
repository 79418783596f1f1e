import { collections } from '#shared/domain/collections.ts';
import { type RestorableCollection, restorableCollections } from '#shared/commands/backup.ts';
import type { Access } from '#shared/domain/roles.ts';
import { rightIn } from '#renderer/state/session.ts';
import type { BackupPreview } from '#renderer/vault/backup/api.ts';

export type SettableKind = RestorableCollection;

/** The kinds that differ from the backup and that this member may change. */
export function settable({ kinds }: BackupPreview, access: Access | undefined): SettableKind[] {
  return restorableCollections.filter((collection) => {
    const kind = kinds.find((each) => each.kind === collection);
    const differs = kind !== undefined && kind.changed + kind.removed > 0;
    return differs && rightIn(access, collections[collection].compartment) === 'write';
  });
}
