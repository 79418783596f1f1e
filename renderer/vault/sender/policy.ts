import { mailServerUrl } from '#shared/domain/channel.ts';
import { signInOrigin } from '#shared/domain/mail-sign-in.ts';
import type { EgressPolicy } from '#shared/domain/egress.ts';
import type { SenderLoad } from './load.ts';

/** A locked Plumbline reaches its relay and its channels, and nothing else. */
export function senderPolicy({ relayUrl, records }: Pick<SenderLoad, 'relayUrl' | 'records'>): EgressPolicy {
  const origin = (url: string): string => new URL(url).origin;
  const channels = [...new Set((records.channels ?? []).map(({ graphUrl }) => origin(graphUrl)))];
  return {
    localOnly: true,
    origins: {
      relay: relayUrl === undefined ? [] : [origin(relayUrl)],
      'channel.meta': channels,
      mail: (records.mailAccounts ?? []).map(mailServerUrl),
      signIn: (records.mailKeys ?? []).map(signInOrigin),
      telegram: (records.telegramBots ?? []).map(({ apiRoot }) => origin(apiRoot)),
    },
  };
}
