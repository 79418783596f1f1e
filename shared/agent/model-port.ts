import type { z } from 'zod';
import type { ProviderKind, Receipt } from '#shared/domain/model-provider.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Place } from './providers.ts';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** What a model is asked for. */
export type ModelPurpose =
  | 'reply'
  | 'test'
  | 'summary'
  | 'labels'
  | 'translation'
  | 'extraction'
  | 'knowledge'
  | 'autopilot'
  /** What every question begins with, read before one is asked. */
  | 'beginning'
  /** Made-up questions, before a model may choose acts. */
  | 'trial'
  | 'agent';

/** What prompt and answer have to fit into, in tokens. It differs from provider to provider. */
export interface PromptBudget {
  contextTokens: number;
  maxTokens: number;
  /**
   * What this computer reads in a few seconds: so long may be what every question begins with. A remote model has
   * none; it gets only what the question needs.
   */
  beginning?: number;
}

/** One question to a model. It has no field for tools: what a customer wrote never meets one here. */
export interface ModelRequest {
  purpose: ModelPurpose;
  /**
   * Ids of the contacts whose data the messages hold. Where one of them "never leaves this device", no remote
   * model is asked.
   */
  about: readonly string[];
  /** In plain words, with real names: what a remote model gets instead is the port's business. */
  messages: ChatMessage[] | ((budget: PromptBudget) => Result<ChatMessage[]>);
  /** The longest answer, in tokens; at most a quarter of the provider's window is used. */
  maxTokens: number;
  /** Nobody waits for it: whom a person waits for goes first, and it is taken up again. */
  background?: boolean;
  /** Asks this provider only, by its id, whether or not the chain lists it. For trying one out. */
  only?: string;
  /** Of `only`: another of its models than the one that is chosen. */
  model?: string;
}

/** A question whose answer is a value. The schema is given to the model and checked on its answer. */
export interface TypedModelRequest<Value> extends ModelRequest {
  format: z.ZodType<Value>;
}

export interface ModelUsage {
  /** As the server counts them; 0 where it does not. */
  promptTokens: number;
  /** Before it was sent. */
  estimatedTokens?: number;
  outputTokens: number;
  tokensPerSecond?: number;
  /** Milliseconds for what of the prompt the server did not know yet. */
  promptMilliseconds?: number;
  /** Milliseconds from its turn to its first word. */
  firstWordMilliseconds?: number;
}

export interface AnsweredBy {
  id: string;
  kind: ProviderKind;
  name: string;
  model: string;
  place: Place;
  contextTokens: number;
}

/** A provider of the chain that was passed over, and why. */
export interface Skipped {
  name: string;
  problem: Problem;
}

export interface ModelAnswer {
  /** With the real names, numbers and addresses put back. */
  text: string;
  answeredBy: AnsweredBy;
  usage: ModelUsage;
  /** What left the device: one for each remote provider that got the question, also if it failed. */
  receipts: Receipt[];
  /** Those before it in the chain. */
  skipped: Skipped[];
  /** Tokens in the text that stand for nothing known. Such a text must not be sent. */
  unresolved: string[];
}

/** No answer. Nothing of `partial` may be used as one; it is what was already shown. */
export interface ModelFailure extends Problem {
  partial: string;
  answeredBy?: AnsweredBy;
  receipts: Receipt[];
  skipped: Skipped[];
}

/** What a remote provider would get for a request, made exactly as it would be sent, and not sent. */
export interface RemotePreview {
  provider: { id: string; name: string; model: string };
  method: string;
  origin: string;
  path: string;
  /** The request's body, byte for byte. The key is not in it: it goes in a header. */
  body: string;
  /** What stays here, and the token that goes in its place. */
  tokens: { token: string; value: string }[];
}

/**
 * The models of the workspace, as every caller sees them: one question goes along the owner's chain until a
 * provider answers. Local-only, approval, "never leaves this device", minimisation, putting back, budget and
 * receipts are taken care of here. A provider that has given a word or failed after it is never followed by
 * another. Codes of failures: `model.none` (the chain is empty or nobody in it may be asked),
 * `bridge.aborted` (stopped), and those of the last provider asked.
 */
export interface ModelPort {
  /** Text, piece by piece. What `onText` got is an answer only if the result is a success. */
  stream(
    request: ModelRequest,
    onText: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<Result<ModelAnswer, ModelFailure>>;
  /** A checked value. An answer that does not fit the schema is a failure (`model.wrong-shape`). */
  complete<Value>(
    request: TypedModelRequest<Value>,
    signal?: AbortSignal,
  ): Promise<Result<ModelAnswer & { value: Value }, ModelFailure>>;
  /** What `only`, or the first remote provider of the chain, would get; `undefined` where none would be asked. */
  preview(request: ModelRequest): Promise<Result<RemotePreview | undefined>>;
  /**
   * One vector a text, by the first local provider with a model for it; never by a remote one. `model`: its name
   * and, where known, the digest of its weights. Vectors of two models do not compare. Nobody waits for them.
   */
  embed(texts: string[]): Promise<Result<{ vectors: number[][]; model: string }>>;
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
export function checkBudget(request: PromptBudget & { messages: ChatMessage[] }): Result<number> {
  const promptTokens = estimatePromptTokens(request.messages);
  if (promptTokens + request.maxTokens <= request.contextTokens) return ok(promptTokens);
  return problem(
    'model.over-budget',
    'The conversation and your records are too long for the model’s context window. Nothing was sent.',
    'Choose a larger context window in Settings → Assistant.',
  );
}

function utf8Length(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
