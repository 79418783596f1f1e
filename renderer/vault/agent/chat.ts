import { contactsNamed } from '#shared/assistant/find.ts';
import type { AnswerLine, AnswerPart } from '#shared/assistant/answers.ts';
import { labelOf, lineOf } from '#shared/assistant/answers.ts';
import { asData } from '#shared/assistant/data.ts';
import { isProven } from '#shared/assistant/proven-words.ts';
import { callReadTool, isReadTool } from '#shared/assistant/read-calls.ts';
import type { Finding } from '#shared/assistant/read-tools.ts';
import { createRefs, refPattern } from '#shared/assistant/refs.ts';
import { say } from '#shared/assistant/sentences.ts';
import { type Call, readCall } from '#shared/assistant/write-tools.ts';
import type { AnsweredBy, ChatMessage, ModelFailure, ModelPort } from '#shared/agent/model-port.ts';
import { checkBudget } from '#shared/agent/model-port.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import { equalJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { Question } from './agent.ts';
import { resultMessage, type Step, stepSchema, systemPrompt } from './planner.ts';
import { type Earlier, lookBack } from './earlier.ts';
import { type BusyNow, contextOf } from './free-time.ts';
import { readMessages } from './reader.ts';

/** A model that has not come to an end by then turns in circles. */
const mostSteps = 8;
const mostProposals = 5;
const stepTokens = 500;

export interface ModelTurn {
  parts: AnswerPart[];
  lines: AnswerLine[];
  choices: AnswerLine[];
  calls: Call[];
  receipts: Receipt[];
  answeredBy: AnsweredBy;
  quoted?: boolean;
  /** What was not looked at. */
  note?: string;
}

