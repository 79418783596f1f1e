import { create } from 'zustand';
import type { Compartment } from '#shared/domain/collections.ts';
import type { Access } from '#shared/domain/roles.ts';
import type { Sending, StorageStatus, SyncStatus, VaultState } from '#renderer/vault/api.ts';
import type { JoinState } from '#renderer/vault/team/api.ts';

interface Session {
  /** `starting` until the worker has found out; `failed` where it could not: there is nothing to show then. */
  vault: VaultState | 'starting' | 'failed';
  /** All books are in memory: lists are complete, search finds everything. */
  loaded: boolean;
  sync: SyncStatus;
  /** How the store on this device is; `undefined` until the worker has told. */
  storage: StorageStatus | undefined;
  /** What this device's member may do; `undefined` is everything. */
  access: Access | undefined;
  /** This device: with `place` its number series can be foretold. `undefined` while locked. */
  device: { id: string; place?: number | undefined } | undefined;
  /** What this device shows while it asks to be let in somewhere. */
  joining: JoinState | undefined;
  /** What goes on while locked. */
  sending: Sending | undefined;
}

/** Whether the window is locked, loaded and connected. Fed by the vault's events only. */
export const useSession = create<Session>(() => ({
  vault: 'starting',
  loaded: false,
  sync: { connection: 'none', reach: 'device' },
  storage: undefined,
  access: undefined,
  device: undefined,
  joining: undefined,
  sending: undefined,
}));

export type Right = 'write' | 'read' | 'none';

/** What this device's member may do with the records of a compartment. */
export function useAccess(compartment: Compartment): Right {
  return useSession(({ access }) => rightIn(access, compartment));
}

/** For several compartments at once, and outside of rendering. */
export function rightIn(access: Access | undefined, compartment: Compartment): Right {
  // What is this device's own is in nobody's rights.
  return access === undefined || compartment === 'device' ? 'write' : (access[compartment] ?? 'none');
}
