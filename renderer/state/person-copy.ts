import { useState } from 'react';
import { gathered } from './exports.ts';
import { withFactor } from './factor.ts';
import { offerFile } from './files/offer-file.ts';
import { showProblem } from './notices.ts';
import { vault } from './vault-client.ts';

/** Saves the copy of all that is held about somebody, for them. `failed`: what is said where it cannot be written. */
export function usePersonCopy(contactId: string, failed: string) {
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<boolean> {
    setBusy(true);
    const begun = await withFactor(() => vault().exportPerson(contactId));
    const content = begun.ok ? await gathered(begun.value) : undefined;
    setBusy(false);
    if (content === undefined) {
      showProblem(begun.ok ? { code: 'rights.no-copy', message: failed } : begun.error);
      return false;
    }
    // Without the name: browsers keep the names of downloads in the clear.
    offerFile(`copy-${new Date().toISOString().slice(0, 10)}.zip`, content);
    return true;
  }

  return { isBusy, save };
}