/** One chat with the assistant, as far as a model remembers it: the owner's words, references and typed values. */
export interface Chat {
  readonly id: string;
  ask(
    question: Question,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Result<ModelTurn, ModelFailure>>;
  /** Remembers what was answered without a model: of the answer only which records it showed. */
  note(question: string, answer: string, lines: AnswerLine[]): void;
}

/** What one question gathers until it is answered. */
interface Turn {
  calls: Call[];
  receipts: Receipt[];
  /** By the name that the model knows them by. */
  findings: Map<string, Finding>;
  last: Finding[];
  /** The newest year in which was not looked, though it may hold what was sought. */
  notLookedAt?: number | undefined;
  /** Google was asked for busy times, and did not say all. */
  isGoogleSilent?: true;
  /** What an answer may take its numbers from. */
  sources: string[];
}

export function createChat({
  models,
  earlier,
  busyNow,
  id,
}: {
  models: Pick<ModelPort, 'stream' | 'complete'>;
  earlier: Earlier;
  busyNow: BusyNow;
  id: string;
}): Chat {
  const refs = createRefs();
  const history: ChatMessage[] = [];

  async function ask(
    question: Question,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Result<ModelTurn, ModelFailure>> {
    const turn: Turn = { calls: [], receipts: [], findings: new Map(), last: [], sources: [question.text] };
    history.push({ role: 'user', content: ownersWords(question) });
    for (let steps = 0; steps < mostSteps; steps++) {
      const asked = await models.complete(requestOf(question), signal);
      if (!asked.ok) return err({ ...asked.error, receipts: [...turn.receipts, ...asked.error.receipts] });
      const { value: step, answeredBy } = asked.value;
      turn.receipts.push(...asked.value.receipts);
      history.push({ role: 'assistant', content: JSON.stringify(step) });
      if (step.tool === 'read_messages') return read(step, question, turn, onText, signal);
      if (step.tool === 'answer' || step.tool === 'ask_owner')
        return ok({ ...said(step, question, turn), answeredBy });
      history.push(resultMessage(step.tool, await take(step, question, turn)));
    }
    return err(
      failure('agent.too-many-steps', 'The model did not come to an answer. Nothing was changed.', turn),
    );
  }

  /** Tools that look up answer at once; a change is only noted down, to be proposed to the owner. */
  async function take(step: Step, { context }: Question, turn: Turn): Promise<unknown> {
    if (isReadTool(step.tool)) {
      const notLookedAt = await lookBack(earlier, step, refs);
      turn.notLookedAt = notLookedAt ?? turn.notLookedAt;
      const asked = await contextOf(busyNow, { tool: step.tool, args: step.arguments }, context);
      if (asked.isUnread) turn.isGoogleSilent = true;
      const found = callReadTool(step.tool, step.arguments, asked.context, refs);
      if (!found.ok) return { error: found.error.message };
      const data = asData(found.value, refs, context.business);
      found.value.forEach((finding, i) => {
        const name = data[i]?.['ref'];
        if (typeof name === 'string') turn.findings.set(name, finding);
      });
      turn.last = found.value;
      turn.sources.push(JSON.stringify(data));
      const missed = notLookedAt !== undefined && { notLookedAt: `${notLookedAt} and earlier` };
      const unread = asked.isUnread && {
        notAsked: 'Google Calendar did not answer: all time counts as busy',
      };
      return { count: data.length, records: data, ...missed, ...unread };
    }
    const call = readCall(step.tool, step.arguments, refs, context);
    if (!call.ok) return { error: call.error.message };
    if (turn.calls.some((other) => equalJson(other as never, call.value as never)))
      return { proposed: 'already' };
    if (turn.calls.length >= mostProposals) return { error: 'Too many proposals for one question.' };
    turn.calls.push(call.value);
    return { proposed: 'The owner will decide. Answer now, unless more was asked for.' };
  }

  /** A question about a customer's own words: answered by another call, which has no tools. The turn ends with it. */
  async function read(
    step: Step,
    question: Question,
    turn: Turn,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Result<ModelTurn, ModelFailure>> {
    const talk = refs.recordOf(String(step.arguments['conversation']));
    if (talk?.collection !== 'conversations')
      return err(
        failure('agent.no-conversation', 'The model chose no conversation. Nothing was changed.', turn),
      );
    const asked = { conversationId: talk.id, question: question.text };
    const answer = await readMessages(models, question.context, asked, onText, signal);
    if (!answer.ok) return answer;
    const { text, answeredBy, receipts } = answer.value;
    const shown: Finding | undefined = turn.findings.get(String(step.arguments['conversation']).trim());
    return ok({
      parts: [{ text }],
      lines: shown === undefined ? [] : [lineOf(shown, question.context, question.language)],
      choices: [],
      calls: turn.calls,
      receipts: [...turn.receipts, ...receipts],
      answeredBy,
      quoted: true,
    });
  }

  /** The model's sentence if every number in it is proven, else our own; with the records that it names. */
  function said({ tool, say: words, arguments: args }: Step, question: Question, turn: Turn) {
    const { context, language } = question;
    const proven = words !== '' && isProven(words.replaceAll(refPattern, ''), turn.sources);
    const own = say(
      turn.calls.length > 0 ? 'proposal' : turn.last.length > 0 ? 'found' : 'noAnswer',
      language,
    );
    const named = [...words.matchAll(refPattern)].map(([, name]) => name!);
    const shown =
      proven && named.length > 0 ? named.flatMap((name) => turn.findings.get(name) ?? []) : turn.last;
    const options = tool === 'ask_owner' && Array.isArray(args['options']) ? args['options'].map(String) : [];
    const year = turn.notLookedAt;
    const choices = options.flatMap((name) => turn.findings.get(name.trim()) ?? []);
    return {
      parts: proven ? partsOf(words, question) : [{ text: own }],
      lines: (choices.length > 0 ? [] : [...new Set(shown)]).map((finding) =>
        lineOf(finding, context, language),
      ),
      choices: choices.map((finding) => lineOf(finding, context, language)),
      calls: turn.calls,
      receipts: turn.receipts,
      ...(year !== undefined && { note: say('notLookedAt', language, { year: String(year) }) }),
      ...(turn.isGoogleSilent && { note: say('googleSilent', language) }),
    };
  }

  /** The references in a sentence become links with the names that the owner knows. */
  function partsOf(words: string, { context }: Question): AnswerPart[] {
    const parts: AnswerPart[] = [];
    let from = 0;
    for (const { index, 0: whole, 1: name } of words.matchAll(refPattern)) {
      const record = refs.recordOf(name!);
      if (record === undefined || record.collection === 'visits') continue;
      parts.push({ text: words.slice(from, index) });
      const link = { collection: record.collection, id: record.id };
      parts.push({ record: link, label: labelOf(link, context.records) });
      from = index + whole.length;
    }
    return [...parts, { text: words.slice(from) }].filter((part) => !('text' in part) || part.text !== '');
  }

  function requestOf({ text, context: { business, now, records } }: Question) {
    const system: ChatMessage = { role: 'system', content: systemPrompt(business, now) };
    const known = refs.all().flatMap(({ collection, id }) => (collection === 'contacts' ? [id] : []));
    const named = contactsNamed(text, records).map((contact) => contact.id);
    return {
      purpose: 'agent' as const,
      about: [...new Set([...known, ...named])],
      maxTokens: stepTokens,
      format: stepSchema,
      /** The oldest is left out where the window is too small, but never this question. */
      messages: (budget: { contextTokens: number; maxTokens: number }): Result<ChatMessage[]> => {
        const last = history.findLastIndex(({ content }) => content.startsWith(ownerPrefix));
        for (let first = 0; ; first++) {
          const messages = [system, ...history.slice(first)];
          const fits = checkBudget({ ...budget, messages });
          if (fits.ok) return ok(messages);
          if (first >= last) return fits;
        }
      },
    };
  }

  function ownersWords({ text, chosen, context: { records } }: Question): string {
    const isCustomer = chosen !== undefined && records.get('contacts', chosen) !== undefined;
    const meant = !isCustomer ? '' : ` (meant is ${refs.nameOf('contacts', chosen)})`;
    return `${ownerPrefix}${text}${meant}`;
  }

  return {
    id,
    ask,
    note(question, _answer, lines) {
      const shown = lines.flatMap(({ record }) =>
        record === undefined ? [] : [refs.nameOf(record.collection, record.id)],
      );
      history.push({ role: 'user', content: `${ownerPrefix}${question}` });
      history.push({
        role: 'assistant',
        content: JSON.stringify({ tool: 'answer', arguments: { shown }, say: '' }),
      });
    },
  };
}

const ownerPrefix = 'The owner: ';

function failure(code: string, message: string, { receipts }: Turn): ModelFailure {
  return {
    code,
    message,
    remedy: 'Say it in other words, or do it on its screen.',
    partial: '',
    receipts,
    skipped: [],
  };
}
