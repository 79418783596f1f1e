import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Who may use the bridge: the one window that was opened with the key. The key lies in a file that only the
 * owner can read, and buys one token. The window keeps the token for its tab only (not as a cookie: those do
 * not know ports, so that other local servers would be sent it).
 */
export interface BridgeAuth {
  /** Makes the key of a window that is to be opened. A key before it, used or not, opens nothing any more. */
  newKey(): string;
  /** Gives a token for the key, once, which shuts the window before out; `undefined` for anything else. */
  exchange(key: unknown): string | undefined;
  accepts(token: string | undefined): boolean;
}

/** @param deps.token a session that this process takes over from the one before it, and gives to each window */
export function createBridgeAuth(deps: { newSecret(): string; token?: string }): BridgeAuth {
  let key: string | undefined;
  let { token } = deps;
  return {
    newKey: () => (key = deps.newSecret()),
    exchange(candidate) {
      if (key === undefined || typeof candidate !== 'string' || !sameSecret(candidate, key)) return undefined;
      key = undefined;
      token = deps.token ?? deps.newSecret();
      return token;
    },
    accepts: (candidate) => token !== undefined && candidate !== undefined && sameSecret(candidate, token),
  };
}

/** Compares in constant time; the hash makes the lengths equal. */
function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
