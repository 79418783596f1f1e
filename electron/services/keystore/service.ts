import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { JsonFile } from '../json-file.ts';
import type { KeyStore } from './key-store.ts';

/** The file `keystore.json` of the profile: a secret that the system's store alone can open. */
export const keptSecretSchema = z.object({ version: z.literal(1), sealed: z.string().min(1).max(10_000) });
type Kept = z.infer<typeof keptSecretSchema>;

export interface KeyStoreService {
  calls: Pick<CallHandlers, 'keystore.state' | 'keystore.keep' | 'keystore.open' | 'keystore.remove'>;
  /** Removes the file: nothing of a business that is closed stays. */
  remove(): Promise<void>;
}

/** Keeps one secret in the system's key store. A store that fails never gets a new one by itself. */
export function createKeyStoreService(deps: {
  /** Left out where there is none, as in a browser. */
  store: KeyStore | undefined;
  file: JsonFile<Kept>;
  newId(): string;
}): KeyStoreService {
  const { store, file } = deps;
  const run = deps.newId();

  async function keep(secret: string): Promise<boolean> {
    if (store === undefined || !(await isThere())) return false;
    const sealed = await store.seal(secret).catch(() => undefined);
    return sealed !== undefined && file.write({ version: 1, sealed });
  }

  const isThere = async (): Promise<boolean> =>
    store !== undefined && (await store.isThere().catch(() => false));

  return {
    remove: () => file.remove(),
    calls: {
      'keystore.state': async () =>
        ok({ isThere: await isThere(), asks: store?.asks() ?? ('nothing' as const), run }),
      'keystore.keep': async ({ secret }) => ((await keep(secret)) ? ok({}) : refused),
      async 'keystore.open'({ reason }) {
        const kept = await file.read();
        if (store === undefined || kept === undefined || !(await isThere())) return refused;
        const opened = await store.open(kept.sealed, reason).catch(() => undefined);
        if (opened === undefined) return refused;
        // Should that fail, the old one still opens.
        if (opened.again) await keep(opened.secret);
        return ok({ secret: opened.secret });
      },
      async 'keystore.remove'() {
        await file.remove();
        return ok({});
      },
    },
  };
}

const refused = problem(
  'keystore.refused',
  'This computer’s key store did not open it. Nothing was changed.',
  'Use your passphrase.',
);
