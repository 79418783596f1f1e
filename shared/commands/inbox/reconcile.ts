import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { ok } from '#shared/lib/result.ts';
import { messagesBy, patchState, readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from '../command.ts';
import { eraseRevoked, keepsErasedWords, keepsRevokedWords } from './erase.ts';
import { becomeContact } from './people.ts';
import { summarise } from './summary.ts';
import { adoptExternalId, isEcho } from './updates.ts';

/**
 * Whether a message is not yet as one device that had heard of all of it would have it: two may take in the same
 * delivery while only one of them knows that it was taken back, or sent from here.
 */
export function isUnreconciled(records: Pick<RecordReader, 'get' | 'by'>, id: string): boolean {
  return (
    keepsRevokedWords(records, id) ||
    keepsErasedWords(records, id) ||
    ownWithEcho(records, id) !== undefined ||
    commenterWhoWrote(records, id) !== undefined ||
    movedAlong(records, id) !== undefined
  );
}

/**
 * The conversation into which a message's own was joined on another device, while this message was written: the others
 * that stood there tell.
 */
function movedAlong(records: Pick<RecordReader, 'get' | 'by'>, id: string): string | undefined {
  const conversationId = readMessage(records, id)?.conversationId;
  if (conversationId === undefined || records.get('conversations', conversationId) !== undefined)
    return undefined;
  const targets = records
    .by('messages', 'conversationId', conversationId)
    .flatMap((other) => records.get('messageStates', other.id)?.conversationId ?? [])
    .filter((to) => records.get('conversations', to) !== undefined);
  return targets.toSorted((a, b) => (a < b ? -1 : 1))[0];
}

/** Whom a device has put among people for this message, while another one knew of their comments alone. */
function commenterWhoWrote(records: Pick<RecordReader, 'get'>, id: string): string | undefined {
  const talk = records.get('conversations', readMessage(records, id)?.conversationId ?? '');
  if (talk === undefined || !isPrivate(talk)) return undefined;
  return records.get('contacts', talk.contactId)?.onlyComments === true ? talk.contactId : undefined;
}

/** The message of this business's that is meant, where an echo of it stands beside it. */
function ownWithEcho(records: Pick<RecordReader, 'get' | 'by'>, id: string): Message | undefined {
  const { externalId, direction } = readMessage(records, id) ?? {};
  if (externalId === undefined || direction !== 'out') return undefined;
  const same = messagesBy(records, 'externalId', externalId).filter((one) => one.direction === 'out');
  return same.some(isEcho) ? same.find((one) => !isEcho(one)) : undefined;
}

const reconcile = defineCommand({
  name: 'inbox.reconcile',
  title: 'Put together what devices took in apart',
  args: z.object({ ids: z.array(idSchema) }),
  undoable: false,
  internal: true,
  run(draft, { ids }, { now }) {
    for (const id of ids) {
      if (keepsRevokedWords(draft, id)) eraseRevoked(draft, id);
      if (keepsErasedWords(draft, id)) draft.remove('transcripts', id);
      const to = movedAlong(draft, id);
      if (to !== undefined) {
        patchState(draft, id, { conversationId: to });
        summarise(draft, to);
      }
      const commenter = commenterWhoWrote(draft, id);
      if (commenter !== undefined) becomeContact(draft, commenter, now);
      const own = ownWithEcho(draft, id);
      if (own !== undefined) adoptExternalId(draft, own.id, own.externalId!);
    }
    return ok({});
  },
});

export const reconcileCommands = [reconcile] as const;
