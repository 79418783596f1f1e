import { useEffect } from 'react';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate, waitingSince } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useAutopilot } from '#renderer/state/autopilot.ts';
import { startDraft } from '../composer/draft.ts';
import { readUnsent } from '../composer/unsent.ts';

/** Has a draft ready when an unanswered conversation is opened, where the owner wants that. */
export function useAutoDraft(conversation: Conversation, mayAnswer: boolean): void {
  const { id, lastMessageId } = conversation;
  const { mode } = useAutopilot();
  const waits = isPrivate(conversation) && waitingSince(conversation) !== undefined;
  const wanted = mode === 'draft' && mayAnswer && waits;
  useEffect(() => {
    const { text, draft } = readUnsent(id);
    if (wanted && text === '' && draft === undefined) ignore(startDraft(id));
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each further message asks for a draft of its own
  }, [id, wanted, lastMessageId]);
}
