import { createHash, randomUUID } from 'node:crypto';
import type { Answer, Asked } from './http.ts';

interface Code {
  clientId: string;
  redirectUri: string;
  challenge: string;
  scopes: string[];
}

interface Token {
  scopes: string[];
  /** Of access tokens: by the grant's refresh token they are renewed and revoked. */
  refreshToken: string;
  expiresAt: number;
}

/**
 * Google's sign-in, as far as a desktop program meets it: one person, one client. As Microsoft's it knows no secret, gives
 * another refresh token each time, and has no place where a right is given back.
 */
export interface OauthStandin {
  client: { clientId: string; clientSecret: string };
  /** The refresh tokens that are good. */
  grants: Map<string, string[]>;
  /** How often somebody has asked for another access token. */
  refreshes: number;
  /** The person has allowed, or not: what their browser is sent back to. `only`: the scopes that they left ticked. */
  consent(address: string, how?: { only?: readonly string[]; refuses?: boolean }): string;
  /** The person takes the right back in their account, or a week of testing is over. */
  forget(): void;
  /** Access tokens that were given out open nothing any more. */
  expire(): void;
  /** What an access token opens; nothing where it is none. */
  scopesOf(accessToken: string): readonly string[] | undefined;
  answer(asked: Asked): Answer | undefined;
}

export function createOauth(now: () => number, kind: 'google' | 'microsoft' = 'google'): OauthStandin {
  const isMicrosoft = kind === 'microsoft';
  const at = isMicrosoft
    ? { authorize: '/common/oauth2/v2.0/authorize', token: '/common/oauth2/v2.0/token' }
    : { authorize: '/o/oauth2/v2/auth', token: '/token' };
  const client = {
    clientId: '4711-plumbline.apps.googleusercontent.com',
    clientSecret: 'GOCSPX-of-the-owner',
  };
  const codes = new Map<string, Code>();
  const grants = new Map<string, string[]>();
  const tokens = new Map<string, Token>();
  let refreshes = 0;

  function consent(
    address: string,
    { only, refuses = false }: { only?: readonly string[]; refuses?: boolean } = {},
  ) {
    const asked = new URL(address).searchParams;
    const wrong = wrongIn(asked, client.clientId, isMicrosoft);
    if (wrong !== undefined) throw new Error(wrong);
    const back = new URL(asked.get('redirect_uri')!);
    back.searchParams.set('state', asked.get('state')!);
    if (refuses) {
      back.searchParams.set('error', 'access_denied');
      return back.href;
    }
    const code = `4/${randomUUID()}`;
    const wanted = asked.get('scope')!.split(' ');
    codes.set(code, {
      clientId: client.clientId,
      redirectUri: asked.get('redirect_uri')!,
      challenge: asked.get('code_challenge')!,
      scopes: only === undefined ? wanted : wanted.filter((each) => only.includes(each)),
    });
    back.searchParams.set('code', code);
    back.searchParams.set('scope', wanted.join(' '));
    return back.href;
  }

  function give(refreshToken: string, scopes: string[], withRefresh: boolean): Answer {
    const accessToken = `ya29.${randomUUID()}`;
    tokens.set(accessToken, { scopes, refreshToken, expiresAt: now() + 3_599_000 });
    const given = {
      access_token: accessToken,
      expires_in: 3599,
      scope: scopes.filter((scope) => scope !== 'offline_access').join(' '),
      token_type: 'Bearer',
    };
    return { status: 200, body: { ...given, ...(withRefresh && { refresh_token: refreshToken }) } };
  }

  function exchange(form: URLSearchParams): Answer {
    const secret = isMicrosoft ? null : client.clientSecret;
    if (form.get('client_id') !== client.clientId || form.get('client_secret') !== secret)
      return {
        status: 401,
        body: { error: 'invalid_client', error_description: 'The OAuth client was not found.' },
      };
    if (form.get('grant_type') === 'refresh_token') {
      refreshes++;
      const scopes = grants.get(form.get('refresh_token') ?? '');
      if (scopes === undefined) return invalidGrant;
      if (!isMicrosoft) return give(form.get('refresh_token')!, scopes, false);
      const next = `M.C5.${randomUUID()}`;
      grants.set(next, scopes);
      return give(next, scopes, true);
    }
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code === undefined || proof !== code.challenge || form.get('redirect_uri') !== code.redirectUri)
      return invalidGrant;
    const refreshToken = `1//${randomUUID()}`;
    grants.set(refreshToken, code.scopes);
    return give(refreshToken, code.scopes, true);
  }

  function revoke(token: string): Answer {
    const refreshToken = tokens.get(token)?.refreshToken ?? token;
    if (!grants.delete(refreshToken)) return { status: 400, body: { error: 'invalid_token' } };
    for (const [each, { refreshToken: of }] of tokens) if (of === refreshToken) tokens.delete(each);
    return { status: 200, body: {} };
  }

  return {
    client,
    grants,
    get refreshes() {
      return refreshes;
    },
    consent,
    forget() {
      grants.clear();
      tokens.clear();
    },
    expire: () => tokens.clear(),
    scopesOf(accessToken) {
      const token = tokens.get(accessToken);
      return token === undefined || token.expiresAt <= now() ? undefined : token.scopes;
    },
    answer({ method, path, url, body }) {
      if (path === at.token) return exchange(new URLSearchParams(body));
      if (path === '/revoke' && !isMicrosoft)
        return revoke(new URLSearchParams(body).get('token') ?? url.searchParams.get('token') ?? '');
      if (path === at.authorize && method === 'GET') return consentPage(url, client.clientId);
      if (path === '/consent' && method === 'GET') {
        const only = url.searchParams.getAll('scope');
        const refuses = url.searchParams.has('refuse');
        return { status: 302, to: consent(url.searchParams.get('address')!, { only, refuses }) };
      }
      return undefined;
    },
  };
}

