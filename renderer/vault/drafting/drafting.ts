import { draftBasicReply } from '#shared/agent/basic/basic.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { collectFacts } from '#shared/agent/facts.ts';
import { checkGrounding } from '#shared/agent/grounding/grounding.ts';
import type { ModelPort, ModelRequest, ModelUsage } from '#shared/agent/model-port.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { defaultAiSettings } from '#shared/commands/ai.ts';
import type { RecordReader } from '#shared/commands/records.ts';
import type { AiSettings } from '#shared/domain/business.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { ReplyDraft } from '../api.ts';
import { createBridgeModel } from './bridge-model.ts';

export interface DraftingDeps {
  bridge: Bridge;
  records: RecordReader;
  /** Epoch milliseconds. */
  now(): number;
}

export interface Drafting {
  /** Drafts a reply and gives its text piece by piece. A second one for the same conversation stops the first. */
  draft(conversationId: string, onText: (text: string) => void): Promise<Result<ReplyDraft>>;
  /** Ends a running draft, which then is what came so far; the model's server stops too. */
  stop(conversationId: string): void;
}

/** Tokens of the longest reply: some twelve sentences. */
const replyTokens = 512;

/** Reply drafts by the assistant that the owner chose. A draft is text to edit: it sends and changes nothing. */
export function createDrafting({ bridge, records, now }: DraftingDeps): Drafting {
  const running = new Map<string, AbortController>();
  return {
    async draft(conversationId, onText) {
      running.get(conversationId)?.abort();
      const stopping = new AbortController();
      running.set(conversationId, stopping);
      try {
        const facts = collectFacts(records, conversationId, now());
        if (!facts.ok) return facts;
        const settings = records.get('aiSettings', 'ai') ?? defaultAiSettings;
        return await draftWith(settings, bridge, facts.value, onText, stopping.signal);
      } finally {
        if (running.get(conversationId) === stopping) running.delete(conversationId);
      }
    },
    stop: (conversationId) => running.get(conversationId)?.abort(),
  };
}

async function draftWith(
  settings: AiSettings,
  bridge: Bridge,
  facts: ReplyFacts,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Result<ReplyDraft>> {
  if (settings.provider === 'basic') return ok(basicDraft(facts, onText));
  if (settings.model === undefined || settings.model === '') {
    return ok(
      basicDraft(
        facts,
        onText,
        'No model is chosen yet, so the built-in assistant wrote this. Choose one in Settings → Models.',
      ),
    );
  }
  const model = createBridgeModel(bridge, { url: settings.ollamaUrl, localOnly: settings.localOnly });
  return draftWithModel(model, settings, settings.model, facts, onText, signal);
}

async function draftWithModel(
  port: ModelPort,
  settings: AiSettings,
  model: string,
  facts: ReplyFacts,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Result<ReplyDraft>> {
  const { contextTokens, tone } = settings;
  const maxTokens = Math.min(replyTokens, Math.floor(contextTokens / 4));
  const messages = buildReplyPrompt(facts, { contextTokens, maxTokens, tone });
  if (!messages.ok) return basicInstead(messages.error, facts, onText);
  const request: ModelRequest = { model, messages: messages.value, contextTokens, maxTokens };
  let text = '';
  const result = await port.stream(
    request,
    (piece) => {
      if (signal.aborted) return;
      text += piece;
      onText(piece);
    },
    signal,
  );
  if (signal.aborted) return ok({ ...modelDraft(text, model, facts), stopped: true });
  if (result.ok) return ok(modelDraft(text, model, facts, result.value));
  // What was shown already is half an answer of the model: another assistant must not go on from there.
  return text === '' ? basicInstead(result.error, facts, onText) : err(result.error);
}

function modelDraft(text: string, model: string, facts: ReplyFacts, usage?: ModelUsage): ReplyDraft {
  const whole = text.trim();
  const tokensPerSecond = usage?.tokensPerSecond;
  return { text: whole, source: 'ollama', model, tokensPerSecond, ...checkGrounding(whole, facts) };
}

/** The built-in assistant where the model could not answer, if it understands the customer; else the model's problem. */
function basicInstead(
  reason: Problem,
  facts: ReplyFacts,
  onText: (text: string) => void,
): Result<ReplyDraft> {
  if (draftBasicReply(facts).intents.includes('other')) return err(reason);
  const remedy = reason.remedy === undefined ? '' : ` ${reason.remedy}`;
  return ok(
    basicDraft(facts, onText, `${reason.message} The built-in assistant wrote this instead.${remedy}`),
  );
}

function basicDraft(facts: ReplyFacts, onText: (text: string) => void, note?: string): ReplyDraft {
  const { text, citations } = draftBasicReply(facts);
  onText(text);
  return { text, source: 'basic', citations, warnings: checkGrounding(text, facts).warnings, note };
}
