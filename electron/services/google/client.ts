import { CodeChallengeMethod, OAuth2Client, type OAuth2ClientOptions } from 'google-auth-library';
import { z } from 'zod';
import type { GoogleFailed, GoogleFailure } from '#shared/bridge/contract/google.ts';
import type { GoogleClient } from '#shared/domain/google.ts';
import { given } from '#shared/lib/given.ts';
import { EgressRefusal, type GuardedFetch } from '../egress/guard.ts';
import { causesOf, isNotConnected } from '../egress/not-connected.ts';

export { CodeChallengeMethod, type OAuth2Client };

/** How long Google may take over an answer, in milliseconds. */
const patience = 30_000;

/** Google's client. */
export function googleClient(
  fetch: GuardedFetch,
  { clientId, clientSecret, server }: Partial<GoogleClient>,
  redirectUri?: string,
): OAuth2Client {
  return oauthClient(fetch, {
    ...given({ clientId, clientSecret, redirectUri }),
    ...(server !== undefined && { endpoints: endpointsAt(server) }),
  });
}

/** A client whose every request leaves through the guard, once: what is tried again is the vault's to say. */
export function oauthClient(fetch: GuardedFetch, options: OAuth2ClientOptions): OAuth2Client {
  const client = new OAuth2Client({
    ...options,
    transporterOptions: { fetchImplementation: fetch, timeout: patience },
    useAuthRequestParameters: false,
  });
  client.transporter.interceptors.request.add({
    resolved: async (config) => {
      config.retry = false;
      config.retryConfig = { retry: 0, noResponseRetries: 0 };
      return config;
    },
  });
  return client;
}

/** In Google's place everything stands at one address. */
function endpointsAt(server: string) {
  const at = (path: string): string => new URL(path, server).href;
  return {
    oauth2AuthBaseUrl: at('/o/oauth2/v2/auth'),
    oauth2TokenUrl: at('/token'),
    oauth2RevokeUrl: at('/revoke'),
    tokenInfoUrl: at('/tokeninfo'),
  };
}

/** An answer that Google has given, as its client throws it. */
const answeredSchema = z.looseObject({
  response: z.looseObject({
    status: z.number(),
    data: z.unknown(),
    headers: z.instanceof(Headers).optional().catch(undefined),
  }),
});
const oauthErrorSchema = z.looseObject({ error: z.string() });
const reasons = z
  .array(z.looseObject({ reason: z.string().catch('') }))
  .optional()
  .catch(undefined);
const apiErrorSchema = z.looseObject({
  error: z.looseObject({
    message: z.string().catch(''),
    errors: reasons,
    details: reasons,
  }),
});

/** What stood in the way, by Google's code and reason. Whatever is none of these is a bug. */
export function failureOf(error: unknown): GoogleFailed {
  const answered = answeredSchema.safeParse(error).data?.response;
  if (answered !== undefined) {
    const after = Number(answered.headers?.get('retry-after') ?? Number.NaN);
    return failed(whyOf(answered.status, answered.data), after > 0 ? after : undefined);
  }
  if (!(error instanceof Error)) throw error;
  if (error instanceof z.ZodError) return failed('refused');
  const causes = causesOf(error);
  if (causes.some((each) => each instanceof EgressRefusal)) return failed('notAllowed');
  if (isNotConnected(error)) return failed('unreachable');
  // Whatever else its client throws of a request is a connection that broke, or took too long.
  if ('config' in error) return failed('lost');
  throw error;
}

export function failed(why: GoogleFailure, retryAfter?: number): GoogleFailed {
  return { outcome: 'failed', why, ...(retryAfter !== undefined && { retryAfter }) };
}

const ofOauth: Record<string, GoogleFailure> = {
  invalid_grant: 'invalidGrant',
  invalid_token: 'invalidGrant',
  invalid_client: 'invalidClient',
  unauthorized_client: 'invalidClient',
  access_denied: 'denied',
};
const tooMany = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
]);
/** The owner's project has not switched this interface on. */
const switchedOff = new Set(['accessNotConfigured', 'SERVICE_DISABLED']);
const byStatus: Record<number, GoogleFailure> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'missing',
  409: 'taken',
  410: 'gone',
  412: 'changed',
  429: 'tooMany',
};

function whyOf(status: number, data: unknown): GoogleFailure {
  const oauth = ofOauth[oauthErrorSchema.safeParse(data).data?.error ?? ''];
  if (oauth !== undefined) return oauth;
  const said = apiErrorSchema.safeParse(data).data?.error;
  const named = [...(said?.errors ?? []), ...(said?.details ?? [])].map(({ reason }) => reason);
  // Read-only for hours: asking again soon makes it no better.
  if (status === 403 && /calendar usage limits exceeded/i.test(said?.message ?? '')) return 'limited';
  if (status === 403 && named.some((reason) => tooMany.has(reason))) return 'tooMany';
  if (status === 403 && named.some((reason) => switchedOff.has(reason))) return 'switchedOff';
  if (status === 400 && /above the limit of \d+ cells/i.test(said?.message ?? '')) return 'full';
  if (named.includes('timeRangeTooLong')) return 'tooLong';
  return byStatus[status] ?? (status >= 500 ? 'server' : 'refused');
}
