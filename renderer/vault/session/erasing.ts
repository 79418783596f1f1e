import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { personalCollections } from '#shared/rights/person-records.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Database } from '../database/database.ts';
import { createErasureWork, type ErasureWork } from '../erasure/erasure-work.ts';
import type { Maintenance } from '../maintenance.ts';
import { sealedText } from '../sync/sealed-text.ts';
import { createUnsavedInput, type UnsavedInput } from '../unsaved/unsaved-input.ts';
import type { Messaging } from './messaging.ts';
import type { Network } from './network.ts';
import type { Records } from './records.ts';

export interface ErasingDeps extends Pick<Records, 'library' | 'changes' | 'executor'> {
  crypto: WebCrypto;
  keyring: Keyring;
  database: Database;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  isOwner(): boolean;
  relayUrl(): string | undefined;
  network: Pick<Network, 'isStored'>;
  messaging: Pick<Messaging, 'relay' | 'blobs'>;
  maintenance: Pick<Maintenance, 'tidy' | 'copy'>;
  /** Leaves what the disk held before behind. Left out where there is none of its own. */
  purgeDisk?(): Promise<boolean>;
}

/** What was erased leaves every place where this device and the relay may have it. */
export interface Erasing {
  erasureWork: ErasureWork;
  unsavedInput: UnsavedInput;
}

export function createErasing(deps: ErasingDeps): Erasing {
  const { crypto, keyring, database, library, network, messaging, maintenance } = deps;
  const { keybag } = keyring;
  const unsavedInput = createUnsavedInput({
    crypto,
    keybag,
    database,
    isErased: (id) => personalCollections.some((name) => library.isErased(name, id)),
  });

  /** Only with all of this device's work there is anything to be forgotten. */
  async function packRoom(room: string): Promise<boolean> {
    const there = messaging.relay();
    if (there === undefined) return deps.relayUrl() === undefined;
    if (!network.isStored()) return false;
    const path = `/v1/workspaces/${keybag.workspace}/rooms/${room}/pack`;
    return (await there.client.signed({ method: 'POST', path })).ok;
  }

  const erasureWork = createErasureWork({
    ...deps,
    tidy: maintenance.tidy,
    copy: maintenance.copy,
    removeBlob: async (blob) =>
      (await messaging.blobs.removeEverywhere(blob)) ?? deps.relayUrl() === undefined,
    packRoom,
    inboxRoom: () => (keybag.inbox === undefined ? undefined : keybag.inboxRoom),
    forgetUnsaved: async () => unsavedInput.keep(await unsavedInput.read()),
    heeded: sealedText({ crypto, keybag, database }, 'erasures heeded'),
    purgeDisk: deps.purgeDisk ?? (async () => true),
  });
  return { erasureWork, unsavedInput };
}
