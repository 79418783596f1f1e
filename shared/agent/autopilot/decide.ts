import type { Answered } from '#shared/domain/act.ts';
import type { Heard } from '#shared/agent/acts/conversation.ts';
import { actsRequest } from '#shared/agent/acts/model-acts.ts';
import { needsModel } from '#shared/agent/acts/settle.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import type { Message } from '#shared/domain/conversation.ts';

/** What a model has chosen for a message; nothing where none was asked. */
export interface Chosen {
  answered?: Answered[];
  /** A model was asked and gave nothing of use. */
  hasFailed: boolean;
  receipts: Message['receipts'];
}

/**
 * Asks a model which acts answer a message: one typed question without tools. Its answer is values alone; whether
 * anything follows from them is settled where the answer is written.
 */
export async function chooseActs(
  heard: Heard,
  models: Pick<ModelPort, 'complete'> | undefined,
  signal?: AbortSignal,
): Promise<Chosen> {
  if (models === undefined || heard.holdsMore || !needsModel(heard.reading))
    return { hasFailed: false, receipts: [] };
  const answer = await models.complete(actsRequest(heard), signal);
  if (!answer.ok) return { hasFailed: true, receipts: answer.error.receipts };
  const { value, receipts } = answer.value;
  return { answered: value, hasFailed: false, receipts };
}
