import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StreamResult } from '#shared/bridge/contract.ts';
import { given } from '#shared/lib/given.ts';
import { listenForAnswer } from '../egress/answer-port.ts';
import { CodeChallengeMethod, failed, failureOf, type OAuth2Client } from './client.ts';

/** So long somebody may take to sign in, in milliseconds. */
const patience = 15 * 60_000;

export interface SigningIn {
  /** The provider's client, whose browser sends its answer to this address. */
  clientAt(address: string): OAuth2Client;
  scopes: string[];
  words: { done: string; refused: string };
  /** What the provider's page asks first, and whom it expects. */
  prompt: 'consent' | 'select_account';
  hint?: string | undefined;
}

/**
 * Has somebody sign in at Google or Microsoft in a browser of their own (RFC 8252): the answer comes to a port of this computer
 * that nobody knew before, counts only with the state that went along, and the code only with the proof (PKCE) that stays here.
 */
export async function signIn(
  { clientAt, scopes, words, prompt, hint }: SigningIn,
  emit: (event: { url: string }) => void,
  signal: AbortSignal,
): Promise<StreamResult<'google.connect'>> {
  const state = randomBytes(24).toString('base64url');
  const listener = await listenForAnswer(
    state,
    words,
    AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  );
  try {
    const client = clientAt(listener.address);
    const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
    const url = client.generateAuthUrl({
      access_type: 'offline',
      // Only so Google gives what lasts once more.
      prompt,
      scope: scopes,
      state,
      ...given({ login_hint: hint }),
      code_challenge_method: CodeChallengeMethod.S256,
      ...(codeChallenge !== undefined && { code_challenge: codeChallenge }),
    });
    emit({ url });
    const { code, error } = await listener.answer;
    if (code === undefined) return failed(error === 'access_denied' ? 'denied' : 'refused');
    const { tokens } = await client.getToken({ code, codeVerifier });
    const { access_token: accessToken, refresh_token: refreshToken, ...more } = tokensSchema.parse(tokens);
    const granted = more.scope.split(' ').filter((each) => each !== '');
    return { outcome: 'access', accessToken, refreshToken, until: more.expiry_date, scopes: granted };
  } catch (error) {
    return failureOf(error);
  } finally {
    listener.close();
  }
}

const tokensSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expiry_date: z.number(),
  scope: z.string(),
});

/** Has the provider give another right; `refreshToken`: where another one takes the place of the one that is kept. */
export async function renew(client: OAuth2Client, refreshToken: string) {
  let renewed: unknown;
  // What the client gives back has the old token in the place of another that the provider may have given.
  client.on('tokens', (tokens) => (renewed = { ...tokens }));
  client.setCredentials({ refresh_token: refreshToken });
  await client.refreshAccessToken();
  const { access_token: accessToken, expiry_date: until, ...more } = renewedSchema.parse(renewed);
  const other = more.refresh_token === refreshToken ? undefined : more.refresh_token;
  return { outcome: 'access' as const, accessToken, until, ...given({ refreshToken: other }) };
}

const renewedSchema = z.looseObject({
  access_token: z.string().min(1),
  expiry_date: z.number(),
  refresh_token: z.string().min(1).optional(),
});

/** Takes all rights of a token back. One that the provider does not know any more is taken back already. */
export async function giveBack({ endpoints, transporter }: OAuth2Client, refreshToken: string) {
  // In the body: addresses stand in logs on the way.
  const data = new URLSearchParams({ token: refreshToken });
  try {
    await transporter.request({ url: endpoints.oauth2RevokeUrl, method: 'POST', data });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.why !== 'invalidGrant') return failure;
  }
  return { outcome: 'done' as const };
}
