import { contentPolicy, securityHeaders } from '#electron/services/window/content-policy.ts';

/** The same for all pages: what it lets in is our own code, and the profile holds nothing of anybody's. */
export const developmentNonce = 'of-development-only';

/**
 * The headers of a shell, with what hot reload needs besides: React's preamble, which is inline, and a socket to Vite
 * from `app://plumbline`, for which Vite is another origin.
 *
 * @param host where Vite listens, as `127.0.0.1:4580`
 */
export function developmentHeaders(host: string): Record<string, string> {
  const policy = contentPolicy(developmentNonce)
    .replace("script-src 'self'", `script-src 'self' 'nonce-${developmentNonce}'`)
    .replace("connect-src 'self'", `connect-src 'self' ws://${host}`);
  return { ...securityHeaders(developmentNonce), 'content-security-policy': policy };
}
