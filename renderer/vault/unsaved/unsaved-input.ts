import { z } from 'zod';
import { sealedText, type SealedTextDeps } from '../sync/sealed-text.ts';

/** What somebody has typed and not saved, by its place on the screen. On this device only. */
export interface UnsavedInput {
  read(): Promise<Record<string, unknown>>;
  /** All of it, each time. */
  keep(all: Record<string, unknown>): Promise<void>;
}

/** What may be the id of a record, in the name of a place or in what was typed there. */
const ids = /[\w-]{12,}/g;

const contentSchema = z.record(z.string(), z.unknown());

/** Sealed like everything else, so that a half-written answer outlives a lock and a reload, and is read by nobody. */
export function createUnsavedInput(
  deps: SealedTextDeps & {
    /** Whether an owner has erased a record of this id: what was typed about it is not kept either. */
    isErased(id: string): boolean;
  },
): UnsavedInput {
  const text = sealedText(deps, 'unsaved input');
  const isOfErased = ([place, value]: [string, unknown]): boolean =>
    (`${place} ${JSON.stringify(value)}`.match(ids) ?? []).some(deps.isErased);
  return {
    read: async () => contentSchema.safeParse(await text.read()).data ?? {},
    keep: (all) => text.write(Object.fromEntries(Object.entries(all).filter((each) => !isOfErased(each)))),
  };
}
