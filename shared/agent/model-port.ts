import type { ModelStatus } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** One question to a model. It has no field for tools: what a customer wrote never meets one here. */
export interface ModelRequest {
  model: string;
  messages: ChatMessage[];
  /** The context window asked of the model, in tokens: prompt and answer together. */
  contextTokens: number;
  /** The longest answer, in tokens. */
  maxTokens: number;
}

export interface ModelUsage {
  promptTokens: number;
  outputTokens: number;
  tokensPerSecond?: number;
}

/** What every provider of models offers, wherever it runs. */
export interface ModelPort {
  probe(): Promise<Result<ModelStatus>>;
  /** Gives the answer piece by piece. An answer that did not end well is an error, whatever came before it. */
  stream(
    request: ModelRequest,
    onText: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<Result<ModelUsage>>;
  /** One vector a text. A provider without embeddings leaves it out: search by words needs none. */
  embed?(texts: string[], signal?: AbortSignal): Promise<Result<number[][]>>;
}

/** Role markers and separators that a chat template puts around each message. */
const tokensPerMessage = 8;

/**
 * A careful estimate, in tokens, without the model's own vocabulary: a third of the UTF-8 bytes of words (a
 * token of Latin text has about four, one of other scripts about three), and one for each digit and sign.
 */
export function estimateTokens(text: string): number {
  let wordBytes = 0;
  let signs = 0;
  for (const character of text) {
    if (/[\p{L}\p{M}]/u.test(character)) wordBytes += utf8Length(character);
    else if (character !== ' ') signs += utf8Length(character) > 2 ? 2 : 1;
  }
  return Math.ceil(wordBytes / 3) + signs;
}

export function estimatePromptTokens(messages: ChatMessage[]): number {
  return messages.reduce((sum, message) => sum + tokensPerMessage + estimateTokens(message.content), 0);
}

/**
 * Fails where prompt and answer would not fit the window. A model server drops what does not fit without a
 * word, so this is checked before anything is sent. The value is the estimate of the prompt in tokens.
 */
export function checkBudget(
  request: Pick<ModelRequest, 'messages' | 'contextTokens' | 'maxTokens'>,
): Result<number> {
  const promptTokens = estimatePromptTokens(request.messages);
  if (promptTokens + request.maxTokens <= request.contextTokens) return ok(promptTokens);
  return problem(
    'model.over-budget',
    'The conversation and your records are too long for the model’s context window. Nothing was sent.',
    'Choose a larger context window in Settings → Models.',
  );
}

function utf8Length(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
