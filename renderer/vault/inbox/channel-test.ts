import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Channel } from '#shared/domain/channel.ts';
import type { Problem } from '#shared/lib/result.ts';
import { accountOf } from '../channels/accounts.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { askToDeliver } from './webhooks.ts';

/** The parts of a connection, in the order in which they depend on each other. */
export const channelParts = ['token', 'account', 'webhook', 'signature'] as const;
export type ChannelPart = (typeof channelParts)[number];

/** `unknown`: it cannot be said, because something before it does not work or nothing has arrived yet. */
export interface PartCheck {
  part: ChannelPart;
  state: 'good' | 'bad' | 'unknown';
  /** For `good`, what was found, such as the number's name; for `bad`, what is wrong and what to do. */
  words?: string;
}

export interface ChannelTestDeps {
  bridge: Bridge;
  channel: Channel;
  client: RelayClient | undefined;
  callbackUrl: string | undefined;
}

/** Tries each part of a channel's connection: which of token, number, webhook or signature is wrong. */
export async function testChannel(deps: ChannelTestDeps): Promise<PartCheck[]> {
  const token = await testToken(deps);
  const mayAsk = token.state === 'good';
  return [
    token,
    mayAsk ? await testAccount(deps) : { part: 'account', state: 'unknown' },
    mayAsk ? await testWebhook(deps) : { part: 'webhook', state: 'unknown' },
    await testSignature(deps),
  ];
}

async function testToken({ bridge, channel }: ChannelTestDeps): Promise<PartCheck> {
  const answer = await bridge.call('channel.test', { account: accountOf(channel), part: 'token' });
  return answer.ok ? { part: 'token', state: 'good' } : bad('token', answer.error);
}

async function testAccount({ bridge, channel }: ChannelTestDeps): Promise<PartCheck> {
  const answer = await bridge.call('channel.test', { account: accountOf(channel), part: 'account' });
  return answer.ok
    ? { part: 'account', state: 'good', words: answer.value.name }
    : bad('account', answer.error);
}

/** Has Meta ask the relay to prove itself again. */
async function testWebhook({ bridge, channel, callbackUrl }: ChannelTestDeps): Promise<PartCheck> {
  if (callbackUrl === undefined) return { part: 'webhook', state: 'bad', words: noRelay };
  const answer = await askToDeliver(bridge, channel, callbackUrl);
  if (!answer.ok) return bad('webhook', answer.error);
  const { byHand } = answer.value;
  return { part: 'webhook', state: 'good', ...(byHand !== undefined && { words: `${setByHand} ${byHand}` }) };
}

const setByHand =
  'Meta delivers of this account. That it delivers to your relay has to be set once in Meta’s dashboard, with the address below.';

/** Only Meta can sign, so this asks the relay how the last delivery was signed. */
async function testSignature({ client }: ChannelTestDeps): Promise<PartCheck> {
  if (client === undefined) return { part: 'signature', state: 'unknown', words: noRelay };
  const report = await client.hookReport();
  if (!report.ok) return { part: 'signature', state: 'unknown', words: report.error.message };
  const { lastStoredAt = 0, lastRefusal } = report.value;
  if (lastRefusal !== undefined && lastRefusal.at > lastStoredAt)
    return { part: 'signature', state: 'bad', words: refusals[lastRefusal.reason] ?? refusals['other']! };
  if (lastStoredAt > 0) return { part: 'signature', state: 'good' };
  return { part: 'signature', state: 'unknown', words: 'Nothing has arrived since the relay started.' };
}

const noRelay = 'No relay is connected, so nothing can be delivered.';

/** What the relay says of the last delivery that it did not take. */
const refusals: Record<string, string | undefined> = {
  'wrong-signature':
    'The relay refused the last delivery, because its signature does not fit. Enter the app secret of Meta’s dashboard again.',
  'wrong-token':
    'The relay refused Meta’s last question, because the verify token was another one. Paste the one shown here into Meta’s dashboard.',
  'unknown-account':
    'The relay refused the last delivery, because it is for another account. Check the IDs of the channel.',
  other: 'The relay could not take the last delivery in. Meta tries again by itself.',
};

function bad(part: ChannelPart, { message, remedy }: Problem): PartCheck {
  return { part, state: 'bad', words: remedy === undefined ? message : `${message} ${remedy}` };
}
