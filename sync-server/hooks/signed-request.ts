import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';

const contentSchema = z.looseObject({
  user_id: z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(100)),
  algorithm: z.string().regex(/^hmac-sha256$/i),
});

/** Who, by Meta's id for this app alone, has asked for something. */
export interface SignedRequest {
  userId: string;
}

/**
 * Meta's `signed_request`: a MAC and its content, both base64url. `undefined` where none of the secrets has made it.
 * Each is tried, in equal time, and nothing is read before one fits.
 */
export function readSignedRequest(appSecrets: readonly string[], text: string): SignedRequest | undefined {
  const parts = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{1,8000})$/.exec(text.replaceAll('=', ''));
  if (parts === null) return undefined;
  const [, given, content] = parts as unknown as [string, string, string];
  const fits = appSecrets.filter((secret) =>
    timingSafeEqual(Buffer.from(given, 'base64url'), createHmac('sha256', secret).update(content).digest()),
  );
  if (fits.length === 0) return undefined;
  try {
    const parsed = contentSchema.safeParse(parseJson(fromUtf8(fromBase64Url(content))));
    return parsed.success ? { userId: parsed.data.user_id } : undefined;
  } catch {
    return undefined;
  }
}
