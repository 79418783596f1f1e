import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createWorkspace, openVault, passphrase, readEverything } from '../testing/world.ts';

const key = 'sk-or-a-key-that-nobody-else-may-see';

test('the key of a model is never sent to the window, nor readable at rest', async () => {
  const database = 'plumbline-test-model-keys';
  const vault = await createWorkspace(database);
  await vault.run('ai.addProvider', { kind: 'openrouter', model: 'a/b', key });
  expect(vault.table('modelProviders')).toMatchObject([{ name: 'OpenRouter', hasKey: true }]);
  await vault.api.lock();
  const again = openVault(database);
  const loaded = again.loaded();
  expectOk(await again.api.unlock(passphrase));
  await loaded;
  expect(again.table('modelProviders')).toHaveLength(1);
  expect(JSON.stringify([vault.events, again.events])).not.toContain(key);
  await again.api.lock();
  expect(JSON.stringify(await readEverything(database))).not.toContain(key);
});
