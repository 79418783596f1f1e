import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StreamArgs, StreamResult } from '#shared/bridge/contract.ts';
import { listenForAnswer } from '../egress/answer-port.ts';
import type { GuardedFetch } from '../egress/guard.ts';
import { CodeChallengeMethod, failed, failureOf, googleClient } from './client.ts';

/** So long somebody may take to sign in, in milliseconds. */
const patience = 15 * 60_000;

/**
 * Has somebody sign in at Google in a browser of their own (RFC 8252): the answer comes to a port of this computer that nobody
 * knew before, counts only with the state that went along, and the code only with the proof (PKCE) that stays here.
 */
export async function signIn(
  fetch: GuardedFetch,
  { client: wish, scopes, words }: StreamArgs<'google.connect'>,
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
    const client = googleClient(fetch, wish, listener.address);
    const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
    const url = client.generateAuthUrl({
      access_type: 'offline',
      // Only so it gives what lasts once more.
      prompt: 'consent',
      scope: scopes,
      state,
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
