import { z } from 'zod';
import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import type { CallName } from '#shared/bridge/contract.ts';
import { given } from '#shared/lib/given.ts';
import { ok } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { createGoogleCalendar } from './calendar.ts';
import { failureOf, googleClient } from './client.ts';
import { signIn } from './sign-in.ts';

interface GoogleService {
  calls: Pick<CallHandlers, Extract<CallName, `google.${string}`>>;
  streams: Pick<StreamHandlers, 'google.connect'>;
}

const renewedSchema = z.looseObject({
  access_token: z.string().min(1),
  expiry_date: z.number(),
  refresh_token: z.string().min(1).optional(),
});

/** Speaks to Google for accounts of the business. It keeps nothing: whose they are and what is asked is the vault's to say. */
export function createGoogleService({ guard }: { guard: EgressGuard }): GoogleService {
  const fetch = guard.fetch('google');

  return {
    calls: {
      async 'google.refresh'({ client: wish, refreshToken }) {
        try {
          const client = googleClient(fetch, wish);
          let renewed: unknown;
          // What the client gives back has the old token in the place of another that Google may have given.
          client.on('tokens', (tokens) => (renewed = { ...tokens }));
          client.setCredentials({ refresh_token: refreshToken });
          await client.refreshAccessToken();
          const { access_token: accessToken, expiry_date: until, ...more } = renewedSchema.parse(renewed);
          const other = more.refresh_token === refreshToken ? undefined : more.refresh_token;
          return ok({ outcome: 'access' as const, accessToken, until, ...given({ refreshToken: other }) });
        } catch (error) {
          return ok(failureOf(error));
        }
      },
      async 'google.revoke'({ server, refreshToken }) {
        try {
          const client = googleClient(fetch, given({ server }));
          const { endpoints, transporter } = client;
          // In the body: addresses stand in logs on the way.
          const data = new URLSearchParams({ token: refreshToken });
          await transporter.request({ url: endpoints.oauth2RevokeUrl, method: 'POST', data });
          return ok({ outcome: 'done' as const });
        } catch (error) {
          const failure = failureOf(error);
          return ok(failure.why === 'invalidGrant' ? { outcome: 'done' as const } : failure);
        }
      },
      ...createGoogleCalendar(fetch),
    },
    streams: {
      'google.connect': async (args, emit, signal) => ok(await signIn(fetch, args, emit, signal)),
    },
  };
}
