import type { Guard } from '../guard.ts';
import type { UnsavedInput } from './unsaved-input.ts';

export interface UnsavedApi {
  /** What was typed on this device and not saved, by its place on the screen. */
  unsavedInput(): Promise<Record<string, unknown>>;
  /** Keeps all of it, sealed. Values are JSON. */
  keepUnsavedInput(all: Record<string, unknown>): Promise<void>;
}

export function createUnsavedApi({ open }: Guard<{ unsavedInput: UnsavedInput }>): UnsavedApi {
  return {
    unsavedInput: async () => (await open()?.unsavedInput.read()) ?? {},
    keepUnsavedInput: async (all) => open()?.unsavedInput.keep(all),
  };
}
