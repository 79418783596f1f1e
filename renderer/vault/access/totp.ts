import { Secret, TOTP } from 'otpauth';
import type { RandomSource } from '#shared/lib/ids.ts';

/** As authenticator apps take them without being told: SHA-1, six digits, thirty seconds (RFC 6238). */
const usual = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** 160 bits, as RFC 4226 recommends, in base32. */
export function newSecret(random: RandomSource): string {
  const bytes = random.getRandomValues(new Uint8Array(20));
  return new Secret({ buffer: bytes.buffer }).base32;
}

/** What an authenticator app reads from a QR code. */
export function setUpLink(secret: string, businessName: string): string {
  return new TOTP({ ...usual, issuer: 'Plumbline', label: businessName, secret }).toString();
}

/**
 * Which step of thirty seconds a code is of: the present one or a neighbour, as clocks differ. `undefined` where it is of
 * none. The same code must not be taken twice: that is the caller's to see to, by the step.
 */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const totp = new TOTP({ ...usual, secret });
  const delta = totp.validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 30_000) + delta;
}
