import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { KeptPart } from '#shared/bridge/contract/profile.ts';
import { ok } from '#shared/lib/result.ts';

export interface ProfileServiceDeps {
  /** See `ServicesDeps`. */
  profile: string;
  /** Ends the journal and removes it; it begins anew when it is next asked. */
  removeJournal(): Promise<void>;
  removeFailures(): Promise<void>;
  removeKeyStore(): Promise<void>;
  removePrograms(): Promise<void>;
  /** What the window's engine keeps by itself, where the shell can reach it. */
  removeWindowData: (() => Promise<void>) | undefined;
}

const ofBackups = /\.plumbline(\.part)?$/;

/** Takes away what a business has left on this computer, when it is closed or its device leaves. */
export function createProfileService(deps: ProfileServiceDeps): Pick<CallHandlers, 'profile.remove'> {
  const file = (name: string): Promise<void> => rm(path.join(deps.profile, name), { force: true });
  const steps: Record<KeptPart, () => Promise<unknown>> = {
    journal: deps.removeJournal,
    backups: () => removeBackups(path.join(deps.profile, 'backups')),
    due: () => file('due.json'),
    desktop: () => file('desktop.json'),
    failures: deps.removeFailures,
    keystore: deps.removeKeyStore,
    programs: deps.removePrograms,
    window: async () => deps.removeWindowData?.(),
  };
  return {
    async 'profile.remove'() {
      const left: KeptPart[] = [];
      for (const [part, remove] of Object.entries(steps) as [KeptPart, () => Promise<unknown>][])
        await remove().catch(() => left.push(part));
      return ok({ left });
    },
  };
}

/** Our own files only: the folder may be a link to a disk on which there are others. */
async function removeBackups(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) if (ofBackups.test(name)) await rm(path.join(folder, name), { force: true });
  await rmdir(folder).catch(() => undefined);
}
