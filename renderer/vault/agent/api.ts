import type { Guard } from '../guard.ts';
import type { AnswerLine, AnswerPart, RecordLink } from '#shared/assistant/answers.ts';
import type { FieldKind } from '#shared/assistant/fields.ts';
import type { Place } from '#shared/agent/providers.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import type { Result } from '#shared/lib/result.ts';

export type { AnswerLine, AnswerPart, RecordLink } from '#shared/assistant/answers.ts';

/** One argument of a proposal in the owner's words. */
export interface ProposalField {
  /** Names of the fields that lead to it, such as `visit`, `start`. */
  path: string[];
  kind: FieldKind;
  /** Names instead of ids, times and money by locale. */
  shown: string;
  record?: RecordLink;
}

/** What the assistant would do, and exactly with what. Nothing is done before `approveProposal`. */
export interface ProposalCard {
  id: string;
  /** To be given back with the approval: it is for what is shown here. */
  digest: string;
  command: string;
  title: string;
  fields: ProposalField[];
  undoable: boolean;
  /** Epoch milliseconds. */
  expiresAt: number;
}

export interface AgentAnswer {
  parts: AnswerPart[];
  lines: AnswerLine[];
  proposals: ProposalCard[];
  /** Of which one has to be chosen: ask the same again with `chosen`, which is its `choice` or else its record. */
  choices: AnswerLine[];
  source: 'basic' | 'model';
  provider?: string;
  model?: string;
  place?: Place;
  receipts: Receipt[];
  /** It says what customers wrote, in a model's words: no facts of the business. */
  quoted?: boolean;
  /** Why another assistant than the chosen one answered, in words. */
  note?: string;
  stopped?: boolean;
}

export interface ProposalDone {
  /** What can be taken back, by `undo(auditId)`. */
  undo?: { title: string; auditId: string };
  record?: RecordLink;
}

/** The owner's assistant. The chat is kept in the vault's memory only and ends when it is locked. */
export interface AgentApi {
  /** One question at a time; `onText` gets words as they come, where they come piece by piece. */
  askAgent(
    question: { text: string; chosen?: string },
    onText: (text: string) => void,
  ): Promise<Result<AgentAnswer>>;
  stopAgent(): Promise<void>;
  /** Runs what the card with this id and digest shows; once, within ten minutes. */
  approveProposal(id: string, digest: string): Promise<Result<ProposalDone>>;
  dismissProposal(id: string): Promise<void>;
  /** Begins a new chat: what was said and what waits for approval is forgotten. */
  forgetAgent(): Promise<void>;
}

export function createAgentApi({ open, unlocked }: Guard<{ agent: AgentApi }>): AgentApi {
  return {
    askAgent: (question, onText) => unlocked(({ agent }) => agent.askAgent(question, onText)),
    approveProposal: (id, digest) => unlocked(({ agent }) => agent.approveProposal(id, digest)),
    stopAgent: async () => open()?.agent.stopAgent(),
    dismissProposal: async (id) => open()?.agent.dismissProposal(id),
    forgetAgent: async () => open()?.agent.forgetAgent(),
  };
}
