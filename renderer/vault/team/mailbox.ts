import type { z } from 'zod';
import { decryptBlob, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import { noteContext, pairingNotes, type NoteKind, type PairingNote } from '#shared/sync/pairing.ts';

/** The notes that two devices leave for each other with one invitation, sealed with a key that only the link gives. */
export interface Mailbox {
  crypto: WebCrypto;
  /** The invitation's. */
  id: string;
  key: Bytes;
}

/** Seals a note to stand behind those before it. */
export async function sealNote(
  { crypto, id, key }: Mailbox,
  before: readonly string[],
  note: PairingNote,
): Promise<string> {
  const text = utf8(JSON.stringify(note));
  const sealed = await encryptBlob(crypto, await importAesKey(crypto, key), text, noteContext(id, before));
  return toBase64Url(sealed);
}

/**
 * `undefined` where a note is not what should stand behind those before it: from another link, changed, in another
 * place, or of another kind.
 */
export async function openNote<Kind extends NoteKind>(
  { crypto, id, key }: Mailbox,
  before: readonly string[],
  sealed: string,
  kinds: readonly Kind[],
): Promise<PairingNote<Kind> | undefined> {
  const blob = readBase64Url(sealed);
  if (blob === undefined) return undefined;
  const bytes = await decryptBlob(crypto, await importAesKey(crypto, key), blob, noteContext(id, before));
  const said = bytes && parseJsonBytes(bytes);
  for (const kind of kinds) {
    const schema: z.ZodType = pairingNotes[kind];
    const note = schema.safeParse(said);
    if (note.success) return note.data as PairingNote<Kind>;
  }
  return undefined;
}
