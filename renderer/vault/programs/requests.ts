import { languageOf } from '#shared/agent/basic/language.ts';
import { nameOf } from '#shared/assistant/refs.ts';
import type { ToolContext } from '#shared/assistant/read-tools.ts';
import type { Call } from '#shared/assistant/write-tools.ts';
import { equalJson } from '#shared/lib/json.ts';
import type { Work } from '#shared/lib/async.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { WriteResult } from '#shared/programs/results.ts';
import { recordOf } from '../agent/agent.ts';
import type { ProposalDone } from '../agent/api.ts';
import { type ApprovalStore, createApprovals } from '../agent/approvals.ts';
import { cardOf } from '../agent/proposal-card.ts';
import type { CommandDone } from '../commands/api.ts';
import type { ProgramRequestCard } from './api.ts';

/** What programs want changed, until the owner has decided. All of it lives in memory, and ends with the session. */
export interface Requests {
  /** The same again, while it waits, is the same request. */
  ask(programId: string, call: Call, context: ToolContext): Result<WriteResult>;
  /** What became of a program's own request. */
  statusOf(programId: string, id: string): WriteResult | undefined;
  /** Resolves when it is decided, or after a while. */
  decided(id: string): Promise<void>;
  decide(id: string, digest: string, isApproved: boolean): Promise<Result<ProposalDone>>;
  /** What waits of programs that are let in no more is refused. */
  drop(isLetIn: (programId: string) => boolean): void;
  cards(): ProgramRequestCard[];
}

interface Asked {
  call: Call;
  card: ProgramRequestCard;
  result: WriteResult;
  decision: PromiseWithResolvers<void>;
  /** The owner has approved it, and it is being done. */
  isRunning: boolean;
}

/** So many wait at once of one program; an owner is asked nothing more until some are decided. */
const mostWaiting = 5;
/** How long a program is kept waiting for an answer: clients give up after a minute (ms). */
const patience = 45_000;
const mostRemembered = 200;

const words: Record<WriteResult['status'], string> = {
  waiting: 'The owner has to approve this in Plumbline. Ask request_status with this request later.',
  done: 'The owner has approved it, and it is done.',
  refused: 'The owner has refused this. Nothing was changed; do not ask for the same again.',
  expired: 'The owner did not decide in time. Nothing was changed.',
  failed: 'The owner has approved it, but it could not be done. Nothing was changed.',
};

export function createRequests(deps: {
  run(command: string, args: unknown): Promise<Result<CommandDone>>;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  /** What waits has changed. */
  onChange(): void;
  onDecided(id: string, status: WriteResult['status']): void;
}): Requests {
  const { now, work } = deps;
  const approvals: ApprovalStore = createApprovals(deps);
  const asked = new Map<string, Asked>();
  const expiry = work.alarm(expire);

  const waiting = (): Asked[] =>
    [...asked.values()].filter(({ result, isRunning }) => result.status === 'waiting' && !isRunning);

  function settle(id: string, status: WriteResult['status'], ref?: string): void {
    const one = asked.get(id);
    if (one === undefined) return;
    one.result = { request: id, status, message: words[status], ...(ref !== undefined && { ref }) };
    one.decision.resolve();
    deps.onDecided(id, status);
    deps.onChange();
  }

  function expire(): void {
    for (const { card } of waiting()) if (card.expiresAt <= now()) forget(card.id, 'expired');
    const next = Math.min(...waiting().map(({ card }) => card.expiresAt));
    if (next < Infinity) expiry.reset(Math.max(1000, next - now()));
  }

  function forget(id: string, status: 'refused' | 'expired'): void {
    approvals.dismiss(id);
    settle(id, status);
  }

  /** What is over is not remembered for ever. */
  function trim(): void {
    for (const [id, { result }] of asked) {
      if (asked.size <= mostRemembered) return;
      if (result.status !== 'waiting') asked.delete(id);
    }
  }

  async function approve(one: Asked, digest: string): Promise<Result<ProposalDone>> {
    const { card, call } = one;
    const approval = approvals.approve(card.id, digest);
    const allowed = approval.ok ? approvals.redeem(approval.value, call, card.programId) : approval;
    if (!allowed.ok) {
      settle(card.id, 'expired');
      return allowed;
    }
    one.isRunning = true;
    deps.onChange();
    const done = await deps.run(allowed.value.command, allowed.value.args);
    if (!done.ok) {
      settle(card.id, 'failed');
      return done;
    }
    const { undoTitle, auditId, value } = done.value;
    const record = recordOf(call, value);
    settle(card.id, 'done', record.record && nameOf(record.record.collection, record.record.id));
    const undo =
      undoTitle === undefined || auditId === undefined ? {} : { undo: { title: undoTitle, auditId } };
    return ok({ ...undo, ...record });
  }

  return {
    ask(programId, call, context) {
      const own = waiting().filter(({ card }) => card.programId === programId);
      const same = own.find((each) => equalJson({ ...each.call }, { ...call }));
      if (same !== undefined) return ok(same.result);
      if (own.length >= mostWaiting) return tooManyWait;
      const proposal = approvals.propose(call, programId);
      const { id } = proposal;
      const card = { ...cardOf(proposal, context, languageOf(context.business.locale)), programId };
      const result: WriteResult = { request: id, status: 'waiting', message: words.waiting };
      asked.set(id, { call, card, result, decision: Promise.withResolvers(), isRunning: false });
      trim();
      expire();
      deps.onChange();
      return ok(result);
    },
    statusOf(programId, id) {
      const one = asked.get(id);
      return one?.card.programId === programId ? one.result : undefined;
    },
    decided: (id) => Promise.race([asked.get(id)?.decision.promise, work.sleep(patience)]),
    async decide(id, digest, isApproved) {
      const one = asked.get(id);
      if (one?.result.status !== 'waiting' || one.isRunning) return decidedBefore;
      if (isApproved) return approve(one, digest);
      forget(id, 'refused');
      return ok({});
    },
    drop(isLetIn) {
      for (const { card } of waiting()) if (!isLetIn(card.programId)) forget(card.id, 'refused');
    },
    cards: () => waiting().map(({ card }) => card),
  };
}

const tooManyWait = problem(
  'programs.too-many',
  'The owner has to decide on what you have asked for before. Nothing was changed.',
);
const decidedBefore = problem(
  'programs.decided',
  'This was decided before, or is too old. Nothing was done again.',
);
