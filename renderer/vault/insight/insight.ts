import { collectFacts } from '#shared/agent/facts.ts';
import { scoreEnquiry } from '#shared/agent/insight/enquiry-score.ts';
import { basicInsight, withModel } from '#shared/agent/insight/insight.ts';
import type { LeadScore } from '#shared/agent/insight/score.ts';
import { proposeJob } from '#shared/agent/extraction/proposal.ts';
import { insightRequest, mostTranslated, translationRequest } from '#shared/agent/insight/requests.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import { chainOf } from '#shared/agent/providers.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { holdsPlaceholder } from '#shared/domain/placeholder.ts';
import { err, ok } from '#shared/lib/result.ts';
import { type InsightApi, mostScored } from './api.ts';

export interface InsightDeps {
  models: Pick<ModelPort, 'complete'>;
  records: RecordReader;
  /** Epoch milliseconds. */
  now(): number;
}

/** What the assistant says about conversations: typed values, from calls that hold no tools. */
export function createInsight({ models, records, now }: InsightDeps): InsightApi {
  const running = new Map<string, AbortController>();

  /** A new question about a conversation stops the one before. */
  async function stoppable<T>(id: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    running.get(id)?.abort();
    const stopping = new AbortController();
    running.set(id, stopping);
    try {
      return await ask(stopping.signal);
    } finally {
      if (running.get(id) === stopping) running.delete(id);
    }
  }

  return {
    async sayAbout(conversationId, askModel) {
      const facts = collectFacts(records, conversationId, now());
      if (!facts.ok) return facts;
      const labels = [...records.all('labels')];
      const has = new Set(Object.keys(records.get('conversations', conversationId)?.labels ?? {}));
      const proposal = proposeJob(conversationId, facts.value);
      const basic = basicInsight(facts.value, proposal, labels, has);
      if (!askModel || chainOf(records).length === 0) return ok({ insight: basic, receipts: [] });
      const answer = await stoppable(conversationId, (signal) =>
        models.complete(insightRequest(facts.value, labels), signal),
      );
      if (!answer.ok) {
        return ok({ insight: basic, receipts: answer.error.receipts, note: answer.error.message });
      }
      const { value, answeredBy, receipts, unresolved } = answer.value;
      const insight = withModel(basic, value, has, facts.value);
      if (unresolved.length > 0) delete insight.summary;
      return ok({ insight, answeredBy, receipts });
    },

    async scoreEnquiries(ids) {
      const scores: Record<string, LeadScore> = {};
      for (const id of ids.slice(0, mostScored)) {
        const score = scoreEnquiry(records, id, now());
        if (score !== undefined) scores[id] = score;
      }
      return ok(scores);
    },

    async translate(conversationId, language) {
      const facts = collectFacts(records, conversationId, now());
      if (!facts.ok) return facts;
      const messages = facts.value.messages.filter(({ text }) => text).slice(-mostTranslated);
      const request = translationRequest(facts.value, messages, language);
      const answer = await stoppable(conversationId, (signal) => models.complete(request, signal));
      if (!answer.ok) {
        const { partial: _, answeredBy: __, receipts: ___, skipped: ____, ...reason } = answer.error;
        return err(reason);
      }
      const texts = answer.value.value.translations.flatMap(({ number, text }) => {
        const id = messages[number]?.id;
        return id === undefined || text === '' || holdsPlaceholder(text) ? [] : [[id, text] as const];
      });
      return ok({ texts: Object.fromEntries(texts), receipts: answer.value.receipts });
    },

    stopInsight: async (conversationId) => running.get(conversationId)?.abort(),
  };
}
