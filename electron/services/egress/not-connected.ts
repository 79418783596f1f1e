/** The codes of failures before a connection stood: nothing was sent. The names are Node's and OpenSSL's. */
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** An error with all that it was caused by, itself first. */
export function causesOf(error: Error): Error[] {
  const several = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const inner = [error.cause, ...several].filter((cause) => cause instanceof Error);
  return [error, ...inner.flatMap(causesOf)];
}

/** Whether no connection stood when it happened, so that nothing can have arrived. */
export function isNotConnected(error: Error): boolean {
  return causesOf(error).some(
    (cause) => 'code' in cause && typeof cause.code === 'string' && notConnected.has(cause.code),
  );
}
