import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { accountIdsOf, type Channel } from '#shared/domain/channel.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { accountOf } from '../channels/accounts.ts';
import type { RelayClient } from '../sync/relay-client.ts';

export interface WebhooksDeps {
  bridge: Bridge;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  callbackUrl: string | undefined;
}

/** The workspace's webhook address at its relay; none without a relay. */
export function webhookUrlOf(
  { record }: { record: Pick<Membership, 'relay'> },
  workspace: string,
): string | undefined {
  const url = record.relay?.url;
  return url === undefined ? undefined : `${url.replace(/\/$/, '')}/v1/hooks/meta/${workspace}`;
}

/**
 * Tells the relay which numbers to take in, and then Meta where to deliver: in this order, because Meta asks
 * the relay to prove itself before it agrees.
 */
export async function registerWebhooks(deps: WebhooksDeps, client: RelayClient): Promise<void> {
  const channels = [...deps.records.all('channels')];
  if (channels.length === 0) return;
  const registered = await client.putHooks(
    channels.map((channel) => ({
      appSecret: channel.appSecret,
      verifyToken: channel.verifyToken,
      accounts: accountIdsOf(channel),
    })),
  );
  if (registered.ok) for (const channel of channels) await subscribe(deps, channel);
}

async function subscribe({ bridge, run, callbackUrl }: WebhooksDeps, channel: Channel): Promise<void> {
  if (callbackUrl === undefined || channel.subscribedTo === callbackUrl) return;
  const { id } = channel;
  const answer = await askToDeliver(bridge, channel, callbackUrl);
  await run(
    'channel.subscription',
    answer.ok ? { id, subscribedTo: callbackUrl } : { id, problem: answer.error.message.slice(0, 500) },
  );
}

/** Where Meta takes an address from us, it is the one of our relay. */
export function askToDeliver(
  bridge: Bridge,
  channel: Channel,
  callbackUrl: string,
): Promise<Result<{ byHand?: string | undefined }>> {
  const { verifyToken, appSecret } = channel;
  return bridge.call('channel.subscribe', {
    account: accountOf(channel),
    appSecret,
    callbackUrl,
    verifyToken,
  });
}
