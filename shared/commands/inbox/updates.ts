import { contentId } from '#shared/lib/hash.ts';
import type {
  EditEvent,
  MessageUpdate,
  OwnCommentEvent,
  RevokeEvent,
  StatusEvent,
} from '#shared/channels/events.ts';
import { messageUpdateSchema } from '#shared/channels/events.ts';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import { forgetFile } from '../attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { CommandContext } from '../command.ts';
import { hearMessage } from '../heard/hear-message.ts';
import { messagesBy, openState, patchState, readMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { eraseRevoked } from './erase.ts';
import { reactToFailure } from './failures.ts';
import { noteSeen, ownComment } from './own-comments.ts';
import { wait, waitingFor, boundWaiting } from './pending.ts';
import { linkRecipient } from './people.ts';
import { showAsLast, summarise } from './summary.ts';

/**
 * Applies statuses, edits and revocations to the messages that they are about, along with those that have waited
 * for one of these messages (`arrived`, by external id). What still finds none waits as a record of its own.
 */
export function applyUpdates(
  draft: RecordWriter,
  updates: readonly MessageUpdate[],
  context: CommandContext,
  arrived: Iterable<string> = [],
): void {
  const named = new Set(arrived);
  for (const update of updates) {
    named.add(update.externalId);
    if (update.kind !== 'status') continue;
    confirmByCorrelation(draft, update);
    linkRecipient(draft, update.recipient, update.at, context);
  }
  for (const externalId of named) applyWaiting(draft, externalId);
  const left = updates.filter((update) => !apply(draft, update));
  for (const update of left) wait(draft, update.externalId, withoutUndefined(update), context.now);
  if (left.length > 0) boundWaiting(draft, context.now);
}

/** Applies what waits for a message with this external id, if it is there. */
export function applyWaiting(draft: RecordWriter, externalId: string): void {
  for (const { id, event } of waitingFor(draft, externalId)) {
    const update = messageUpdateSchema.safeParse(event).data;
    if (update !== undefined && apply(draft, update)) draft.remove('pendingUpdates', id);
  }
}

/** Looks through all that waits: its message may have come by sync from another device. */
export function settleUpdates(draft: RecordWriter, context: CommandContext): void {
  const waiting = new Set(Array.from(draft.all('pendingUpdates'), ({ externalId }) => externalId));
  for (const externalId of waiting) applyWaiting(draft, externalId);
  boundWaiting(draft, context.now);
}

/** An event as it is stored; what a schema makes of a missing field would be a field of its own. */
function withoutUndefined(update: MessageUpdate): JsonObject & { at: number } {
  const fields = Object.entries(update).filter(([, value]) => value !== undefined);
  return Object.fromEntries(fields) as JsonObject & { at: number };
}

/**
 * Notes Meta's id of a message that this business sent. A message that came in as an echo under the same id
 * is the same message: what was reported about it moves over.
 */
export function adoptExternalId(draft: RecordWriter, id: string, externalId: string): void {
  patchState(draft, id, { externalId });
  for (const twin of messagesBy(draft, 'externalId', externalId)) {
    if (twin.id === id || !isEcho(twin)) continue;
    for (const [state, at] of Object.entries(twin.statuses ?? {})) noteStatus(draft, id, state, at);
    for (const edit of Object.values(twin.edits ?? {})) applyEdit(draft, id, edit);
    if (twin.revokedAt !== undefined) applyRevoke(draft, id, { at: twin.revokedAt });
    forgetFile(draft, attachmentIdOf(twin));
    patchState(draft, twin.id, { sameAs: id });
    summarise(draft, twin.conversationId);
  }
}

/** Whether a message of this business's came in, from wherever it was sent. */
export function isEcho({ direction, deviceId }: Message): boolean {
  return direction === 'out' && deviceId === undefined;
}

/** Notes that a state was reached, at the earliest moment that anybody reported for it. */
export function noteStatus(draft: RecordWriter, id: string, state: string, at: number): void {
  const known = draft.get('messageStates', id)?.statuses?.[state];
  if (known !== undefined && at >= known) return;
  openState(draft, id);
  draft.putEntry('messageStates', id, 'statuses', state, at);
}

/** A status that carries our record's id proves that the message was sent, even where the answer was lost. */
function confirmByCorrelation(draft: RecordWriter, { correlation, externalId }: StatusEvent): void {
  if (correlation === undefined) return;
  const message = readMessage(draft, correlation);
  if (message?.direction === 'out' && message.externalId === undefined)
    adoptExternalId(draft, correlation, externalId);
}

function apply(draft: RecordWriter, update: MessageUpdate): boolean {
  const named = messagesOf(draft, update);
  const targets = named.filter(({ direction }) => update.kind !== 'status' || direction === 'out');
  for (const { id } of targets) {
    if (update.kind === 'status') applyStatus(draft, id, update);
    if (update.kind === 'edit') applyEdit(draft, id, update);
    if (update.kind === 'revoke') applyRevoke(draft, id, update);
    if (update.kind === 'seen') noteSeen(draft, id, update);
  }
  if (update.kind === 'ownComment' && targets[0] !== undefined) applyOwnComment(draft, targets[0], update);
  return targets.length > 0;
}

/** On pages each file of a message is a message here: what is taken back, or read, is all of them. */
function messagesOf(draft: RecordWriter, { kind, externalId }: MessageUpdate): Message[] {
  const found = messagesBy(draft, 'externalId', externalId);
  if (kind === 'edit') return found;
  for (let index = 1; found.length > 0; index++) {
    const more = messagesBy(draft, 'externalId', `${externalId}#${index}`);
    if (more.length === 0) break;
    found.push(...more);
  }
  return found;
}

function applyStatus(draft: RecordWriter, id: string, { state, at, error }: StatusEvent): void {
  noteStatus(draft, id, state, at);
  if (state !== 'failed' || error === undefined) return;
  const known = draft.get('messageStates', id)?.error;
  const isEarlier = known === undefined || at < known.at || (at === known.at && error.code < known.code);
  if (isEarlier) patchState(draft, id, { error: { ...error, at } });
  reactToFailure(draft, readMessage(draft, id)!, error, at);
}

function applyEdit(draft: RecordWriter, id: string, { at, text }: Pick<EditEvent, 'at' | 'text'>): void {
  if (draft.get('messageStates', id)?.revokedAt !== undefined) return;
  openState(draft, id);
  draft.putEntry('messageStates', id, 'edits', contentId([at, text]), { at, text });
  const message = readMessage(draft, id)!;
  showAsLast(draft, message);
  if (message.direction !== 'in') return;
  const talk = draft.get('conversations', message.conversationId);
  const identityId = talk !== undefined && isPrivate(talk) ? talk.identityId : undefined;
  hearMessage(draft, { ...message, text, at }, identityId);
}

function applyOwnComment(draft: RecordWriter, comment: Message, update: OwnCommentEvent): void {
  const own = ownComment(draft, comment, update);
  if (own === undefined) return;
  noteStatus(draft, own.id, own.wasLost ? 'accepted' : 'sent', update.at);
  if (own.wasLost) adoptExternalId(draft, own.id, update.commentId);
  applyWaiting(draft, update.commentId);
}

function applyRevoke(draft: RecordWriter, id: string, { at }: Pick<RevokeEvent, 'at'>): void {
  const known = draft.get('messageStates', id)?.revokedAt;
  if (known !== undefined && known <= at) return;
  patchState(draft, id, { revokedAt: at });
  eraseRevoked(draft, id);
}
