import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { canonicalJson, isJsonObject, parseJson } from '#shared/lib/json.ts';

/**
 * Small texts that only this relay can have written: `content.mac`, base64url. They keep challenges and
 * tokens out of memory, so that a restart or a second relay with the same secret knows them too.
 */
export function createStamps(key: Bytes) {
  const mac = (content: string) => createHmac('sha256', key).update(content).digest();

  return {
    issue(content: JsonObject): string {
      const text = toBase64Url(utf8(canonicalJson(content)));
      return `${text}.${toBase64Url(mac(text))}`;
    },
    /** The content; `undefined` when it is not ours. */
    read(stamp: string): JsonObject | undefined {
      const [text, given, ...more] = stamp.split('.');
      if (text === undefined || given === undefined || more.length > 0) return undefined;
      try {
        const proof = fromBase64Url(given);
        if (proof.length !== 32 || !timingSafeEqual(proof, mac(text))) return undefined;
        const content = parseJson(fromUtf8(fromBase64Url(text)));
        return isJsonObject(content) ? content : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
