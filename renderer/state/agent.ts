import { proxy } from 'comlink';
import { create } from 'zustand';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { AgentAnswer, ProposalCard, ProposalDone } from '#renderer/vault/agent/api.ts';
import { takeWaiting } from './records.ts';
import { useSession } from './session.ts';
import { unsavedInput } from './unsaved.ts';
import { vault } from './vault-client.ts';

export type { AgentAnswer, AnswerLine, ProposalCard, ProposalField } from '#renderer/vault/agent/api.ts';

/** What became of a proposal. */
export type CardState =
  | { at: 'waiting' | 'running' | 'dismissed' | 'undone' }
  | { at: 'done'; done: ProposalDone }
  | { at: 'failed'; problem: Problem };

/** A question of the owner and what came back. */
export interface AgentTurn {
  question: string;
  /** As it comes, until the answer is there. */
  text: string;
  answer?: AgentAnswer;
  problem?: Problem;
  cards: Record<string, CardState>;
}

interface AgentState {
  opened: boolean;
  /** What stands in the field. */
  text: string;
  turns: AgentTurn[];
  running: boolean;
}

const questionName = 'question';
const closed: AgentState = { opened: false, text: '', turns: [], running: false };

/** The chat with the assistant, in memory only: locking ends it. A question that is not asked yet is kept. */
export const useAgent = create<AgentState>(() => closed);

useSession.subscribe(({ vault: state }) => {
  if (state !== 'unlocked') return useAgent.setState(closed);
  const text = unsavedInput.get(questionName);
  if (typeof text === 'string') useAgent.setState({ text });
});

/** Opens the panel; asks at once where there is a question. */
export function openAgent(question = ''): void {
  useAgent.setState({ opened: true });
  if (question.trim() !== '') ignore(ask(question));
}

export function closeAgent(): void {
  useAgent.setState({ opened: false });
}

export function toggleAgent(): void {
  useAgent.setState(({ opened }) => ({ opened: !opened }));
}

export function setAgentText(text: string): void {
  useAgent.setState({ text });
  if (text === '') unsavedInput.delete(questionName);
  else unsavedInput.set(questionName, text);
}

/** `chosen`: what is meant where the last answer asked which one. */
export async function ask(question: string, chosen?: string): Promise<void> {
  const text = question.trim();
  if (text === '' || useAgent.getState().running) return;
  const turn: AgentTurn = { question: text, text: '', cards: {} };
  setAgentText('');
  useAgent.setState(({ turns }) => ({ turns: [...turns, turn], running: true }));
  const onText = proxy((piece: string) => changeLast((last) => ({ ...last, text: last.text + piece })));
  const result = await vault().askAgent(chosen === undefined ? { text } : { text, chosen }, onText);
  useAgent.setState({ running: false });
  changeLast((last) => {
    if (!result.ok) return { ...last, problem: result.error };
    const cards = result.value.proposals.map(({ id }) => [id, { at: 'waiting' }] as const);
    return { ...last, answer: result.value, cards: Object.fromEntries(cards) };
  });
}

export function stopAgent(): void {
  ignore(vault().stopAgent());
}

/** Forgets what was said and what waits. */
export function newChat(): void {
  ignore(vault().forgetAgent());
  setAgentText('');
  useAgent.setState({ turns: [], running: false });
}

/** Runs exactly what the card shows. */
export async function approve({ id, digest }: ProposalCard): Promise<void> {
  setCard(id, { at: 'running' });
  const result = await vault().approveProposal(id, digest);
  takeWaiting();
  setCard(id, result.ok ? { at: 'done', done: result.value } : { at: 'failed', problem: result.error });
}

export function dismiss({ id }: ProposalCard): void {
  ignore(vault().dismissProposal(id));
  setCard(id, { at: 'dismissed' });
}

/** The proposal goes; the question stands in the field again, to be said in another way. */
export function change(card: ProposalCard): void {
  const turn = useAgent.getState().turns.find(({ cards }) => card.id in cards);
  dismiss(card);
  setAgentText(turn?.question ?? '');
}

export async function takeBack({ id }: ProposalCard, auditId: string): Promise<void> {
  const result = await vault().undo(auditId);
  takeWaiting();
  setCard(id, result.ok ? { at: 'undone' } : { at: 'failed', problem: result.error });
}

function setCard(id: string, state: CardState): void {
  useAgent.setState(({ turns }) => ({
    turns: turns.map((turn) =>
      id in turn.cards ? { ...turn, cards: { ...turn.cards, [id]: state } } : turn,
    ),
  }));
}

function changeLast(change: (last: AgentTurn) => AgentTurn): void {
  useAgent.setState(({ turns }) => {
    const last = turns.at(-1);
    return last === undefined ? {} : { turns: [...turns.slice(0, -1), change(last)] };
  });
}
