import { z } from 'zod';
import { draftBasicReply } from '#shared/agent/basic/basic.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { detectLanguage, languageOf } from '#shared/agent/basic/language.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { questionOf } from '#shared/agent/facts.ts';
import type { ChatMessage, ModelPort, PromptBudget } from '#shared/agent/model-port.ts';
import { estimateTokens } from '#shared/agent/model-port.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { objectionTo } from './check.ts';

/** What the assistant wants to do. A field of its own: no word in a text ever means it. */
export type Decision =
  | { action: 'send'; text: string; receipts: Message['receipts'] }
  | { action: 'handOff'; reason: string; receipts: Message['receipts'] };

const answerSchema = z.strictObject({
  action: z.enum(['reply', 'ask', 'handoff']),
  text: z.string().max(4096),
  reason: z.string().max(300),
});

const answerTokens = 512;
const form = `Answer as JSON with three fields:
- action: "reply" where the records below answer the customer, "ask" where one question helps, "handoff" where neither does, or the customer is upset or wants a person.
- text: the reply, or the question; empty for a handoff.
- reason: for a handoff, why, in a few words.`;

/**
 * Decides about one answer: by the built-in assistant where no model is set up, else by one typed question
 * without tools. What is not proven, and what did not come whole and in its form, is handed over.
 */
export async function decide(
  facts: ReplyFacts,
  models: Pick<ModelPort, 'complete'> | undefined,
  signal?: AbortSignal,
): Promise<Decision> {
  if (models === undefined) return decideByRules(facts);
  let instructions = '';
  const messages = (budget: PromptBudget): Result<ChatMessage[]> => {
    const prompt = promptOf(facts, budget);
    instructions = prompt.ok ? form + rulesIn(prompt.value) : '';
    return prompt;
  };
  const about = facts.contact === undefined ? [] : [facts.contact.id];
  const request = { purpose: 'autopilot' as const, about, messages, maxTokens: answerTokens };
  const answer = await models.complete({ ...request, format: answerSchema }, signal);
  if (!answer.ok) {
    const { message, receipts } = answer.error;
    return { action: 'handOff', reason: `The model gave no usable answer. ${message}`, receipts };
  }
  const { value, receipts, unresolved } = answer.value;
  if (value.action === 'handoff')
    return { action: 'handOff', reason: value.reason || 'The model asked for a person.', receipts };
  const objection =
    unresolved.length > 0
      ? 'Its answer lacked a name or number.'
      : objectionTo(value.text, facts, instructions);
  if (objection !== undefined) return { action: 'handOff', reason: objection, receipts };
  return { action: 'send', text: value.text.trim(), receipts };
}

/** The language of the customer's last words. */
export function customerLanguage({ messages, business }: ReplyFacts): Language {
  const earlier = messages.flatMap(({ direction, text = '' }) => (direction === 'in' ? text : []));
  return detectLanguage([questionOf(messages), ...earlier.toReversed()], languageOf(business.locale));
}

function decideByRules(facts: ReplyFacts): Decision {
  const { text, handOff } = draftBasicReply(facts);
  const objection = handOff ? 'Your records do not answer all of it.' : objectionTo(text, facts);
  if (objection !== undefined) return { action: 'handOff', reason: objection, receipts: [] };
  return { action: 'send', text, receipts: [] };
}

function promptOf(facts: ReplyFacts, budget: PromptBudget): Result<ChatMessage[]> {
  const contextTokens = budget.contextTokens - estimateTokens(form);
  const prompt = buildReplyPrompt(facts, { ...budget, contextTokens, unread: true });
  if (!prompt.ok) return prompt;
  const [system, ...rest] = prompt.value;
  return ok([{ role: 'system', content: `${system!.content}\n\n${form}` }, ...rest]);
}

/** What stands before the records: those may be told, the rules may not. */
function rulesIn([system]: ChatMessage[]): string {
  return (system?.content ?? '').split('\n# Business')[0]!;
}
