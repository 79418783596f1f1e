import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** A decrypted file in this window, with the address under which its elements find it. */
export interface ShownFile {
  blob: Blob;
  url: string;
}

interface Entry {
  users: number;
  loading: Promise<Result<ShownFile>>;
  url?: string;
  timer?: ReturnType<typeof setTimeout>;
}

/** How long a file that scrolled out of sight stays decrypted, in milliseconds. */
const lingering = 20_000;

const entries = new Map<string, Entry>();

// A locked window shows nothing, and holds nothing.
useSession.subscribe(({ vault: state }) => {
  if (state === 'unlocked') return;
  for (const id of entries.keys()) forget(id);
});

/** Decrypts a file for as long as somebody shows it. Each call needs its `releaseFile`. */
export function acquireFile(attachmentId: string): Promise<Result<ShownFile>> {
  const entry = entries.get(attachmentId) ?? open(attachmentId);
  clearTimeout(entry.timer);
  entry.users++;
  return entry.loading;
}

export function releaseFile(attachmentId: string): void {
  const entry = entries.get(attachmentId);
  if (entry === undefined || --entry.users > 0) return;
  entry.timer = setTimeout(() => forget(attachmentId), lingering);
}

function open(id: string): Entry {
  const entry: Entry = { users: 0, loading: load(id) };
  entries.set(id, entry);
  ignore(
    entry.loading.then((file) => {
      if (!file.ok) {
        // A later try may find it.
        if (entries.get(id) === entry) entries.delete(id);
      } else if (entries.get(id) === entry) entry.url = file.value.url;
      else URL.revokeObjectURL(file.value.url);
    }),
  );
  return entry;
}

async function load(id: string): Promise<Result<ShownFile>> {
  const file = await vault().file(id);
  return file.ok ? { ok: true, value: { blob: file.value, url: URL.createObjectURL(file.value) } } : file;
}

function forget(id: string): void {
  const entry = entries.get(id);
  entries.delete(id);
  if (entry?.url !== undefined) URL.revokeObjectURL(entry.url);
}
