import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import type { CallName } from '#shared/bridge/contract.ts';
import { given } from '#shared/lib/given.ts';
import { ok } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { createGoogleCalendar } from './calendar.ts';
import { failureOf, googleClient } from './client.ts';
import { createGoogleSheets } from './sheets.ts';
import { giveBack, renew, signIn } from './sign-in.ts';

interface GoogleService {
  calls: Pick<CallHandlers, Extract<CallName, `google.${string}`>>;
  streams: Pick<StreamHandlers, 'google.connect'>;
}

/** Speaks to Google for accounts of the business. It keeps nothing: whose they are and what is asked is the vault's to say. */
export function createGoogleService({ guard }: { guard: EgressGuard }): GoogleService {
  const fetch = guard.fetch('google');

  return {
    calls: {
      async 'google.refresh'({ client: wish, refreshToken }) {
        try {
          return ok(await renew(googleClient(fetch, wish), refreshToken));
        } catch (error) {
          return ok(failureOf(error));
        }
      },
      async 'google.revoke'({ server, refreshToken }) {
        try {
          return ok(await giveBack(googleClient(fetch, given({ server })), refreshToken));
        } catch (error) {
          return ok(failureOf(error));
        }
      },
      ...createGoogleCalendar(fetch),
      ...createGoogleSheets(fetch),
    },
    streams: {
      'google.connect': async ({ client, scopes, words }, emit, signal) => {
        const clientAt = (address: string) => googleClient(fetch, client, address);
        return ok(await signIn({ clientAt, scopes, words, prompt: 'consent' }, emit, signal));
      },
    },
  };
}
