import type { ChatMessage, ModelRequest, PromptBudget } from '#shared/agent/model-port.ts';
import { buildDictionary } from '#shared/agent/privacy/dictionary.ts';
import { minimise } from '#shared/agent/privacy/minimise.ts';
import { placeOf } from '#shared/agent/providers.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Askable } from './permits.ts';

/** A prompt as one provider gets it, and what has to be put back into its answer. */
export interface Prompt extends PromptBudget {
  messages: ChatMessage[];
  /** Token → value; empty for a local model, which gets the real names. */
  values: ReadonlyMap<string, string>;
}

/** Tokens are longer than most names, and have to be explained. */
const shareForRemote = 0.85;

/** The share of a window that what every question begins with may take. */
const shareForBeginning = 0.4;

/**
 * Writes the request for this provider's window; for a remote one without the names and numbers of people.
 * `readable`: tokens that this computer reads in a few seconds.
 */
export function promptFor(
  records: RecordReader,
  provider: Askable,
  request: ModelRequest,
  readable: number,
): Result<Prompt> {
  const { contextTokens } = provider;
  const maxTokens = Math.min(request.maxTokens, Math.floor(contextTokens / 4));
  const isRemote = placeOf(provider) === 'remote';
  const room = isRemote ? Math.floor(contextTokens * shareForRemote) : contextTokens;
  const beginning = Math.min(readable, Math.floor(contextTokens * shareForBeginning));
  const messages =
    typeof request.messages === 'function'
      ? request.messages({ contextTokens: room, maxTokens, ...(!isRemote && { beginning }) })
      : ok(request.messages);
  if (!messages.ok) return messages;
  if (!isRemote) return ok({ messages: messages.value, contextTokens, maxTokens, values: new Map() });
  const minimised = minimise(messages.value, buildDictionary(records, request.about));
  return minimised.ok ? ok({ ...minimised.value, contextTokens, maxTokens }) : minimised;
}
