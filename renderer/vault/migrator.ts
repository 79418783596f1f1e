import { migrations } from '#shared/commands/migrations.ts';
import { collections } from '#shared/domain/collections.ts';
import type { Keyring } from './books/keyring.ts';
import type { Executor } from './commands/executor.ts';

/**
 * Brings what is open to the form of this version: after unlocking, and whenever a closed book is looked into. Only
 * where this member may change it: what is left is done by another device.
 */
export function createMigrator(deps: {
  executor: Pick<Executor, 'run'>;
  keyring: Keyring;
}): () => Promise<void> {
  const concerned = new Set(migrations.map(({ collection }) => collections[collection].compartment));
  return async () => {
    for (const compartment of concerned)
      if (deps.keyring.canWrite(compartment)) await deps.executor.run('workspace.migrate', { compartment });
  };
}
