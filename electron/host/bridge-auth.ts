import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Who may use the bridge: the one window that was opened with the key. The key is printed once, travels in
 * the address's fragment (which browsers never send), and buys one token. The window keeps the token for its
 * tab only (not as a cookie: those do not know ports, so that other local servers would be sent it).
 */
export interface BridgeAuth {
  /** Of the window that is to be opened. */
  readonly key: string;
  /** Gives the token for the key, once; `undefined` for anything else. */
  exchange(key: unknown): string | undefined;
  accepts(token: string | undefined): boolean;
  /** The window is gone: gives the key of another one, which shuts the former out as soon as it is used. */
  renew(): string;
}

export function createBridgeAuth(deps: { newSecret(): string }): BridgeAuth {
  let key = deps.newSecret();
  let token: string | undefined;
  let used = false;
  return {
    get key() {
      return key;
    },
    exchange(candidate) {
      if (used || typeof candidate !== 'string' || !sameSecret(candidate, key)) return undefined;
      used = true;
      token = deps.newSecret();
      return token;
    },
    accepts: (candidate) => token !== undefined && candidate !== undefined && sameSecret(candidate, token),
    renew() {
      key = deps.newSecret();
      used = false;
      return key;
    },
  };
}

/** Compares in constant time; the hash makes the lengths equal. */
function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
