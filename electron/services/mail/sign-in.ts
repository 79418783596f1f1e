import { ClientAuthentication } from 'google-auth-library';
import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import { type MailClient, mailScopes } from '#shared/domain/mail-sign-in.ts';
import { given } from '#shared/lib/given.ts';
import { ok } from '#shared/lib/result.ts';
import type { EgressGuard, GuardedFetch } from '../egress/guard.ts';
import { failed, failureOf, googleClient, oauthClient, type OAuth2Client } from '../google/client.ts';
import { giveBack, renew, signIn } from '../google/sign-in.ts';

interface MailSignIn {
  calls: Pick<CallHandlers, 'mail.refresh' | 'mail.revoke'>;
  streams: Pick<StreamHandlers, 'mail.connect'>;
}

/** Has owners sign in to their mailboxes at Google and Microsoft. It keeps nothing. */
export function createMailSignIn({ guard }: { guard: Pick<EgressGuard, 'fetch'> }): MailSignIn {
  const fetch = guard.fetch('signIn');
  return {
    calls: {
      async 'mail.refresh'({ client, refreshToken }) {
        try {
          return ok(await renew(clientOf(fetch, client), refreshToken));
        } catch (error) {
          return ok(failureOf(error));
        }
      },
      async 'mail.revoke'({ client, refreshToken }) {
        if (client.provider === 'microsoft') return ok(failed('missing'));
        try {
          return ok(await giveBack(clientOf(fetch, client), refreshToken));
        } catch (error) {
          return ok(failureOf(error));
        }
      },
    },
    streams: {
      async 'mail.connect'({ client, address: hint, words }, emit, signal) {
        const { provider } = client;
        const clientAt = (address: string) => clientOf(fetch, client, address);
        const prompt = provider === 'google' ? 'consent' : 'select_account';
        return ok(
          await signIn({ clientAt, scopes: mailScopes[provider], words, prompt, hint }, emit, signal),
        );
      },
    },
  };
}

function clientOf(fetch: GuardedFetch, client: MailClient, redirectUri?: string): OAuth2Client {
  const { provider, clientId, server } = client;
  if (provider === 'google') return googleClient(fetch, client, redirectUri);
  return oauthClient(fetch, {
    clientId,
    // Microsoft lets the port of a program differ only where the address has this name.
    ...given({ redirectUri: redirectUri?.replace('127.0.0.1', 'localhost') }),
    endpoints: microsoftAt(server ?? 'https://login.microsoftonline.com'),
    clientAuthentication: ClientAuthentication.None,
  });
}

/** For accounts of companies and of persons alike. */
function microsoftAt(server: string) {
  const at = (step: string): string => new URL(`/common/oauth2/v2.0/${step}`, server).href;
  return { oauth2AuthBaseUrl: at('authorize'), oauth2TokenUrl: at('token') };
}
