/** The nonce that the shell wrote into the page for this load; style tags carry it because the CSP asks for it. */
export function styleNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  const nonce = meta?.nonce ?? '';
  return nonce === '' || nonce.startsWith('__') ? undefined : nonce;
}

/** Libraries that write style tags without React (scroll locking behind a dialog) look for the nonce here. */
export function shareStyleNonce(nonce: string | undefined): void {
  if (nonce !== undefined) Object.assign(globalThis, { __webpack_nonce__: nonce });
}
