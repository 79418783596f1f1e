import { metaFileOrigins } from '#shared/channels/meta/pages/files.ts';
import { mailServerUrl } from '#shared/domain/channel.ts';
import { signInOrigin } from '#shared/domain/mail-sign-in.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import type { EgressPolicy } from '#shared/domain/egress.ts';
import { httpOrigin, isLoopback } from '#shared/domain/egress.ts';
import { googleOriginsOf } from '#shared/domain/google.ts';
import { providerUrls } from '#shared/domain/model-provider.ts';
import { usualVoiceServer } from '#shared/domain/voice-notes.ts';

/** Where Meta's Graph API is, so that a number can be tested before it is connected. */
const metaUrl = 'https://graph.facebook.com';
/** Where Meta hands out the files of messages. */
const metaFilesUrl = 'https://lookaside.fbsbx.com';

/** Addresses that are let out to while something is tried there, before the settings name them. */
export type Tested = Partial<Record<'channel.meta' | 'telegram' | 'google' | 'signIn', readonly string[]>>;

/** What the owner's settings allow to leave the device: their relay, their channels, their models, nothing else. */
export function egressPolicyOf(
  records: RecordReader,
  relayUrl: string | undefined,
  isClosed = false,
  /** What is being connected, so that it can be tested. */
  also: Iterable<Tested> = [],
): EgressPolicy {
  const tested = (purpose: keyof Tested): string[] => [...also].flatMap((each) => each[purpose] ?? []);
  const relays = relayUrl === undefined ? [] : [relayUrl];
  if (isClosed) return { localOnly: true, origins: { relay: origins(relays) } };
  const channels = [...records.all('channels')].map(({ graphUrl }) => graphUrl);
  const models = [...records.all('modelProviders')].map(({ url }) => url);
  const webhooks = [...records.all('webhookEndpoints')].map(({ url }) => url);
  const ai = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  const voice = [ai.voiceNotes?.url ?? usualVoiceServer.url];
  const mayAsk = !isPaused(records, 'models');
  const modelOrigins = (urls: string[]): string[] => (mayAsk ? origins(urls) : []);
  const isHere = (url: string): boolean => isLoopback(new URL(url));
  return {
    localOnly: ai.localOnly,
    origins: {
      relay: origins(relays),
      'channel.meta': origins([metaUrl, metaFilesUrl, ...channels, ...tested('channel.meta')]),
      'channel.files': [...metaFileOrigins, ...origins(channels.filter((url) => !isMeta(url)))],
      mail: [...records.all('mailAccounts')].map(mailServerUrl),
      // Also of mailboxes that were disconnected: their provider is told that the right is given back.
      signIn: origins([...[...records.all('mailKeys')].map(signInOrigin), ...tested('signIn')]),
      calendar: calendarOrigins([...records.all('calendarFeeds')].map(({ url }) => url)),
      telegram: origins([
        ...[...records.all('telegramBots')].map(({ apiRoot }) => apiRoot),
        ...tested('telegram'),
      ]),
      // Also of those that were disconnected: Google is told that their right is given back.
      google: origins([...[...records.all('googleLinks')].flatMap(googleOriginsOf), ...tested('google')]),
      webhook: isPaused(records, 'sends') ? [] : origins(webhooks),
      // Where Ollama usually is, so that it can be looked for before it is added.
      'model.local': modelOrigins([providerUrls.ollama, ...models.filter(isHere)]),
      'model.remote': modelOrigins(models),
      'voice.local': modelOrigins(voice.filter(isHere)),
      'voice.remote': modelOrigins(voice.filter((url) => !isHere(url))),
    },
  };
}

/** Apple's calendars stand on many servers of one name, which send on to one another. */
function calendarOrigins(urls: string[]): string[] {
  const atApple = urls.some((url) => new URL(url).hostname.endsWith('.icloud.com'));
  return [...origins(urls), ...(atApple ? ['https://*.icloud.com'] : [])];
}

function isMeta(url: string): boolean {
  return httpOrigin(new URL(url)) === metaUrl;
}

function origins(urls: string[]): string[] {
  return [...new Set(urls.map((url) => httpOrigin(new URL(url))))];
}
