import { proxy } from 'comlink';
import { ignore } from '#shared/lib/ignore.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { Draft } from './unsent.ts';
import { changeUnsent, readUnsent } from './unsent.ts';

/** Asks the assistant for an answer; its words appear as they come. */
export async function startDraft(conversationId: string): Promise<void> {
  if (readUnsent(conversationId).draft?.running === true) return;
  let draft: Draft = { running: true, text: '' };
  // The owner may put this proposal away, or ask for another one, before it is done.
  const isCurrent = () => readUnsent(conversationId).draft === draft;
  const show = (next: Draft) => {
    if (!isCurrent()) return;
    draft = next;
    changeUnsent(conversationId, { draft });
  };
  changeUnsent(conversationId, { draft, mode: 'reply', fromDraft: false });
  const receive = (piece: string) => show({ running: true, text: draft.text + piece });
  const result = await vault().draftReply(conversationId, proxy(receive));
  if (result.ok) return show({ running: false, text: result.value.text, done: result.value });
  if (!isCurrent()) return;
  changeUnsent(conversationId, { draft: undefined });
  showProblem(result.error);
}

/** Stops the assistant, here and where the model runs. What is there stays. */
export async function stopDraft(conversationId: string): Promise<void> {
  await vault().stopDraft(conversationId);
}

/** Takes the proposal over, as far as it has got, as the owner's own words, to be edited and sent. */
export function acceptDraft(conversationId: string): void {
  const { draft } = readUnsent(conversationId);
  if (draft === undefined || draft.text === '') return;
  if (draft.running) ignore(stopDraft(conversationId));
  changeUnsent(conversationId, { text: draft.text, fromDraft: true });
}

export async function dismissDraft(conversationId: string): Promise<void> {
  const running = readUnsent(conversationId).draft?.running === true;
  changeUnsent(conversationId, { draft: undefined, fromDraft: false });
  if (running) await stopDraft(conversationId);
}
