import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Who may use the bridge: the one window that was opened with the key. The key is printed once, travels in
 * the address's fragment (which browsers never send), and buys one token. The window keeps the token for its
 * tab only (not as a cookie: those do not know ports, so that other local servers would be sent it).
 */
export interface BridgeAuth {
  readonly key: string;
  /** Gives the token for the key, once; `undefined` for anything else. */
  exchange(key: unknown): string | undefined;
  accepts(token: string | undefined): boolean;
}

export function createBridgeAuth(deps: { newSecret(): string }): BridgeAuth {
  const key = deps.newSecret();
  const token = deps.newSecret();
  let used = false;
  return {
    key,
    exchange(candidate) {
      if (used || typeof candidate !== 'string' || !sameSecret(candidate, key)) return undefined;
      used = true;
      return token;
    },
    accepts: (candidate) => used && candidate !== undefined && sameSecret(candidate, token),
  };
}

/** Compares in constant time; the hash makes the lengths equal. */
function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
