import { ignore } from '#shared/lib/ignore.ts';
import type { VaultApi } from '#renderer/vault/api.ts';

/** So soon after a key press the vault gets what was typed (ms): a reload may come at any moment. */
const writeMilliseconds = 150;
/** The oldest are given up beyond this: what nobody has come back to for so long. */
const mostEntries = 300;

type Keeper = Pick<VaultApi, 'unsavedInput' | 'keepUnsavedInput'>;

const entries = new Map<string, unknown>();
/** None while the window is locked. */
let keeper: Keeper | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let writing: Promise<void> = Promise.resolve();

/**
 * What is typed and not saved, by its place on the screen. The vault keeps it sealed, so that it is there again after
 * a lock and a reload. Values are JSON.
 */
export const unsavedInput = {
  get: (name: string): unknown => entries.get(name),
  set(name: string, value: unknown): Map<string, unknown> {
    entries.delete(name);
    for (const oldest of entries.keys()) if (entries.size >= mostEntries) entries.delete(oldest);
    writeLater();
    return entries.set(name, value);
  },
  delete(name: string): boolean {
    const had = entries.delete(name);
    if (had) writeLater();
    return had;
  },
};

/** Takes over what an unlocked vault has kept. Before anything is shown that it belongs to. */
export async function readUnsavedInput(vault: Keeper): Promise<void> {
  if (keeper !== undefined) return;
  keeper = vault;
  const kept = await vault.unsavedInput();
  for (const [name, value] of Object.entries(kept)) entries.set(name, value);
}

/** Hands all of it to the vault, and forgets it here: the window is about to be locked. */
export async function handOverUnsavedInput(): Promise<void> {
  if (timer !== undefined) write();
  await writing;
  keeper = undefined;
  entries.clear();
}

function writeLater(): void {
  timer ??= setTimeout(write, writeMilliseconds);
}

function write(): void {
  clearTimeout(timer);
  timer = undefined;
  const all = Object.fromEntries(entries);
  const vault = keeper;
  const written = writing.then(() => vault?.keepUnsavedInput(all));
  ignore(written);
  // What is typed stands in its field all the same.
  writing = written.catch(() => undefined);
}

/** A window that is closed or loaded anew gives no other sign. */
globalThis.addEventListener('pagehide', () => timer !== undefined && write());
