import { z } from 'zod';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import { idSchema } from '#shared/domain/common.ts';
import { erasableCollections } from '#shared/domain/erasure.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { forgetFile } from './attachment.ts';
import { defineCommand } from './command.ts';
import { refreshLastLine } from './inbox/summary.ts';

const eraseRecord = defineCommand({
  name: 'record.erase',
  asksFactor: true,
  title: 'Erase for good',
  args: z.object({
    // Of the log nobody chooses what goes: its lines go by their age.
    collection: z.enum(erasableCollections).exclude(['audit']),
    id: idSchema,
    why: z.string().trim().max(500).optional(),
  }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { collection, id, why }, { now, deviceId, memberId, newId, isOwner = false }) {
    if (!isOwner)
      return problem('erasure.owners-only', 'Only an owner can erase this for good. Nothing was erased.');
    if (draft.get(collection, id) === undefined)
      return problem('erasure.missing', 'This is not here any more. Nothing was erased.');
    const message = collection === 'messages' ? readMessage(draft, id) : undefined;
    draft.erase(collection, id, { erasedAt: now, deviceId, memberId, salt: newId(), why });
    // These have words as well: of edits, and what a machine made out.
    if (collection === 'messages') draft.remove('messageStates', id);
    if (collection === 'messages') draft.remove('transcripts', id);
    if (message === undefined) return ok({ id });
    forgetFile(draft, attachmentIdOf(message));
    refreshLastLine(draft, message);
    return ok({ id });
  },
});

export const erasureCommands = [eraseRecord] as const;
