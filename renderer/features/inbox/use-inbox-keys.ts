import { useEffect, useEffectEvent, useRef } from 'react';
import type { Conversation } from '#shared/domain/conversation.ts';
import { drop } from '#shared/lib/drop.ts';
import { isTyping } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { focusComposer } from './composer/focus.ts';
import type { ConversationRow } from './list/conversation-rows.ts';

/** A key within this time after `g` belongs to the frame's way of changing rooms. In milliseconds. */
const chordMilliseconds = 1_200;

/** j and k go down and up the list, r writes an answer, e resolves or reopens. None of them while typing. */
export function useInboxKeys(
  rows: ConversationRow[],
  conversation: Conversation | undefined,
  open: (id: string) => void,
): void {
  const chordUntil = useRef(0);

  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    if (document.querySelector('[role="dialog"]') !== null) return;
    const inChord = event.timeStamp < chordUntil.current;
    chordUntil.current = event.key === 'g' ? event.timeStamp + chordMilliseconds : 0;
    if (inChord) return;
    const openRow = (row: ConversationRow | undefined) => row !== undefined && open(row.id);
    const index = rows.findIndex(({ id }) => id === conversation?.id);
    const actions: Record<string, () => unknown> = {
      j: () => openRow(rows[index + 1]),
      k: () => openRow(rows[Math.max(0, index - 1)]),
      r: focusComposer,
      e: () => conversation !== undefined && toggleResolved(conversation),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });

  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}

export function toggleResolved({ id, state }: Conversation): void {
  drop(run(state === 'open' ? 'conversation.resolve' : 'conversation.reopen', { id }));
}
