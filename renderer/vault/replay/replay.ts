import { draftComposed } from '#shared/agent/acts/draft.ts';
import { openScene } from '#shared/agent/acts/scene.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { collectFacts, questionOf } from '#shared/agent/facts.ts';
import { checkDraft } from '#shared/agent/claims/check.ts';
import { cleanForm } from '#shared/agent/claims/form.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { ReplayRequest, ReplayRow } from '#shared/agent/replay.ts';

export interface ReplayDeps {
  models: Pick<ModelPort, 'stream'>;
  records: RecordReader;
}

/** A question of a customer, and what the business answered. */
interface Exchange {
  question: Message;
  answer: Message;
}

const replyTokens = 512;
const mostConversations = 50;

/**
 * Answers past questions again, as changed settings or another model would, beside what was answered then. It
 * has no way to send or store anything: it only reads records and asks a model for text.
 */
export async function replay(
  deps: ReplayDeps,
  request: ReplayRequest,
  onRow: (row: ReplayRow) => void,
  signal: AbortSignal,
): Promise<Result<{ rows: number }>> {
  let rows = 0;
  for (const exchange of exchanges(deps.records, Math.min(request.count, mostConversations))) {
    if (signal.aborted) break;
    const facts = factsThen(deps.records, exchange.question, request);
    if (!facts.ok) continue;
    const row = await answerAgain(deps, request, exchange, facts.value, signal);
    if (signal.aborted) break;
    onRow(row);
    rows++;
  }
  return ok({ rows });
}

/** The last answered question of each conversation, the newest first. */
function exchanges(records: RecordReader, count: number): Exchange[] {
  const talks = [...records.all('conversations')]
    .filter((talk) => !isAside(talk))
    .toSorted((a, b) => b.lastAt - a.lastAt);
  let found: Exchange[] = [];
  for (const { id, lastAt } of talks) {
    // Nothing newer comes.
    if ((found[count - 1]?.question.at ?? -Infinity) > lastAt) break;
    const last = lastExchange(messagesBy(records, 'conversationId', id).filter(isSaid));
    if (last === undefined) continue;
    found = [...found, last].toSorted((a, b) => b.question.at - a.question.at).slice(0, count);
  }
  return found;
}

function isSaid({ direction, type, text = '' }: Message): boolean {
  return (direction === 'in' || direction === 'out') && type !== 'reaction' && text !== '';
}

function lastExchange(talk: Message[]): Exchange | undefined {
  const sorted = talk.toSorted(compareMessages);
  for (let i = sorted.length - 1; i > 0; i--) {
    const [question, answer] = [sorted[i - 1]!, sorted[i]!];
    if (question.direction === 'in' && answer.direction === 'out') return { question, answer };
  }
  return undefined;
}

/** What was known when the question came; of prices and hours there is only what holds now. */
function factsThen(
  records: RecordReader,
  { conversationId, at, id }: Message,
  { tone, persona }: ReplayRequest,
): Result<ReplyFacts> {
  const facts = collectFacts(records, conversationId, at);
  if (!facts.ok) return facts;
  const { messages, jobs, invoices, voice } = facts.value;
  const { accountId = '' } = records.get('conversations', conversationId) ?? {};
  const own = records.get('channelSettings', accountId);
  return ok({
    ...facts.value,
    messages: messages.filter((message) => message.at < at || message.id === id),
    jobs: jobs.filter((job) => job.createdAt <= at),
    invoices: invoices.filter(({ issued }) => issued.issuedAt <= at),
    voice: { ...voice, tone: own?.tone ?? tone, persona: own?.persona ?? persona },
  });
}

async function answerAgain(
  { models, records }: ReplayDeps,
  { providerId }: ReplayRequest,
  { question, answer }: Exchange,
  facts: ReplyFacts,
  signal: AbortSignal,
): Promise<ReplayRow> {
  const row = {
    id: question.id,
    conversationId: question.conversationId,
    customer: facts.contact?.name ?? '',
    at: question.at,
    question: questionOf(facts.messages),
    before: answer.text ?? '',
    byAssistant: answer.author === 'assistant',
  };
  if (providerId === undefined) {
    const scene = openScene(records, question.conversationId, question.at);
    if (!scene.ok) return { ...row, after: '', warnings: [], problem: scene.error.message };
    const { text } = draftComposed(row.question, scene.value);
    return { ...row, after: text, warnings: [] };
  }
  const result = await models.stream(
    {
      purpose: 'reply',
      about: facts.contact === undefined ? [] : [facts.contact.id],
      messages: (budget) => buildReplyPrompt(facts, budget),
      maxTokens: replyTokens,
      only: providerId,
      background: true,
    },
    () => {},
    signal,
  );
  if (!result.ok) return { ...row, after: '', warnings: [], problem: result.error.message };
  const text = cleanForm(result.value.text);
  const unresolved = result.value.unresolved.map((token) => ({ kind: 'unresolved' as const, text: token }));
  return { ...row, after: text, warnings: [...unresolved, ...checkDraft(text, facts).warnings] };
}
