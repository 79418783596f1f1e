import type { Call } from '#shared/assistant/write-tools.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

/** How long a proposal can be approved: what an owner sees on the screen should still be what they think of. */
export const approvalMilliseconds = 10 * 60_000;

/** A command with its exact arguments, as it waits for the owner. */
export interface Proposal extends Call {
  id: string;
  /** The chat in which it was made; an approval counts in no other. */
  conversation: string;
  /** Of command, arguments and chat. The owner's approval names it, so that it is for what was shown. */
  digest: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** What the owner's approval opens: one run of exactly this. */
export interface Approval {
  readonly token: string;
}

/**
 * The only way by which what an assistant wants done gets done. A proposal is approved by the owner under its
 * digest; the approval runs once, for exactly the command, arguments and chat that were shown, within ten minutes.
 * All of it lives in memory and ends with the session.
 */
export interface ApprovalStore {
  propose(call: Call, conversation: string): Proposal;
  /** The owner said yes to what stands under this digest. */
  approve(id: string, digest: string): Result<Approval>;
  /** Hands the approval in; a success may be run, once. Fails for a spent, expired or other one. */
  redeem(approval: Approval, call: Call, conversation: string): Result<Proposal>;
  /** The owner said no, or changed their mind: it can no longer be approved. */
  dismiss(id: string): void;
  /** Ends every proposal and approval of a chat. */
  forget(conversation: string): void;
  get(id: string): Proposal | undefined;
}

export function createApprovals(deps: { now(): number; newId(): string }): ApprovalStore {
  const proposals = new Map<string, Proposal>();
  const approved = new Map<string, Proposal>();

  return {
    get: (id) => proposals.get(id),

    propose({ command, args }, conversation) {
      const exact = structuredClone({ command, args });
      const id = deps.newId();
      const proposal: Proposal = {
        ...exact,
        id,
        conversation,
        digest: digestOf(exact, conversation),
        expiresAt: deps.now() + approvalMilliseconds,
      };
      proposals.set(id, proposal);
      return proposal;
    },

    approve(id, digest) {
      const proposal = proposals.get(id);
      if (proposal === undefined) return refused('used');
      // Wrong or right, a proposal is answered once.
      proposals.delete(id);
      if (proposal.digest !== digest) return refused('changed');
      if (deps.now() >= proposal.expiresAt) return refused('expired');
      const token = deps.newId();
      approved.set(token, proposal);
      return ok({ token });
    },

    redeem({ token }, call, conversation) {
      const proposal = approved.get(token);
      if (proposal === undefined) return refused('used');
      approved.delete(token);
      if (digestOf(call, conversation) !== proposal.digest) return refused('changed');
      if (deps.now() >= proposal.expiresAt) return refused('expired');
      return ok(proposal);
    },

    dismiss: (id) => void proposals.delete(id),

    forget(conversation) {
      for (const waiting of [proposals, approved]) {
        for (const [key, proposal] of waiting)
          if (proposal.conversation === conversation) waiting.delete(key);
      }
    },
  };
}

/** The same for the same command, arguments and chat only, whatever the order of the arguments' fields. */
function digestOf({ command, args }: Call, conversation: string): string {
  return contentId({ command, args, conversation });
}

const reasons = {
  used: ['agent.approval-used', 'This was approved, dismissed or replaced already. Nothing was done again.'],
  changed: ['agent.approval-changed', 'This is not what you were shown. Nothing was changed.'],
  expired: ['agent.approval-expired', 'This is more than ten minutes old. Nothing was changed.'],
} as const;

function refused(why: keyof typeof reasons): Result<never> {
  const [code, message] = reasons[why];
  return problem(code, message, 'Ask again to get a new proposal.');
}
