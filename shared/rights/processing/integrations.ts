import { chainOf, isApproved, placeOf } from '#shared/agent/providers.ts';
import { type EgressEntry, type EgressPurpose, httpOrigin, isLoopback } from '#shared/domain/egress.ts';
import { isVoiceApproved, voicePlaceOf } from '#shared/domain/voice-notes.ts';
import { mailServerUrl } from '#shared/domain/channel.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { given } from '#shared/lib/given.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { metaKey } from '../recipients.ts';
import { googleOriginsOf } from '#shared/domain/google.ts';
import { googleLinks } from '#shared/records/google.ts';
import { currentBot, pairedChats } from '#shared/records/telegram.ts';

export const integrationKinds = [
  'whatsapp',
  'instagram',
  'messenger',
  'email',
  'relay',
  'model',
  'voice',
  'calendar',
  'publishedFeed',
  'publicPage',
  'telegram',
  'program',
  'google',
  'webhook',
  'webhookSource',
  'assistants',
] as const;
export type IntegrationKind = (typeof integrationKinds)[number];

/** One connection of the business to a program or a party that is not Plumbline. */
export interface Integration {
  /** Its kind, and the record that it is kept in. */
  id: string;
  kind: IntegrationKind;
  recordId: string;
  /** As the owner called it. */
  name: string;
  /** Where it is reached; none for what lies in a folder of this computer. */
  url?: string;
  /** Of this computer, or of somebody else's. */
  place: 'here' | 'elsewhere';
  /** Who gets what goes there: see `Recipient`; none where it stays here. */
  recipient?: string;
  since?: number;
  /** Set up, and not in use: nobody has allowed it yet, or local-only keeps it out. */
  isIdle: boolean;
  purposes: readonly EgressPurpose[];
}

/** What the window knows of the relay: its address stands in no record. */
export interface RelayPlace {
  relayUrl?: string | undefined;
}

/** Everything that the business is connected with, in the order of `integrationKinds`. */
export function integrationsOf(records: RecordReader, { relayUrl }: RelayPlace): Integration[] {
  return [
    ...channels(records),
    ...mail(records),
    ...relay(relayUrl),
    ...models(records),
    ...voice(records),
    ...calendars(records),
    ...published(records, relayUrl),
    ...publicPage(records, relayUrl),
    ...telegram(records),
    ...programs(records),
    ...google(records),
    ...webhooks(records),
    ...webhookSources(records, relayUrl),
    ...assistants(records, relayUrl),
  ].toSorted((a, b) => integrationKinds.indexOf(a.kind) - integrationKinds.indexOf(b.kind));
}

/** When something last went there from this device, and when first, as its ledger has it. */
export function useOf(
  { purposes, url }: Pick<Integration, 'purposes' | 'url'>,
  ledger: Iterable<EgressEntry>,
): { first: number; last: number } | undefined {
  if (url === undefined) return undefined;
  const origin = httpOrigin(new URL(url));
  let found: { first: number; last: number } | undefined;
  for (const { allowed, purpose, origin: reached, at } of ledger) {
    if (!allowed || reached !== origin || !purposes.includes(purpose)) continue;
    found = { first: Math.min(at, found?.first ?? at), last: Math.max(at, found?.last ?? at) };
  }
  return found;
}

function channels(records: RecordReader): Integration[] {
  return Array.from(records.all('channels'), ({ id, kind, name, graphUrl, createdAt }) => ({
    id: `channel:${id}`,
    kind,
    recordId: id,
    name,
    url: graphUrl,
    place: 'elsewhere',
    recipient: metaKey,
    since: createdAt,
    isIdle: false,
    purposes: ['channel.meta', 'channel.files'],
  }));
}

function mail(records: RecordReader): Integration[] {
  return Array.from(records.all('mailAccounts'), (account) => {
    const url = mailServerUrl(account);
    const isHere = isLoopback(new URL(url));
    return {
      id: `email:${account.id}`,
      kind: 'email',
      recordId: account.id,
      name: account.address,
      url,
      place: isHere ? 'here' : 'elsewhere',
      ...(!isHere && { recipient: account.host }),
      since: account.createdAt,
      isIdle: false,
      purposes: account.signIn === undefined ? ['mail'] : ['mail', 'signIn'],
    };
  });
}

function relay(url: string | undefined): Integration[] {
  if (url === undefined) return [];
  return [
    {
      id: 'relay',
      kind: 'relay',
      recordId: 'relay',
      name: hostOf(url),
      url,
      place: 'elsewhere',
      recipient: hostOf(url),
      isIdle: false,
      purposes: ['relay'],
    },
  ];
}

function models(records: RecordReader): Integration[] {
  const { localOnly } = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  const chain = new Set(chainOf(records).map(({ id }) => id));
  return Array.from(records.all('modelProviders'), (provider) => {
    const { id, name, url, createdAt, approvedAt } = provider;
    const isHere = placeOf(provider) === 'local';
    return {
      id: `model:${id}`,
      kind: 'model',
      recordId: id,
      name,
      url,
      place: isHere ? 'here' : 'elsewhere',
      ...(!isHere && { recipient: hostOf(url) }),
      since: isHere ? createdAt : (approvedAt ?? createdAt),
      isIdle: !chain.has(id) || (!isHere && (localOnly || !isApproved(provider))),
      purposes: [isHere ? 'model.local' : 'model.remote'],
    };
  });
}

