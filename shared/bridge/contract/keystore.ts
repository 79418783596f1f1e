import { z } from 'zod';

const secretSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What the system's key store does for a quick unlock; see `KeyStore`. It keeps one secret of 32 bytes, base64url. */
export const keyStoreCalls = {
  /** `run`: this run of the shell, to tell a lock from a restart. */
  'keystore.state': {
    args: z.object({}),
    result: z.object({ isThere: z.boolean(), asks: z.enum(['nothing', 'touchId']), run: z.string() }),
  },
  /** Takes the place of the one before. */
  'keystore.keep': { args: z.object({ secret: secretSchema }), result: z.object({}) },
  /** `reason`: shown by a system that asks who it is. */
  'keystore.open': {
    args: z.object({ reason: z.string().min(1).max(200) }),
    result: z.object({ secret: secretSchema }),
  },
  'keystore.remove': { args: z.object({}), result: z.object({}) },
} as const;
