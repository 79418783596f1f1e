import { useState, type KeyboardEvent } from 'react';
import { fillVariables } from '#shared/domain/quick-reply.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useRecords } from '#renderer/state/records.ts';
import { composerField } from './focus.ts';
import { useReplyValues } from './reply-values.ts';
import { offerMembers, offerReplies, type Offer } from './suggest.ts';
import { changeUnsent, useUnsent } from './unsent.ts';

export interface Suggestions {
  /** `undefined` while nothing is asked for. */
  offer: Offer | undefined;
  active: number;
  choose(index: number): void;
  /** Whether the key was for the list. */
  takeKey(event: KeyboardEvent): boolean;
  /** The caret moved: an `@` counts only where one types. */
  followCaret(caret: number): void;
}

/** Quick replies by `/` in an answer, colleagues by `@` in a note. */
export function useSuggestions(conversationId: string): Suggestions {
  const { text, mode } = useUnsent(conversationId);
  const [caret, setCaret] = useState(0);
  const [moved, setMoved] = useState(0);
  const [closedFor, setClosedFor] = useState<string>();
  const replies = useRecords('quickReplies');
  const others = useMembers().filter(({ self }) => !self);
  const values = useReplyValues(conversationId);
  const offered = mode === 'reply' ? offerReplies(text, replies) : offerMembers(text, caret, others);
  const offer = closedFor === text ? undefined : offered;
  const count = offer?.suggestions.length ?? 0;
  const active = count === 0 ? 0 : ((moved % count) + count) % count;

  function choose(index: number): void {
    const chosen = offer?.suggestions[index];
    if (offer === undefined || chosen === undefined) return;
    const words =
      offer.kind === 'mention' ? `@${chosen.label} ` : fillVariables(chosen.detail ?? '', values).text;
    const next = text.slice(0, offer.from) + words + text.slice(offer.to);
    changeUnsent(conversationId, { text: next });
    setMoved(0);
    placeCaret(offer.from + words.length);
  }

  function takeKey(event: KeyboardEvent): boolean {
    if (offer === undefined || count === 0) return false;
    if (event.key === 'ArrowDown') setMoved(active + 1);
    else if (event.key === 'ArrowUp') setMoved(active - 1);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active);
    else if (event.key === 'Escape') setClosedFor(text);
    else return false;
    event.preventDefault();
    return true;
  }

  return { offer, active, choose, takeKey, followCaret: setCaret };
}

/** After the field shows the new text. */
function placeCaret(at: number): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(composerField.id);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(at, at);
  });
}
