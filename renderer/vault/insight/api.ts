import type { Insight } from '#shared/agent/insight/insight.ts';
import type { LeadScore } from '#shared/agent/insight/score.ts';
import type { AnsweredBy } from '#shared/agent/model-port.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';

/** What is said about a conversation, and by whom. */
export interface SaidAbout {
  insight: Insight;
  /** Left out where the built-in rules said it. */
  answeredBy?: AnsweredBy;
  /** What left this device for it. */
  receipts: Receipt[];
  /** Why the rules said it although there is a model. */
  note?: string;
}

export const mostScored = 20;

export interface InsightApi {
  /** By the rules at once; with `askModel` by the owner's chain. Nothing is changed by it. */
  sayAbout(conversationId: string, askModel: boolean): Promise<Result<SaidAbout>>;
  /** Of enquiries, by their ids; one that has no score is left out. At most `mostScored` at once: words are read for it. */
  scoreEnquiries(ids: readonly string[]): Promise<Result<Record<string, LeadScore>>>;
  /** The newest messages with words, by id, in another language (ISO 639); by a model, kept nowhere. */
  translate(
    conversationId: string,
    language: string,
  ): Promise<Result<{ texts: Record<string, string>; receipts: Receipt[] }>>;
  /** Stops both for this conversation. */
  stopInsight(conversationId: string): Promise<void>;
}

export function createInsightApi({ open, unlocked }: Guard<{ insight: InsightApi }>): InsightApi {
  return {
    sayAbout: (id, askModel) => unlocked(({ insight }) => insight.sayAbout(id, askModel)),
    scoreEnquiries: (ids) => unlocked(({ insight }) => insight.scoreEnquiries(ids)),
    translate: (id, language) => unlocked(({ insight }) => insight.translate(id, language)),
    stopInsight: async (id) => open()?.insight.stopInsight(id),
  };
}