const invalidGrant: Answer = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
};

/** What Google refuses before anybody is asked. */
function wrongIn(asked: URLSearchParams, clientId: string, isMicrosoft = false): string | undefined {
  if (asked.get('client_id') !== clientId) return 'Error 401: invalid_client';
  // Microsoft lets the port differ by this name alone.
  const host = isMicrosoft ? 'localhost' : '127.0.0.1';
  if (!new RegExp(`^http://${host}:\\d+$`).test(asked.get('redirect_uri') ?? ''))
    return 'Error 400: redirect_uri_mismatch';
  if (asked.get('response_type') !== 'code' || !asked.get('scope')) return 'Error 400: invalid_request';
  if (asked.get('code_challenge_method') !== 'S256' || (asked.get('code_challenge') ?? '').length !== 43)
    return 'Error 400: invalid_request';
  if ((asked.get('state') ?? '').length < 20) return 'Error 400: no state';
  if (isMicrosoft && !asked.get('scope')!.split(' ').includes('offline_access'))
    return 'Error 400: nothing that lasts is given';
  if (!isMicrosoft && (asked.get('access_type') !== 'offline' || asked.get('prompt') !== 'consent'))
    return 'Error 400: nothing that lasts is given';
  return undefined;
}

function consentPage(url: URL, clientId: string): Answer {
  const wrong = wrongIn(url.searchParams, clientId);
  if (wrong !== undefined) return { status: 400, html: `<!doctype html><h1>${wrong}</h1>` };
  const boxes = url.searchParams
    .get('scope')!
    .split(' ')
    .map(
      (scope) => `<p><label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label>`,
    );
  return {
    status: 200,
    html: `<!doctype html><title>Sign in</title><h1>Plumbline wants access</h1><form action="/consent">
<input type="hidden" name="address" value="${url.href.replaceAll('&', '&amp;')}">${boxes.join('')}
<p><button>Continue</button> <button name="refuse" value="1">Cancel</button></form>`,
  };
}
