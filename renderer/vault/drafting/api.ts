import type { DraftWarning } from '#shared/agent/claims/warnings.ts';
import type { Place } from '#shared/agent/providers.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { Drafting } from './drafting.ts';

/** What a finished or running reply draft is. */
export interface ReplyDraft {
  text: string;
  /** Which assistant wrote it, as the badge says it. */
  source: 'basic' | 'model';
  /** Of a model: as the owner calls its provider, and where it runs. */
  provider?: string;
  model?: string;
  place?: Place;
  /** What left this device for it: one for each remote provider that was asked, also in vain. */
  receipts: Receipt[];
  tokensPerSecond?: number;
  /** Records that the draft rests on, as `collection/id`. */
  citations: string[];
  /** What to check before sending: amounts, dates, links or promises that no record proves, and the like. */
  warnings: DraftWarning[];
  /** Why another assistant than the chosen one wrote it, in words. */
  note?: string;
  /** It rests on words that a machine made out in a voice note. */
  machineRead?: true;
  /** The owner stopped it; the text ends where it was. */
  stopped?: boolean;
}

export interface DraftingApi {
  /** Drafts a reply; `onText` gets it piece by piece. Ends early, with what is there, after `stopDraft`. */
  draftReply(conversationId: string, onText: (text: string) => void): Promise<Result<ReplyDraft>>;
  stopDraft(conversationId: string): Promise<void>;
}

export function createDraftingApi({ open, unlocked }: Guard<{ drafting: Drafting }>): DraftingApi {
  return {
    draftReply: (id, onText) => unlocked(({ drafting }) => drafting.draft(id, onText)),
    stopDraft: async (id) => open()?.drafting.stop(id),
  };
}
