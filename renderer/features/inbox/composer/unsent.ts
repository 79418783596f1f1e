import { create } from 'zustand';
import type { ReplyDraft } from '#renderer/vault/api.ts';
import { useSession } from '#renderer/state/session.ts';

/** The assistant's proposal: pieces while it runs, the whole when it is done. */
export interface Draft {
  running: boolean;
  text: string;
  done?: ReplyDraft;
}

/** What is in the composer of a conversation and not sent yet. Kept in memory only. */
export interface Unsent {
  text: string;
  mode: 'reply' | 'note';
  /** Meta's id of the message that is being answered. */
  replyTo?: string;
  draft?: Draft;
  /** The proposal was taken over: the message starts from it. */
  fromDraft?: boolean;
}

const blank: Unsent = { text: '', mode: 'reply' };

const useUnsentStore = create<Record<string, Unsent>>(() => ({}));

// A locked window remembers no words.
useSession.subscribe(({ vault }) => {
  if (vault !== 'unlocked') useUnsentStore.setState({}, true);
});

export function useUnsent(conversationId: string): Unsent {
  return useUnsentStore((all) => all[conversationId] ?? blank);
}

export function readUnsent(conversationId: string): Unsent {
  return useUnsentStore.getState()[conversationId] ?? blank;
}

export function changeUnsent(conversationId: string, fields: Partial<Unsent>): void {
  useUnsentStore.setState({ [conversationId]: { ...readUnsent(conversationId), ...fields } });
}

export function clearUnsent(conversationId: string): void {
  useUnsentStore.setState({ [conversationId]: blank });
}

export function setReplyTo(conversationId: string, replyTo: string | undefined): void {
  changeUnsent(conversationId, { replyTo, mode: 'reply' });
}
