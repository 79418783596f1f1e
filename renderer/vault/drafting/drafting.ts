import { type ComposedDraft, draftComposed } from '#shared/agent/acts/draft.ts';
import { openScene } from '#shared/agent/acts/scene.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { collectFacts, questionOf, unanswered } from '#shared/agent/facts.ts';
import { checkDraft } from '#shared/agent/claims/check.ts';
import { cleanForm } from '#shared/agent/claims/form.ts';
import type { DraftWarning } from '#shared/agent/claims/warnings.ts';
import type { ModelFailure, ModelPort, ModelRequest, RemotePreview } from '#shared/agent/model-port.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import { chainOf } from '#shared/agent/providers.ts';
import type { BusyTimes } from '#shared/domain/calendar-feed.ts';
import { timesLookedAt } from '#shared/agent/slots.ts';
import { withBusy } from '#shared/records/availability.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { ReplyDraft } from './api.ts';
import type { KnowledgeFinder } from '../knowledge/finder.ts';

export interface DraftingDeps {
  models: Pick<ModelPort, 'stream' | 'preview'>;
  records: RecordReader;
  /** Left out where words alone are to find what fits. */
  finder?: KnowledgeFinder;
  /** When people are busy by calendars that are asked only now; left out where none is. */
  busyNow?(start: number, end: number): Promise<readonly BusyTimes[]>;
  /** Epoch milliseconds. */
  now(): number;
}

export interface Drafting {
  /** Drafts a reply and gives its text piece by piece. A second one for the same conversation stops the first. */
  draft(conversationId: string, onText: (text: string) => void): Promise<Result<ReplyDraft>>;
  /** Ends a running draft, which then is what came so far; the model's server stops too. */
  stop(conversationId: string): void;
  /** What a remote provider would get for a draft; see `ModelPort.preview`. */
  preview(conversationId: string, providerId?: string): Promise<Result<RemotePreview | undefined>>;
}

/** Tokens of the longest reply: some twelve sentences. */
const replyTokens = 512;

