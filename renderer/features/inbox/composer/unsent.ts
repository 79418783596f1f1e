import { create } from 'zustand';
import type { ReplyDraft } from '#renderer/vault/api.ts';
import { useSession } from '#renderer/state/session.ts';
import { unsavedInput } from '#renderer/state/unsaved.ts';

/** The assistant's proposal: pieces while it runs, the whole when it is done. */
export interface Draft {
  running: boolean;
  text: string;
  done?: ReplyDraft;
}

/** What is in the composer of a conversation and not sent yet. */
export interface Unsent {
  text: string;
  /** `private`: to somebody alone who has commented under a post, where `reply` is read by everybody. */
  mode: 'reply' | 'private' | 'note';
  /** Meta's id of the message that is being answered. */
  replyTo?: string | undefined;
  draft?: Draft | undefined;
  /** The proposal was taken over: the message starts from it. */
  fromDraft?: boolean | undefined;
}

const blank: Unsent = { text: '', mode: 'reply' };

const useUnsentStore = create<Record<string, Unsent>>(() => ({}));

/** Until it is sent, it is there again after a lock and a reload; of the assistant’s proposals those that are whole. */
function keep(conversationId: string, unsent: Unsent): void {
  const kept: Unsent = unsent.draft?.running === true ? { ...unsent, draft: undefined } : unsent;
  if (unsent.text === '' && kept.draft === undefined) unsavedInput.delete(nameOf(conversationId));
  else unsavedInput.set(nameOf(conversationId), kept);
}

function keptOf(conversationId: string): Unsent {
  return (unsavedInput.get(nameOf(conversationId)) as Unsent | undefined) ?? blank;
}

function nameOf(conversationId: string): string {
  return `answer/${conversationId}`;
}

// A locked window remembers no words.
useSession.subscribe(({ vault }) => {
  if (vault !== 'unlocked') useUnsentStore.setState({}, true);
});

export function useUnsent(conversationId: string): Unsent {
  return useUnsentStore((all) => all[conversationId]) ?? keptOf(conversationId);
}

export function readUnsent(conversationId: string): Unsent {
  return useUnsentStore.getState()[conversationId] ?? keptOf(conversationId);
}

export function changeUnsent(conversationId: string, fields: Partial<Unsent>): void {
  const unsent = { ...readUnsent(conversationId), ...fields };
  useUnsentStore.setState({ [conversationId]: unsent });
  keep(conversationId, unsent);
}

export function clearUnsent(conversationId: string): void {
  useUnsentStore.setState({ [conversationId]: blank });
  keep(conversationId, blank);
}

export function setReplyTo(conversationId: string, replyTo: string | undefined): void {
  changeUnsent(conversationId, { replyTo, mode: 'reply' });
}
