/**
 * The content security policy of every answer that a shell gives its window; workers take theirs from their
 * own file's answer. Each line says what needs it; what is not named is forbidden.
 *
 * @param nonce random for each page: lets the theme add its style elements, and nobody else
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    // Argon2id runs as WebAssembly, which this permits without permitting eval.
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Only the shell itself: whatever leaves the device passes the egress guard behind the bridge.
    "connect-src 'self'",
    "img-src 'self' blob: data:",
    // Voice notes and videos of customers, from decrypted bytes in this window; nothing is loaded from elsewhere.
    'media-src blob:',
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers that every answer carries, whatever it is. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
