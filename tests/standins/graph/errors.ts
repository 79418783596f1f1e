/** HTTP statuses that Meta gives to its codes; all others come with 400. */
const statuses: Record<number, number> = {
  0: 401,
  2: 503,
  10: 403,
  190: 401,
  368: 403,
  131000: 500,
  131005: 403,
  131016: 503,
  131031: 403,
  131057: 500,
  133004: 503,
};

const messages: Record<number, string> = {
  0: 'AuthException',
  4: 'Application request limit reached',
  100: 'Invalid parameter',
  10900: 'Activity already replied to',
  190: 'Error validating access token: Session has expired',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131026: 'Message undeliverable',
  131047: 'Re-engagement message',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131050: 'Recipient has stopped receiving marketing messages on the WhatsApp platform',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  130429: 'Rate limit hit',
};

/** These come as a `failed` status, after the message was accepted. */
const afterwards = new Set([131026, 131047, 131049, 131050, 131053, 130497, 131042, 131048]);

export function comesAfterwards(code: number): boolean {
  return afterwards.has(code);
}

export function errorStatus(code: number): number {
  return statuses[code] ?? (code >= 200 && code <= 299 ? 403 : 400);
}

export function errorTitle(code: number): string {
  return messages[code] ?? 'Something went wrong';
}

/** The body of an answer that refuses. */
export function errorBody(code: number, details: string) {
  return {
    error: {
      message: `(#${code}) ${errorTitle(code)}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'AXsgnV2Cm3ZMGF3dF_cfYIn',
    },
  };
}