/** Reply drafts by the owner's chain of models. A draft is text to edit: it sends and changes nothing. */
export function createDrafting({ models, records, finder, busyNow, now }: DraftingDeps): Drafting {
  const running = new Map<string, AbortController>();

  /** The records, and when people are busy by a calendar elsewhere: a time that is not free there is not drafted. */
  async function recordsNow(): Promise<RecordReader> {
    const { start, end } = timesLookedAt(now());
    return withBusy(records, (await busyNow?.(start, end)) ?? []);
  }

  /** With passages found by meaning as well, as far as that is prepared: whoever waits for a draft waits for no vectors. */
  function factsOf(seen: RecordReader, conversationId: string): Result<ReplyFacts> {
    const facts = collectFacts(seen, conversationId, now(), { spoken: true });
    if (!facts.ok || finder === undefined) return facts;
    const { accountId = '' } = records.get('conversations', conversationId) ?? {};
    return ok({ ...facts.value, knowledge: finder.findNow(questionOf(facts.value.messages), accountId) });
  }

  async function draftReply(
    conversationId: string,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Result<ReplyDraft>> {
    const seen = await recordsNow();
    const facts = factsOf(seen, conversationId);
    if (!facts.ok) return facts;
    if (chainOf(records).length === 0) return composed(seen, conversationId, facts.value, onText);
    const show = (piece: string) => {
      if (!signal.aborted) onText(piece);
    };
    const request = requestOf(facts.value, statedIn(seen, conversationId, facts.value));
    const result = await models.stream(request, show, signal);
    if (!result.ok) {
      const withoutModel = (note: string) => composed(seen, conversationId, facts.value, onText, note);
      return withoutAnswer(result.error, facts.value, withoutModel, signal.aborted);
    }
    const { answeredBy, usage, text, ...answer } = result.value;
    const draft = modelDraft(text, facts.value, answeredBy, answer.receipts);
    const { tokensPerSecond } = usage;
    const note = answer.skipped[0]?.problem.message;
    const warnings = [...answer.unresolved.map(unresolvedWarning), ...draft.warnings];
    return ok({ ...draft, warnings, tokensPerSecond, note });
  }

  function restsOnSound(conversationId: string): boolean {
    const facts = factsOf(records, conversationId);
    return facts.ok && unanswered(facts.value.messages).some(({ machineRead }) => machineRead === true);
  }

  /** What a stop or a failure leaves: what was shown, composed text, or the problem. */
  function withoutAnswer(
    failure: ModelFailure,
    facts: ReplyFacts,
    withoutModel: (note: string) => Result<ReplyDraft>,
    stopped: boolean,
  ): Result<ReplyDraft> {
    const { partial, answeredBy, receipts, skipped: _, ...reason } = failure;
    if (stopped && answeredBy !== undefined) {
      return ok({ ...modelDraft(partial, facts, answeredBy, receipts), stopped: true });
    }
    // What was shown already is half an answer of the model: another assistant must not go on from there.
    if (partial !== '') return err(reason);
    const remedy = reason.remedy === undefined ? '' : ` ${reason.remedy}`;
    const note = `${reason.message} The built-in assistant wrote this instead.${remedy}`;
    const draft = withoutModel(note);
    const isOfUse = draft.ok && (draft.value.citations.length > 0 || reason.code === 'model.untried');
    return isOfUse ? ok({ ...draft.value, receipts }) : err(reason);
  }

  /** Facts found by search, in the composer's sentences. */
  function composed(
    seen: RecordReader,
    conversationId: string,
    facts: ReplyFacts,
    onText: (text: string) => void,
    note?: string,
  ): Result<ReplyDraft> {
    const found = compose(seen, conversationId, facts);
    if (!found.ok) return found;
    const { text, citations } = found.value;
    onText(text);
    return ok({ text, source: 'basic', receipts: [], citations, warnings: [], note });
  }

  function compose(seen: RecordReader, conversationId: string, facts: ReplyFacts): Result<ComposedDraft> {
    const scene = openScene(seen, conversationId, now());
    if (!scene.ok) return scene;
    return ok(draftComposed(questionOf(facts.messages), scene.value, earlierOf(facts)));
  }

  /** The sentences with which a model's draft begins; none where they state nothing. */
  function statedIn(seen: RecordReader, conversationId: string, facts: ReplyFacts): string | undefined {
    const found = compose(seen, conversationId, facts);
    return found.ok && found.value.citations.length > 0 ? found.value.text : undefined;
  }

  return {
    async draft(conversationId, onText) {
      if (records.get('conversations', conversationId)?.postId !== undefined) return draftInPublic;
      running.get(conversationId)?.abort();
      const stopping = new AbortController();
      running.set(conversationId, stopping);
      try {
        const drafted = await draftReply(conversationId, onText, stopping.signal);
        return drafted.ok && restsOnSound(conversationId)
          ? ok({ ...drafted.value, machineRead: true })
          : drafted;
      } finally {
        if (running.get(conversationId) === stopping) running.delete(conversationId);
      }
    },
    stop: (conversationId) => running.get(conversationId)?.abort(),
    async preview(conversationId, only) {
      const seen = await recordsNow();
      const facts = factsOf(seen, conversationId);
      if (!facts.ok) return facts;
      return models.preview({ ...requestOf(facts.value, statedIn(seen, conversationId, facts.value)), only });
    },
  };
}

/** What is known of a customer is for them alone. */
const draftInPublic = problem(
  'draft.public',
  'Everybody reads an answer under a post, so nothing is drafted there from what is known of this customer.',
  'Write it yourself, or write to them privately.',
);

function requestOf(facts: ReplyFacts, composed: string | undefined): ModelRequest {
  return {
    purpose: 'reply',
    about: facts.contact === undefined ? [] : [facts.contact.id],
    messages: (budget) => buildReplyPrompt(facts, budget, composed),
    maxTokens: replyTokens,
  };
}

function modelDraft(
  text: string,
  facts: ReplyFacts,
  { name, model, place }: NonNullable<ModelFailure['answeredBy']>,
  receipts: ReplyDraft['receipts'],
): ReplyDraft {
  const whole = cleanForm(text);
  return {
    text: whole,
    source: 'model',
    provider: name,
    model,
    place,
    receipts,
    ...checkDraft(whole, facts),
  };
}

/** What the customer wrote before, the newest first. */
function earlierOf({ messages }: ReplyFacts): string[] {
  return messages.flatMap(({ direction, text = '' }) => (direction === 'in' ? text : [])).toReversed();
}

function unresolvedWarning(token: string): DraftWarning {
  return { kind: 'unresolved', text: token };
}
