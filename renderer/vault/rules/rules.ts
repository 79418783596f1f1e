import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { waitsByHand } from '#shared/commands/rules/by-hand.ts';
import type { Cause } from '#shared/commands/rules/cause.ts';
import { causesOf, runId } from '#shared/commands/rules/causes.ts';
import { rulesInOrder } from '#shared/commands/rules/in-order.ts';
import { followUpsOf, sendClaim, sendings, sendObstacle } from '#shared/commands/rules/send.ts';
import type { Rule } from '#shared/domain/audit.ts';
import { isSending, type OwnRule } from '#shared/domain/own-rule.ts';
import { isOpenEnquiry } from '#shared/domain/enquiry.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { isWon } from '#shared/records/enquiries.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';

export interface RulesDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  /** `rule`: by which rule, for the audit log. */
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>, rule: Rule): Promise<Result<unknown>>;
  /** Takes away the follow-ups of an enquiry that is settled. */
  stop(aboutId: string): Promise<Result<unknown>>;
  claims: Claims;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  /** Whether this device may write all that rules write; one that may not leaves them to the others. */
  mayFollow(): boolean;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

/**
 * Follows the owner's own rules. What stays within the business every device may do, offline too: it leads to the same
 * records under the same ids. What reaches a customer is one device's, by claim.
 */
export interface Rules {
  /** Looks at everything for what rules have to do, as by itself whenever something has changed and when a moment has come. */
  wake(): void;
}

/** What happened while everything was off is done for so long. */
const caughtUpFor = 3 * 24 * 60 * 60 * 1000;
const ahead = 24 * 60 * 60 * 1000;
const waitForRelay = 20_000;
const longestAlarm = 60_000;
/** Much changes at once: it is looked through together. */
const settled = 500;

export function createRules(deps: RulesDeps): Rules {
  const { records, work, now } = deps;
  /** Runs that this device is done with, or could not do, and messages that are sent or another one's. */
  const done = new Set<string>();
  const spoken = new Set<string>();
  /** What has changed since the last look; nothing left out means everything. */
  let changed: Set<string> | undefined;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const only = changed;
    changed = new Set();
    if (!deps.mayFollow()) return;
    const from = now();
    let next = from + longestAlarm;
    for (const rule of rulesInOrder(records).filter(({ isOn }) => isOn)) {
      // What waits for an answer, or to be paid, falls due without anything having changed.
      const span = { from: Math.max(rule.since, from - caughtUpFor), to: from + ahead };
      const isTimed = rule.when?.on === 'unanswered' || rule.when?.on === 'invoice';
      for (const cause of causesOf(records, rule, { ...span, ...(!isTimed && only && { only }) })) {
        if (work.isOver) return;
        if (cause.dueAt > from) next = Math.min(next, cause.dueAt);
        else if (!(await follow(rule, cause))) next = Math.min(next, now() + waitForRelay);
      }
    }
    alarm.reset(Math.max(0, next - now()));
  }

  /** `false` where it has to be looked at again: the relay cannot say who sends. */
  async function follow(rule: OwnRule, cause: Cause): Promise<boolean> {
    const id = runId(rule.id, cause);
    const known = records.get('ruleRuns', id);
    const args = {
      ruleId: rule.id,
      aboutId: cause.aboutId,
      key: cause.key,
      step: cause.step,
      dueAt: cause.dueAt,
    };
    const by: Rule = { name: 'own', ruleId: rule.id, runId: id };
    const hasQuiet = cause.step > 0 || rule.actions.some((action) => !isSending(action));
    if (known === undefined && hasQuiet && !done.has(id)) {
      done.add(id);
      const ran = await deps.run('rule.run', args, by);
      // What could not be stored is tried again.
      if (!ran.ok && !ran.error.code.startsWith('rule.')) done.delete(id);
    }
    return cause.step > 0 || spoken.has(id) || speak(rule, cause, args, by);
  }

  async function speak(rule: OwnRule, cause: Cause, args: ArgsOf<'rule.send'>, by: Rule): Promise<boolean> {
    const id = runId(rule.id, cause);
    const known = records.get('ruleRuns', id);
    const open = sendings(rule).filter(({ place }) => known?.did[place] === undefined);
    if (open.length === 0 || known?.undoneAt !== undefined) return true;
    // It is looked at again when sending goes on.
    if (isPaused(records, 'sends')) return true;
    // Another device may have sent it: what that one has written is read first.
    if (!(await deps.caughtUp()) || work.isOver) return waits(id);
    const may = open.some(({ action }) => sendObstacle(records, rule, action, cause, now()) === undefined);
    if (may) {
      const claim = await deps.claims.take('rule', sendClaim(rule, cause));
      if (claim === 'unknown' || work.isOver) return waits(id);
      spoken.add(id);
      if (claim === 'other') return true;
    }
    spoken.add(id);
    // What stands against it is written down as well.
    await deps.run('rule.send', args, by);
    return true;
  }

  /** It is looked at again though nothing of it changes. */
  function waits(id: string): false {
    spoken.delete(id);
    changed = undefined;
    return false;
  }

  const later = work.debounce(async () => start(), settled);
  const note = (ids: Iterable<string>): void => {
    for (const id of ids) changed?.add(id);
    later();
  };
  deps.changes.on(['messages', 'messageStates'], (ids) =>
    note(Array.from(ids).flatMap((id) => readMessage(records, id)?.conversationId ?? [])),
  );
  function endFollowUps(ids: Iterable<string | undefined>): void {
    for (const id of ids) {
      if (id === undefined) continue;
      if (followUpsOf(records, id).length + waitsByHand(records, id).length === 0) continue;
      const enquiry = records.get('enquiries', id);
      if (enquiry === undefined || !isOpenEnquiry(enquiry) || isWon(records, id))
        ignore(work.track(deps.stop(id)));
    }
  }

  deps.changes.on(['conversations', 'enquiries', 'jobs', 'bookings', 'issued'], note);
  deps.changes.on(['enquiries'], endFollowUps);
  deps.changes.on(['jobs'], (ids) =>
    endFollowUps(Array.from(ids, (id) => records.get('jobs', id)?.enquiryId)),
  );
  deps.changes.on(['visits'], (ids) =>
    note(Array.from(ids).flatMap((id) => records.get('visits', id)?.jobId ?? [])),
  );
  deps.changes.on(['jobEvents'], (ids) =>
    note(Array.from(ids).flatMap((id) => records.get('jobEvents', id)?.jobId ?? [])),
  );
  deps.changes.on(['payments'], (ids) =>
    note(Array.from(ids).flatMap((id) => records.get('payments', id)?.issuedId ?? [])),
  );
  deps.changes.on(['webhookArrivals'], (ids) =>
    note(Array.from(ids).flatMap((id) => records.get('webhookArrivals', id)?.enquiryId ?? [])),
  );
  deps.changes.on(['rules', 'pauses'], () => {
    changed = undefined;
    later();
  });
  return {
    wake() {
      changed = undefined;
      start();
    },
  };
}
