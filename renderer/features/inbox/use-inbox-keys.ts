import { useEffect, useEffectEvent, useRef } from 'react';
import { channelRules } from '#shared/channels/channel.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { isTyping } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { startDraft } from './composer/draft.ts';
import { composerField, focusComposer } from './composer/focus.ts';
import { changeUnsent, readUnsent } from './composer/unsent.ts';
import { openMenu } from './head/open-menu.ts';
import type { ConversationRow } from './list/conversation-rows.ts';

/** A key within this time after `g` belongs to the frame's way of changing screens. In milliseconds. */
const chordMilliseconds = 1_200;

interface InboxKeys {
  rows: ConversationRow[];
  /** The one that is open. */
  conversation: Conversation | undefined;
  open: (id: string) => void;
  close: () => void;
}

/**
 * j and k go down and up the list; of the open conversation: r writes an answer, d drafts one, n a note, e resolves it
 * and goes on to the next one, or reopens it, a assigns, # labels, p prioritises, h snoozes, u leaves it unread. None of
 * them while typing.
 */
export function useInboxKeys({ rows, conversation, open, close }: InboxKeys): void {
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
      ...(conversation === undefined
        ? {}
        : {
            ...conversationKeys(conversation, close),
            e: () => ignore(resolveAndGoOn(conversation, rows[index + 1] ?? rows[index - 1], openRow, close)),
          }),
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

function conversationKeys(conversation: Conversation, close: () => void): Record<string, () => unknown> {
  const { id } = conversation;
  const write = (mode: 'reply' | 'note') => {
    changeUnsent(id, { mode });
    focusComposer();
  };
  return {
    r: () => write('reply'),
    d: () => draft(conversation),
    n: () => write('note'),
    a: () => openMenu('assign'),
    '#': () => openMenu('label'),
    p: () => openMenu('priority'),
    h: () => openMenu('snooze'),
    u: () => leaveUnread(conversation, close),
  };
}

/** Where the customer can be answered now, and nothing is written yet. */
function draft(conversation: Conversation): void {
  const { id, channel, lastInboundAt } = conversation;
  const { open } = channelRules(channel).replyWindow(lastInboundAt, Date.now(), 'owner');
  if (!open || !isPrivate(conversation) || document.getElementById(composerField.id) === null) return;
  if (readUnsent(id).text === '') ignore(startDraft(id));
  focusComposer();
}

/** What is open counts as seen, so it is closed as well. */
function leaveUnread({ id }: Conversation, close: () => void): void {
  close();
  ignore(run('conversation.markUnread', { id }));
}

export function toggleResolved({ id, state }: Conversation): Promise<Result<unknown>> {
  return run(state === 'resolved' ? 'conversation.reopen' : 'conversation.resolve', { id });
}

/** What is done with makes room for the next one; after the last there is nothing to go on to. */
async function resolveAndGoOn(
  conversation: Conversation,
  next: ConversationRow | undefined,
  openRow: (row: ConversationRow | undefined) => unknown,
  close: () => void,
): Promise<void> {
  const done = await toggleResolved(conversation);
  if (!done.ok || conversation.state === 'resolved') return;
  if (next === undefined) close();
  else openRow(next);
}
