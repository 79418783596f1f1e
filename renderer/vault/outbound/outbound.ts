import type { Bridge } from '#shared/bridge/bridge.ts';
import { deliveryState } from '#shared/channels/whatsapp/delivery.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { recipientFor } from '#shared/commands/inbox/recipient.ts';
import type { RecordReader } from '#shared/commands/records.ts';
import type { Channel } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Result } from '#shared/lib/result.ts';

/** After a network failure that certainly did not reach Meta. */
const firstRetryMilliseconds = 2000;
const lastRetryMilliseconds = 60_000;
/** A computer that slept keeps its timers as they were: look at the clock again at least this often. */
const longestAlarmMilliseconds = 60_000;

export interface OutboundDeps {
  bridge: Bridge;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  deviceId: string;
}

/**
 * Sends what this device has queued, one message after another. That a send begins is durable before it
 * begins; what began and has no outcome is never sent again by itself, because Meta knows no idempotency key.
 */
export interface Outbound {
  /** Looks for queued messages: call it whenever messages or channels have changed. */
  wake(): void;
  /** Tells the customer's phone that the newest message was read. */
  markRead(conversationId: string): Promise<void>;
  close(): void;
}

export function createOutbound(deps: OutboundDeps): Outbound {
  const { bridge, records, run } = deps;
  let working: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  let retryAfter = firstRetryMilliseconds;
  let closed = false;
  /** The newest message of each conversation that Meta was told about. */
  const told = new Map<string, string>();

  /** `true` when the queue may go on with the next message. */
  async function send(message: Message, channel: Channel): Promise<boolean> {
    const conversation = records.get('conversations', message.conversationId);
    const recipient = conversation === undefined ? undefined : recipientFor(records, conversation);
    const started = await run('message.attempt', { id: message.id });
    if (!started.ok || closed) return false;
    const { id } = message;
    if (recipient === undefined) {
      await run('message.refused', {
        id,
        code: 0,
        title: 'No number or user id is known for this customer.',
      });
      return true;
    }
    const sent = await bridge.call('whatsapp.send', {
      account: accountOf(channel),
      recipient,
      text: message.text ?? '',
      replyTo: message.replyTo,
      correlation: id,
    });
    if (!sent.ok) {
      // Only the guard's refusal is certain not to have left; anything else stays unconfirmed.
      if (sent.error.code.startsWith('egress.')) await run('message.unsent', { id });
      return false;
    }
    const answer = sent.value;
    if (answer.outcome === 'accepted') await run('message.accepted', { id, externalId: answer.externalId });
    if (answer.outcome === 'refused')
      await run('message.refused', { id, code: answer.code, title: answer.title, details: answer.details });
    if (answer.outcome === 'unreachable') await run('message.unsent', { id });
    return answer.outcome !== 'unreachable';
  }

  async function work(): Promise<void> {
    for (let next = firstQueued(); next !== undefined && !closed; next = firstQueued()) {
      if (isDueLater(next)) return setAlarm(next.sendAt);
      const channel = channelOf(records, next);
      if (channel === undefined) return;
      if (wasAnswered(records, next)) await run('message.hold', { id: next.id });
      else if (!(await send(next, channel))) return retryLater();
      retryAfter = firstRetryMilliseconds;
    }
  }

  function firstQueued(): Message | undefined {
    return nextQueued(records, deps.deviceId);
  }

  /** A scheduled message goes out at its time, if this device is awake then; otherwise when it wakes up. */
  function setAlarm(at: number): void {
    clearTimeout(alarm);
    if (!closed) alarm = setTimeout(wake, Math.min(at - Date.now(), longestAlarmMilliseconds));
  }

  function wake(): void {
    if (closed || timer !== undefined) return;
    working ??= work().finally(() => (working = undefined));
    drop(working);
  }

  function retryLater(): void {
    if (closed) return;
    timer = setTimeout(() => {
      timer = undefined;
      wake();
    }, retryAfter);
    retryAfter = Math.min(retryAfter * 2, lastRetryMilliseconds);
  }

  return {
    wake,
    async markRead(conversationId) {
      const newest = newestInbound(records, conversationId);
      const channel = newest === undefined ? undefined : channelOf(records, newest);
      if (newest?.externalId === undefined || channel === undefined) return;
      if (told.get(conversationId) === newest.externalId) return;
      told.set(conversationId, newest.externalId);
      await bridge.call('whatsapp.markRead', { account: accountOf(channel), externalId: newest.externalId });
    },
    close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(alarm);
    },
  };
}

function isDueLater(message: Message): message is Message & { sendAt: number } {
  return message.sendAt !== undefined && message.sendAt > Date.now();
}

/** Rechecked at the last moment: the customer may have written since the message was scheduled. */
function wasAnswered(records: RecordReader, message: Message): boolean {
  if (message.unlessAnswered !== true) return false;
  const wrote = records.get('conversations', message.conversationId)?.lastInboundAt ?? 0;
  return wrote > (message.statuses?.['queued'] ?? message.at);
}

function nextQueued(records: RecordReader, deviceId: string): Message | undefined {
  let next: Message | undefined;
  for (const message of records.all('messages')) {
    if (message.direction !== 'out' || message.deviceId !== deviceId || message.attemptedAt !== undefined)
      continue;
    if (message.heldAt !== undefined) continue;
    if (deliveryState(message) !== 'queued' || channelOf(records, message) === undefined) continue;
    if (next === undefined || message.at < next.at) next = message;
  }
  return next;
}

function newestInbound(records: RecordReader, conversationId: string): Message | undefined {
  let newest: Message | undefined;
  for (const message of records.all('messages')) {
    if (message.conversationId !== conversationId || message.direction !== 'in') continue;
    if (newest === undefined || message.at > newest.at) newest = message;
  }
  return newest;
}

function channelOf(records: RecordReader, message: Message): Channel | undefined {
  const conversation = records.get('conversations', message.conversationId);
  return [...records.all('channels')].find((channel) => channel.phoneNumberId === conversation?.accountId);
}

function accountOf(channel: Channel): { graphUrl: string; phoneNumberId: string; accessToken: string } {
  return {
    graphUrl: channel.graphUrl,
    phoneNumberId: channel.phoneNumberId,
    accessToken: channel.accessToken,
  };
}
