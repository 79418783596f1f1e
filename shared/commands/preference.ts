import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { mostPreferences, preferenceSchema } from '#shared/domain/preference.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';

const text = preferenceSchema.shape.text.trim().min(1);

const add = defineCommand({
  name: 'preference.add',
  title: 'Remember something of a contact',
  /** `messageId`: where the customer said it. */
  args: z.strictObject({ contactId: idSchema, text, messageId: idSchema.optional() }),
  undoable: true,
  run(draft, { contactId, text: words, messageId }, { newId, now, memberId }) {
    const contact = draft.get('contacts', contactId);
    if (contact === undefined) return problem('contact.missing', 'This contact no longer exists.');
    if (Object.keys(contact.preferences ?? {}).length >= mostPreferences)
      return problem('preference.many', 'There is much here already.', 'Remove what no longer holds.');
    const source = sourceOf(draft, contactId, messageId);
    if (!source.ok) return source;
    const id = newId();
    draft.putEntry('contacts', contactId, 'preferences', id, {
      text: words,
      at: now,
      memberId,
      ...source.value,
    });
    return ok({ id });
  },
});

const change = defineCommand({
  name: 'preference.change',
  title: 'Change what is remembered of a contact',
  args: z.strictObject({ contactId: idSchema, id: idSchema, text }),
  undoable: true,
  run(draft, { contactId, id, text: words }, { now, memberId }) {
    if (draft.get('contacts', contactId)?.preferences?.[id] === undefined) return missing;
    const changed = { text: words, changedAt: now, changedBy: memberId };
    draft.patchEntry('contacts', contactId, 'preferences', id, changed);
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'preference.remove',
  title: 'Forget something of a contact',
  args: z.strictObject({ contactId: idSchema, id: idSchema }),
  undoable: true,
  run(draft, { contactId, id }) {
    if (draft.get('contacts', contactId)?.preferences?.[id] === undefined) return missing;
    draft.removeEntry('contacts', contactId, 'preferences', id);
    return ok({ id });
  },
});

const dismiss = defineCommand({
  name: 'preference.dismiss',
  title: 'Remember nothing of what was said',
  /** What was said up to this moment is not proposed to be remembered any more. */
  args: z.strictObject({ conversationId: idSchema, upTo: momentSchema }),
  undoable: true,
  run(draft, { conversationId, upTo }) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    draft.patch('conversations', conversationId, { preferencesDismissedUpTo: upTo });
    return ok({ id: conversationId });
  },
});

const missing = problem('preference.missing', 'This is not remembered any more.');

/** A message counts as a source only where the contact's customer wrote it. */
function sourceOf(
  records: RecordReader,
  contactId: string,
  messageId: string | undefined,
): Result<{ messageId?: string; conversationId?: string }> {
  if (messageId === undefined) return ok({});
  const message = readMessage(records, messageId);
  const talk = message && records.get('conversations', message.conversationId);
  if (message?.direction !== 'in' || talk?.contactId !== contactId)
    return problem('preference.no-source', 'This contact has not written that message.');
  return ok({ messageId, conversationId: talk.id });
}

export const preferenceCommands = [add, change, remove, dismiss] as const;
