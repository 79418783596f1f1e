import { z } from 'zod';
import { sealedText, type SealedTextDeps } from '../sync/sealed-text.ts';

/** What somebody has typed and not saved, by its place on the screen. On this device only. */
export interface UnsavedInput {
  read(): Promise<Record<string, unknown>>;
  /** All of it, each time. */
  keep(all: Record<string, unknown>): Promise<void>;
}

const contentSchema = z.record(z.string(), z.unknown());

/** Sealed like everything else, so that a half-written answer outlives a lock and a reload, and is read by nobody. */
export function createUnsavedInput(deps: SealedTextDeps): UnsavedInput {
  const text = sealedText(deps, 'unsaved input');
  return {
    read: async () => contentSchema.safeParse(await text.read()).data ?? {},
    keep: (all) => text.write(all),
  };
}
