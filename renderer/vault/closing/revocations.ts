import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { Channel } from '#shared/domain/channel.ts';
import type { collections, CollectionName } from '#shared/domain/collections.ts';
import { canGiveBack, mailClientSchema } from '#shared/domain/mail-sign-in.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { pagePath } from '#shared/public-page/document.ts';
import { feedPath } from '#shared/sync/feed.ts';
import { accountOf } from '../channels/accounts.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { googleProblem } from '../google/problems.ts';
import { telegramProblem } from '../telegram/problems.ts';
import type { ClosingStep } from './api.ts';

/** The kinds of records that open doors elsewhere: a business that closes gives these back. */
export type RevokedCollection = {
  [Name in CollectionName]: (typeof collections)[Name]['handling'] extends { closed: 'revoke' }
    ? Name
    : never;
}[CollectionName];

export interface RevocationDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  workspace: string;
  /** None where the team meets nowhere. */
  client(): Pick<RelayClient, 'signed'> | undefined;
  /** Epoch milliseconds. */
  now(): number;
}

type Revoke = (deps: RevocationDeps) => Promise<ClosingStep[]>;

/** A door that is shut elsewhere: what became of it, by the name that the owner knows. */
async function shut(
  { now }: Pick<RevocationDeps, 'now'>,
  what: ClosingStep['what'],
  name: string | undefined,
  step: Promise<Result<unknown>>,
): Promise<ClosingStep> {
  const done = await step;
  const at = { what, name, at: now() };
  return done.ok ? { ...at, outcome: 'done' } : { ...at, outcome: 'failed', why: done.error.message };
}

/** What only the owner can shut, at whoever has given the key out. */
function yours({ now }: RevocationDeps, what: ClosingStep['what'], names: string[]): ClosingStep[] {
  return names.map((name) => ({ what, name, at: now(), outcome: 'yours' }));
}

/** A collection that is to be revoked and stands not here does not compile. */
export const revocations: Record<RevokedCollection, Revoke> = {
  async publishedFeeds(deps) {
    const steps: ClosingStep[] = [];
    for (const { address, withdrawn = {} } of deps.records.all('publishedFeeds'))
      for (const each of new Set([...(address === undefined ? [] : [address]), ...Object.keys(withdrawn)])) {
        const client = deps.client();
        const gone = client?.signed({ method: 'DELETE', path: feedPath(deps.workspace, each) });
        if (gone !== undefined) steps.push(await shut(deps, 'publishedFeed', undefined, gone));
      }
    return steps;
  },
  async publicPages(deps) {
    const steps: ClosingStep[] = [];
    for (const { slug, approval, formerSlugs = {} } of deps.records.all('publicPages'))
      for (const each of new Set([...(slug === undefined ? [] : [slug]), ...Object.keys(formerSlugs)])) {
        const path = `${pagePath(deps.workspace, each)}?approval=${Math.max(1, approval)}`;
        const gone = deps.client()?.signed({ method: 'DELETE', path });
        if (gone !== undefined) steps.push(await shut(deps, 'publicPage', each, gone));
      }
    return steps;
  },
  async channels(deps) {
    const steps: ClosingStep[] = [];
    for (const channel of oneOfEach([...deps.records.all('channels')])) {
      const { name } = channel;
      const gone = deps.bridge.call('channel.unsubscribe', { account: accountOf(channel) });
      steps.push(await shut(deps, 'channel', name, gone));
    }
    // Meta gives a token out, and only there it can be taken back.
    return [
      ...steps,
      ...yours(
        deps,
        'channelToken',
        [...deps.records.all('channels')].map(({ name }) => name),
      ),
    ];
  },
  mailAccounts: async (deps) =>
    yours(
      deps,
      'mailPassword',
      [...deps.records.all('mailAccounts')]
        .filter(({ signIn }) => signIn === undefined || !canGiveBack(signIn))
        .map(({ address }) => address),
    ),
  async mailKeys(deps) {
    const steps: ClosingStep[] = [];
    for (const { id, ...key } of deps.records.all('mailKeys')) {
      const client = mailClientSchema.safeParse(key).data;
      if (client === undefined || key.refreshToken === '' || !canGiveBack(key)) continue;
      const name = deps.records.get('mailAccounts', id)?.address;
      const gone = deps.bridge.call('mail.revoke', { client, refreshToken: key.refreshToken });
      steps.push(await shut(deps, 'google', name, gone.then(gaveBack)));
    }
    return steps;
  },
  calendarFeeds: async (deps) =>
    yours(
      deps,
      'calendarFeed',
      [...deps.records.all('calendarFeeds')].map(({ name }) => name),
    ),
  modelKeys: async (deps) =>
    yours(
      deps,
      'modelKey',
      [...deps.records.all('modelKeys')].map(({ id }) => deps.records.get('modelProviders', id)?.name ?? id),
    ),
  async telegramBots(deps) {
    const steps: ClosingStep[] = [];
    for (const { token, apiRoot, username } of deps.records.all('telegramBots')) {
      const gone = deps.bridge.call('telegram.act', { access: { token, apiRoot }, act: { act: 'close' } });
      steps.push(await shut(deps, 'telegram', `@${username}`, gone.then(didIt)));
      // BotFather gives a token out, and only there it can be taken back.
      steps.push(...yours(deps, 'telegramToken', [`@${username}`]));
    }
    return steps;
  },
  async googleLinks(deps) {
    const steps: ClosingStep[] = [];
    for (const { id, staffId, server } of deps.records.all('googleLinks')) {
      const { refreshToken = '' } = deps.records.get('googleKeys', id) ?? {};
      const name = deps.records.get('staff', staffId)?.name ?? deps.records.get('members', staffId)?.name;
      if (refreshToken === '') continue;
      const gone = deps.bridge.call('google.revoke', { refreshToken, ...given({ server }) });
      steps.push(await shut(deps, 'google', name, gone.then(gaveBack)));
    }
    return steps;
  },
  // Given back with their links.
  googleKeys: async () => [],
  // It opens nothing without its link; what was written there stays.
  googleSheets: async (deps) => {
    const made = [...deps.records.all('googleSheets')].filter(
      ({ spreadsheetId }) => spreadsheetId !== undefined,
    );
    return yours(
      deps,
      'googleTables',
      made.map(({ words }) => words.name),
    );
  },
  async webhookEndpoints() {
    // Nothing signs for them any more once their secrets are gone.
    return [];
  },
  webhookKeys: async () => [],
  // Their addresses go with everything else at the relay.
  webhookSources: async () => [],
  // They open nothing without their bot.
  telegramPairings: async () => [],
  // It made this workspace and opens nothing afterwards.
  relayTokens: async () => [],
  // It opens nothing elsewhere.
  secondFactors: async () => [],
};

function didIt(told: Result<CallResult<'telegram.act'>>): Result<unknown> {
  return told.ok && told.value.outcome === 'failed' ? telegramProblem(told.value.why) : told;
}

function gaveBack(told: Result<CallResult<'google.revoke'>>): Result<unknown> {
  return told.ok && told.value.outcome === 'failed' ? googleProblem(told.value.why) : told;
}

/** Messenger and Instagram share their page's subscription, numbers that of their business account. */
function oneOfEach(channels: Channel[]): Channel[] {
  const subscribed = (channel: Channel): string =>
    channel.kind === 'whatsapp' ? channel.businessAccountId : channel.pageId;
  return [...new Map(channels.map((channel) => [subscribed(channel), channel])).values()];
}
