import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';

/**
 * A blinded name for a WhatsApp phone number id or business account id: the relay can tell that a webhook
 * is for this workspace without keeping the number's id. base64url of SHA-256 over workspace ‖ 0 ‖ id.
 */
export function accountHash(workspace: string, id: string): string {
  return toBase64Url(sha256(utf8(`${workspace}\0${id}`)));
}