function voice(records: RecordReader): Integration[] {
  const { voiceNotes, localOnly } = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  if (voiceNotes?.on !== true) return [];
  const isHere = voicePlaceOf(voiceNotes) === 'local';
  const url = voiceNotes.by === 'server' ? voiceNotes.url : undefined;
  return [
    {
      id: 'voice',
      kind: 'voice',
      recordId: 'voice',
      name: url === undefined ? '' : hostOf(url),
      place: isHere ? 'here' : 'elsewhere',
      isIdle: !isHere && (localOnly || !isVoiceApproved(voiceNotes)),
      purposes: [isHere ? 'voice.local' : 'voice.remote'],
      ...given({
        url,
        since: voiceNotes.from,
        recipient: isHere || url === undefined ? undefined : hostOf(url),
      }),
    },
  ];
}

function calendars(records: RecordReader): Integration[] {
  return Array.from(records.all('calendarFeeds'), ({ id, name, url, createdAt }) => ({
    id: `calendar:${id}`,
    kind: 'calendar',
    recordId: id,
    name,
    url,
    place: 'elsewhere',
    recipient: hostOf(url),
    since: createdAt,
    isIdle: false,
    purposes: ['calendar'],
  }));
}

function published(records: RecordReader, relayUrl: string | undefined): Integration[] {
  const open = [...records.all('publishedFeeds')].filter(({ address }) => address !== undefined);
  return open.map(({ id, staffId, createdAt }) => ({
    id: `publishedFeed:${id}`,
    kind: 'publishedFeed',
    recordId: staffId,
    name: records.get('staff', staffId)?.name ?? records.get('members', staffId)?.name ?? '',
    since: createdAt,
    ...atRelay(relayUrl),
  }));
}

function publicPage(records: RecordReader, relayUrl: string | undefined): Integration[] {
  const page = records.get('publicPages', 'page');
  if (page?.isPublished !== true) return [];
  return [
    {
      id: 'publicPage',
      kind: 'publicPage',
      recordId: page.id,
      name: page.slug ?? '',
      since: page.createdAt,
      ...atRelay(relayUrl),
    },
  ];
}

/** In use where a chat is paired: before that nothing is told there. */
function telegram(records: RecordReader): Integration[] {
  const bot = currentBot(records);
  if (bot === undefined) return [];
  const { id, username, apiRoot, createdAt } = bot;
  return [
    {
      id: `telegram:${id}`,
      kind: 'telegram',
      recordId: id,
      name: `@${username}`,
      url: apiRoot,
      place: 'elsewhere',
      recipient: hostOf(apiRoot),
      since: createdAt,
      isIdle: pairedChats(records).length === 0,
      purposes: ['telegram'],
    },
  ];
}

/** Those of this device. Who a program passes on to what it is told is known to its owner alone. */
function programs(records: RecordReader): Integration[] {
  const { localOnly } = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  return [...records.all('programs')]
    .filter(({ revokedAt }) => revokedAt === undefined)
    .map(({ id, name, isLocal, createdAt }) => ({
      id: `program:${id}`,
      kind: 'program',
      recordId: id,
      name,
      place: isLocal ? 'here' : 'elsewhere',
      since: createdAt,
      isIdle: localOnly && !isLocal,
      purposes: ['program'],
      ...(!isLocal && { recipient: name }),
    }));
}

/** In use while it can be signed in. */
function google(records: RecordReader): Integration[] {
  return googleLinks(records).map((link) => {
    const [url = ''] = googleOriginsOf(link);
    return {
      id: `google:${link.id}`,
      kind: 'google',
      recordId: link.id,
      name: records.get('members', link.staffId)?.name || (records.get('staff', link.staffId)?.name ?? ''),
      url,
      place: 'elsewhere',
      recipient: hostOf(url),
      since: link.createdAt,
      isIdle: link.trouble?.kind === 'signedOut',
      purposes: ['google'],
    };
  });
}

/** In use where a rule names it. */
function webhooks(records: RecordReader): Integration[] {
  const named = new Set(
    [...records.all('rules')]
      .filter(({ isOn, archivedAt }) => isOn && archivedAt === undefined)
      .flatMap(({ actions }) => actions.flatMap((each) => (each.do === 'webhook' ? [each.endpointId] : []))),
  );
  return Array.from(records.all('webhookEndpoints'), ({ id, name, url, createdAt, off }) => {
    const isHere = isLoopback(new URL(url));
    return {
      id: `webhook:${id}`,
      kind: 'webhook',
      recordId: id,
      name,
      url,
      place: isHere ? 'here' : 'elsewhere',
      ...(!isHere && { recipient: hostOf(url) }),
      since: createdAt,
      isIdle: !named.has(id) || off !== undefined,
      purposes: ['webhook'],
    };
  });
}

/** Programs that send something here: the relay takes it in and seals it. */
function webhookSources(records: RecordReader, relayUrl: string | undefined): Integration[] {
  const open = [...records.all('webhookSources')].filter(({ closedAt }) => closedAt === undefined);
  return open.map(({ id, name, createdAt }) => ({
    id: `webhookSource:${id}`,
    kind: 'webhookSource',
    recordId: id,
    name,
    since: createdAt,
    ...atRelay(relayUrl),
  }));
}

/** Assistants of customers find times on the public page, where the owner has opened it to them. */
function assistants(records: RecordReader, relayUrl: string | undefined): Integration[] {
  const page = records.get('publicPages', 'page');
  if (page?.isPublished !== true || !page.takesRequests || page.opensToAssistants !== true) return [];
  return [
    { id: 'assistants', kind: 'assistants', recordId: page.id, name: page.slug ?? '', ...atRelay(relayUrl) },
  ];
}

/** What the relay does for the business besides keeping it in step; without one it does not take place. */
function atRelay(relayUrl: string | undefined) {
  return {
    place: 'elsewhere' as const,
    isIdle: relayUrl === undefined,
    purposes: ['relay'] as const,
    ...(relayUrl !== undefined && { url: relayUrl, recipient: hostOf(relayUrl) }),
  };
}

function hostOf(url: string): string {
  return new URL(url).host;
}
