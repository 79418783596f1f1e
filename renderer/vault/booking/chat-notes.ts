import { deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import type { Work } from '#shared/lib/async.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { type ChatLine, chatNoteLength, chatNoteText } from '#shared/public-page/chat.ts';
import { noteContext, noteKeyInfo } from '#shared/public-page/names.ts';
import { notePath } from '#shared/public-page/request.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { isQueued } from '../outbound/outbox.ts';
import { reasonToHold, writtenAt } from '../outbound/reasons.ts';
import type { RelayClient } from '../sync/relay-client.ts';

const [second, minute, day] = [1000, 60_000, 86_400_000];
const [pause, again] = [300, 1 * minute];
/** A chat that has been silent for longer is looked at by nobody. */
const lately = 30 * day;
/** By what a chat has something new to say. */
const followed = ['conversations', 'messages', 'messageStates', 'pauses'] as const;

/**
 * Leaves for each chat of the owner's site what was said in it, sealed with the secret that the visitor's browser made.
 * What is sent there is sent by being left: from the device on which it was written, and the same again is the same.
 */
export function createChatNotes(deps: {
  crypto: WebCrypto;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  workspace: string;
  deviceId: string;
  mayWrite(): boolean;
  client(): Pick<RelayClient, 'signed'> | undefined;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
}): { wake(): void } {
  const { crypto, records, run, work } = deps;
  /** What this start has left there, by the chat's id. */
  const left = new Map<string, string>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const client = deps.client();
    if (client === undefined || !deps.mayWrite()) return;
    let lookAgain = Infinity;
    // As they are now: others come and go while each is answered.
    const chats = [...records.all('conversations')].filter(isRecentChat);
    for (const conversation of chats) {
      if (work.isOver) return;
      const isDone = await answer(client, conversation);
      if (!isDone) lookAgain = Math.min(lookAgain, again);
      lookAgain = Math.min(lookAgain, nextAt(conversation) - deps.now());
    }
    if (lookAgain < Infinity) alarm.reset(Math.max(1 * second, Math.min(lookAgain, again)));
  }

  function isRecentChat({ channel, chats, lastAt }: Conversation): boolean {
    return channel === 'website' && chats !== undefined && lastAt > deps.now() - lately;
  }

  /** When the next message of it is due that was written for later. */
  function nextAt({ id }: Conversation): number {
    const later = messagesBy(records, 'conversationId', id).filter((message) => isOurs(message));
    return Math.min(...later.flatMap(({ sendAt }) => sendAt ?? []), Infinity);
  }

  const isOurs = (message: Message): boolean => isQueued(message) && message.deviceId === deps.deviceId;

  /** Sends what waits in it, and leaves what was said. False where that has to be tried again. */
  async function answer(client: Pick<RelayClient, 'signed'>, conversation: Conversation): Promise<boolean> {
    const messages = messagesBy(records, 'conversationId', conversation.id);
    const due = messages.filter((each) => isOurs(each) && (each.sendAt ?? 0) <= deps.now());
    const begun: string[] = [];
    for (const message of due) if (await begin(conversation, message)) begun.push(message.id);
    const isLeft = await leave(client, conversation);
    for (const id of begun)
      if (isLeft) await run('message.accepted', { id, externalId: id });
      else await run('message.unsent', { id });
    return isLeft;
  }

  async function begin(conversation: Conversation, message: Message): Promise<boolean> {
    const { id } = message;
    const why = reasonToHold(records, message, deps.now());
    if (why !== undefined) {
      await run('message.hold', { id, why });
      return false;
    }
    const may = checkRight(records, conversation, { ...message, writtenAt: writtenAt(message) }, deps.now());
    if (!may.ok) await run('message.refused', { id, code: 0, title: may.error.message });
    return may.ok && !work.isOver && (await run('message.attempt', { id })).ok;
  }

  /** To the visitor who wrote last: another one of the same contact has a chat of their own. */
  async function leave(client: Pick<RelayClient, 'signed'>, conversation: Conversation): Promise<boolean> {
    const chats = Object.entries(conversation.chats ?? {}).toSorted(([, a], [, b]) => b.at - a.at);
    const lastWrote = records.get('identities', conversation.identityId ?? '')?.value;
    const [chatId, chat] = chats.find(([id]) => id === lastWrote) ?? chats[0] ?? [];
    if (chatId === undefined || chat === undefined) return true;
    const lines = messagesBy(records, 'conversationId', conversation.id)
      .filter((message) => message.at >= chat.at && isSaid(message))
      .toSorted(compareMessages)
      .map(lineOf);
    const text = chatNoteText(lines, (each) => utf8(each).length);
    if (left.get(chatId) === text) return true;
    const raw = await deriveBytes(crypto, fromBase64Url(chat.secret), noteKeyInfo, 32);
    const key = await importAesKey(crypto, raw);
    const sealed = toBase64Url(await encryptBlob(crypto, key, padded(utf8(text)), noteContext(chatId)));
    const path = notePath(deps.workspace, chatId);
    const taken = await client.signed({ method: 'PUT', path, body: { sealed } });
    if (taken.ok) left.set(chatId, text);
    // What the relay does not answer for any more nobody reads: it is said to be sent all the same.
    return taken.ok || taken.error.code === 'relay.not-found';
  }

  deps.changes.on([...followed], () => alarm.reset(pause));
  return { wake: start };
}

/** What the visitor has said, and what was written to them and has not failed. */
function isSaid(message: Message): boolean {
  if (message.discarded === true || message.revokedAt !== undefined) return false;
  if (message.direction === 'in') return message.text !== undefined;
  const state = deliveryState(message);
  return message.attemptedAt !== undefined && state !== 'failed';
}

function lineOf({ id, externalId = id, at, direction, text = '' }: Message): ChatLine {
  return { id: direction === 'in' ? externalId : id, at, isTheirs: direction === 'in', text };
}

function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const room = new Uint8Array(chatNoteLength).fill(0x20);
  room.set(bytes);
  return room;
}
