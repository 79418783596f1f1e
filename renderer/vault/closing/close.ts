import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { removalReceiptSchema, workspacePath } from '#shared/sync/closing.ts';
import { z } from 'zod';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Keyring } from '../books/keyring.ts';
import { recordsOf } from '../keys/memberships.ts';
import { readMembership } from '#shared/sync/membership.ts';
import { nextMembership } from '../team/change.ts';
import type { Team } from '../team/adopt.ts';
import type { Closure } from '../team/closure.ts';
import type { OwnersTeam } from '../team/team.ts';
import type { ClosingStep, ClosingView } from './api.ts';
import { type ClosingNote, noteOf } from '../database/closing-note.ts';
import { type RevocationDeps, revocations } from './revocations.ts';
import type { ClosingWatch } from './watch.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** The longest that an owner may think it over. */
export const mostDays = 30;

export interface CloserDeps extends RevocationDeps {
  crypto: WebCrypto;
  keyring: Keyring;
  loaded: Promise<void>;
  team: Pick<OwnersTeam, 'make' | 'makeEvenAlone' | 'leave'>;
  run(name: 'team.noteLeaving', args: object): Promise<Result<unknown>>;
  /** Resolves when what was written is on the relay's disk. */
  quiet(): Promise<Result<unknown>>;
  isOnline(): boolean;
  closure: Pick<Closure, 'closing' | 'stoppedBy'>;
  watch: ClosingWatch;
}

/** Closes the business of an open session, and opens it again. */
export interface Closer {
  close(
    wish: { name: string; days: number },
    onStep: (step: ClosingStep) => void,
  ): Promise<Result<ClosingStep[]>>;
  reopen(): Promise<Result<void>>;
  /** Has the team know that this device has left. */
  leave(): Promise<Result<void>>;
  /** The business is another one's, and this device not in its team any more. */
  hasHandedOver(): boolean;
  /** `noted`: what this device has noted of it, which may be behind what the team says. */
  view(noted: ClosingNote | undefined): ClosingView | undefined;
}

const answerSchema = z.looseObject({ receipt: removalReceiptSchema });

