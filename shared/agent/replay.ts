import type { DraftWarning } from './claims/warnings.ts';

/** How past questions are to be answered again. */
export interface ReplayRequest {
  /** The model to ask, whether or not the chain lists it; the built-in assistant where left out. */
  providerId?: string | undefined;
  tone?: string | undefined;
  persona?: string | undefined;
  /** How many conversations, the newest first; at most 50. */
  count: number;
}

/** One past question with the answer of then and the one that it would get now. */
export interface ReplayRow {
  /** The question's message. */
  id: string;
  conversationId: string;
  customer: string;
  /** When it was asked (epoch milliseconds). */
  at: number;
  question: string;
  before: string;
  /** Whether the answer of then began as the assistant's. */
  byAssistant: boolean;
  after: string;
  warnings: DraftWarning[];
  /** Why there is no new answer, in words. */
  problem?: string;
}
