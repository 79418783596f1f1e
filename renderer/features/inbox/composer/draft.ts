import { proxy } from 'comlink';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { changeUnsent, readUnsent } from './unsent.ts';

/** Asks the assistant for an answer; its words appear as they come. */
export async function startDraft(conversationId: string): Promise<void> {
  if (readUnsent(conversationId).draft?.running === true) return;
  changeUnsent(conversationId, { draft: { running: true, text: '' }, mode: 'reply', fromDraft: false });
  const draft = { running: true, text: '' };
  const receive = (piece: string) => {
    draft.text += piece;
    if (readUnsent(conversationId).draft?.running === true)
      changeUnsent(conversationId, { draft: { ...draft } });
  };
  const result = await vault().draftReply(conversationId, proxy(receive));
  // The owner may have put the proposal away while it was being written.
  if (readUnsent(conversationId).draft === undefined) return;
  if (result.ok)
    return changeUnsent(conversationId, {
      draft: { running: false, text: result.value.text, done: result.value },
    });
  changeUnsent(conversationId, { draft: undefined });
  return showProblem(result.error);
}

/** Stops the assistant, here and where the model runs. What is there stays. */
export async function stopDraft(conversationId: string): Promise<void> {
  await vault().stopDraft(conversationId);
}

/** Takes the proposal over as the owner's own words, to be edited and sent. */
export function acceptDraft(conversationId: string): void {
  const { draft } = readUnsent(conversationId);
  if (draft === undefined || draft.text === '') return;
  changeUnsent(conversationId, { text: draft.text, fromDraft: true });
}

export async function dismissDraft(conversationId: string): Promise<void> {
  const running = readUnsent(conversationId).draft?.running === true;
  changeUnsent(conversationId, { draft: undefined, fromDraft: false });
  if (running) await stopDraft(conversationId);
}