export function createCloser(deps: CloserDeps): Closer {
  const { crypto, keyring, records, now } = deps;
  const isOwner = (): boolean => keyring.roster.isOwners(keyring.keybag.deviceId);

  /** The record that every device of the team goes by, and the relay too. Gives whether the relay has been told. */
  async function state(
    closing: { at: number; removeAt: number } | null,
    isAlone = true,
  ): Promise<Result<boolean>> {
    const next = (team: Team) => nextMembership(crypto, team.keybag, team.roster, { closing });
    const made = isAlone ? await deps.team.makeEvenAlone(next) : await told(deps.team.make(next));
    if (made.ok) deps.watch.look();
    return made;
  }

  /** The shell tells the relay as soon as it answers. The record is its own proof, so no key is needed for it. */
  async function keepOrder(): Promise<Result<unknown>> {
    const { keybag, roster } = keyring;
    const { relay } = roster.record;
    if (relay === undefined) return ok();
    // Nobody is to open anything any more.
    const records = recordsOf(keybag).map(({ payload, signature }) => ({ payload, signature }));
    const body = JSON.stringify({ records });
    const { url, id: relayId } = relay;
    return deps.bridge.call('closing.keepOrder', { url, relayId, workspace: keybag.workspace, body });
  }

  /** What waits for the relay: said to be so only where it is kept. */
  async function waiting(...names: ClosingStep['what'][]): Promise<ClosingStep[]> {
    const kept = await keepOrder();
    return names.map((what) =>
      kept.ok ? { what, at: now(), outcome: 'waits' } : { ...stepOf(what, kept), outcome: 'failed' },
    );
  }

  function stepOf(what: ClosingStep['what'], done: Result<unknown>): ClosingStep {
    const step = { what, at: now() };
    if (!done.ok) return { ...step, outcome: 'failed', why: done.error.message };
    const answer = answerSchema.safeParse(done.value);
    return { ...step, outcome: 'done', ...(answer.success && { receipt: answer.data.receipt }) };
  }

  async function close(
    { days }: { days: number },
    onStep: (step: ClosingStep) => void,
  ): Promise<ClosingStep[]> {
    const steps: ClosingStep[] = [];
    const add = (...more: ClosingStep[]): void => {
      steps.push(...more);
      more.forEach(onStep);
    };
    for (const revoke of Object.values(revocations)) add(...(await revoke(deps)));
    const client = deps.client();
    const path = workspacePath(keyring.keybag.workspace);
    // Where it waits for its date, nothing is to come in meanwhile.
    if (client !== undefined)
      add(stepOf('webhooks', await client.signed({ method: 'DELETE', path: `${path}/hooks/meta` })));
    const at = now();
    const stated = await state({ at, removeAt: at + days * dayMilliseconds });
    if (stated.ok && !stated.value && keyring.roster.record.relay !== undefined) {
      add(...(await waiting('statement', 'relay')));
      return steps;
    }
    add(stepOf('statement', stated));
    if (client !== undefined && days === 0 && stated.ok)
      add(stepOf('relay', await client.signed({ method: 'DELETE', path })));
    return steps;
  }

  /** Who has signed the record from which on it is closed. */
  function closedBy(at: number): string | undefined {
    const { keybag } = keyring;
    for (const signed of recordsOf(keybag)) {
      const read = readMembership(signed, keybag.workspace);
      if (!read.ok || read.value.record.closing?.at !== at) continue;
      const { signer, devices, formerDevices = [] } = read.value.record;
      const device = [...devices, ...formerDevices].find(({ id }) => id === signer);
      return device && records.get('members', device.memberId)?.name;
    }
    return undefined;
  }

  /** Where the relay may have been told already, it has to be told of this too: else it removes all at the date. */
  async function reopenNow(): Promise<Result<void>> {
    const kept = await deps.bridge.call('closing.order', {});
    const isUntold = kept.ok && kept.value.order !== undefined && kept.value.order.takenAt === undefined;
    const dropped = await deps.bridge.call('closing.dropOrder', {});
    if (!dropped.ok) return dropped;
    const opened = await state(null, isUntold);
    return opened.ok ? ok() : opened;
  }

  return {
    async close(wish, onStep) {
      await deps.loaded;
      if (!isOwner()) return notOwner;
      if (deps.closure.closing() !== undefined) return closedAlready;
      const { name } = records.get('business', 'business') ?? { name: '' };
      if (wish.name.trim() !== name.trim()) return otherName;
      if (!Number.isInteger(wish.days) || wish.days < 0 || wish.days > mostDays) return wrongDays;
      return ok(await close(wish, onStep));
    },
    async reopen() {
      if (!isOwner()) return notOwner;
      const closing = deps.closure.closing();
      if (closing === undefined) return ok();
      return closing.removeAt <= now() ? over : reopenNow();
    },
    async leave() {
      await deps.loaded;
      if (isOwner()) return deps.team.leave();
      if (!deps.isOnline()) return notOnline;
      const noted = await deps.run('team.noteLeaving', {});
      const stored = noted.ok ? await deps.quiet() : noted;
      return stored.ok ? ok() : stored;
    },
    hasHandedOver: () => deps.closure.stoppedBy() === 'handed-over',
    view(noted) {
      const closing = deps.closure.closing();
      if (closing === undefined) return undefined;
      const isNoted = noted?.at === closing.at && noted.closesAt === closing.removeAt;
      return {
        ...(isNoted ? noted : noteOf(closing, now())),
        by: closedBy(closing.at),
        workspace: keyring.keybag.workspace,
        canReopen: isOwner() && closing.removeAt > now(),
      };
    },
  };
}

async function told(made: Promise<Result<void>>): Promise<Result<boolean>> {
  const done = await made;
  return done.ok ? ok(true) : done;
}

const notOwner = problem(
  'team.not-owner',
  'Only an owner can close this business or open it again. Nothing was changed.',
  'Do this on an owner’s computer.',
);
const notOnline = problem(
  'closing.not-online',
  'The relay cannot be reached, so the team would not know that this device has left. Nothing was changed.',
  'Try again when it is online.',
);
const otherName = problem(
  'closing.other-name',
  'This is not the name of your business. Nothing was changed.',
  'Type the name as it stands in Settings → Business.',
);
const closedAlready = problem('closing.closed', 'This business is closed already.');
const wrongDays = problem('closing.wrong-days', 'The time to think it over is 30 days at most.');
const over = problem(
  'closing.over',
  'The date has passed, so the business cannot be opened again.',
  'What is still on this device can be exported.',
);
