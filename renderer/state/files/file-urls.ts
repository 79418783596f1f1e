import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** Where a file is found: of a message by its attachment, at a job, whole or small, or with a request. */
export type FilePlace =
  | { attachmentId: string }
  | { jobFileId: string; part: 'file' | 'preview' }
  | { bookingId: string; index: number };

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
export function acquireFile(place: FilePlace): Promise<Result<ShownFile>> {
  const entry = entries.get(keyOf(place)) ?? open(place);
  clearTimeout(entry.timer);
  entry.users++;
  return entry.loading;
}

export function releaseFile(place: FilePlace): void {
  const key = keyOf(place);
  const entry = entries.get(key);
  if (entry === undefined || --entry.users > 0) return;
  entry.timer = setTimeout(() => forget(key), lingering);
}

/** The same for the same file. */
export function keyOf(place: FilePlace): string {
  return JSON.stringify(place);
}

export function placeOf(key: string): FilePlace {
  return JSON.parse(key) as FilePlace;
}

function open(place: FilePlace): Entry {
  const id = keyOf(place);
  const entry: Entry = { users: 0, loading: load(place) };
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

async function load(place: FilePlace): Promise<Result<ShownFile>> {
  const file = await read(place);
  return file.ok ? { ok: true, value: { blob: file.value, url: URL.createObjectURL(file.value) } } : file;
}

function read(place: FilePlace): Promise<Result<Blob>> {
  if ('attachmentId' in place) return vault().file(place.attachmentId);
  if ('bookingId' in place) return vault().bookingPhoto(place.bookingId, place.index);
  return vault().jobFile(place.jobFileId, place.part);
}

function forget(id: string): void {
  const entry = entries.get(id);
  entries.delete(id);
  if (entry?.url !== undefined) URL.revokeObjectURL(entry.url);
}
