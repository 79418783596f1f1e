import { create } from 'zustand';
import type { SyncStatus, VaultState } from '#renderer/vault/api.ts';

interface Session {
  /** `starting` until the worker has answered for the first time. */
  vault: VaultState | 'starting';
  /** All books are in memory: lists are complete, search finds everything. */
  loaded: boolean;
  sync: SyncStatus;
}

/** Whether the window is locked, loaded and connected. Fed by the vault's events only. */
export const useSession = create<Session>(() => ({
  vault: 'starting',
  loaded: false,
  sync: { connection: 'none', reach: 'device' },
}));
