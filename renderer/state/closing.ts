import { create } from 'zustand';
import type { ClosingView } from '#renderer/vault/closing/api.ts';

/** That the business is closed, also while it is locked. Fed by the vault; nothing where it is open. */
export const useClosing = create<{ closing: ClosingView | undefined }>(() => ({ closing: undefined }));
