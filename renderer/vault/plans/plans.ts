import { isPlanDue } from '#shared/commands/plan-billing.ts';
import { renewalsDue } from '#shared/commands/plan-renewal.ts';
import { dayOf } from '#shared/domain/day.ts';
import { dayBounds } from '#shared/domain/local-time.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';

export interface PlansDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run(name: 'plan.makeVisits' | 'plan.bill' | 'plan.askRenewals', args: object): Promise<Result<unknown>>;
  mayWriteMoney(): boolean;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

/**
 * Does what plans ask for when its day begins: visits to come, drafts of what is billed in advance, tasks to ask about
 * a renewal. Every device does it: the ids follow from plan and day, so that all of them do it once.
 */
export interface Plans {
  /** Looks for what is due, as by itself whenever plans have changed and when a day begins. */
  wake(): void;
}

/** A computer that slept keeps its timers as they were: look at the clock again at least this often. */
const longestAlarm = 60_000;
/** What is changed together is looked at together. */
const settled = 500;

export function createPlans(deps: PlansDeps): Plans {
  const { records, work, now } = deps;
  /** The days, where the plans are, of which all was done; nothing, where something has changed since. */
  let doneOn: string | undefined;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const moment = now();
    const zones = [...new Set(Array.from(records.all('plans'), ({ times }) => times.zone))].toSorted();
    // Without a plan there is nothing to wait for: one that is made is heard of.
    if (zones.length === 0) return;
    const days = zones.map((zone) => dayOf(moment, zone)).join(' ');
    if (days !== doneOn && (await settle(moment))) doneOn = days;
    const next = Math.min(...zones.map((zone) => dayBounds(moment, zone).end));
    alarm.reset(Math.min(next - moment, longestAlarm));
  }

  /** `false`, where something could not be stored: it is looked at again. */
  async function settle(moment: number): Promise<boolean> {
    const asked = [await deps.run('plan.makeVisits', {})];
    if (deps.mayWriteMoney() && !work.isOver) {
      if (isPlanDue(records, moment)) asked.push(await deps.run('plan.bill', {}));
      if (renewalsDue(records, moment).length > 0) asked.push(await deps.run('plan.askRenewals', {}));
    }
    return asked.every(({ ok }) => ok);
  }

  const later = work.debounce(async () => {
    doneOn = undefined;
    start();
  }, settled);
  deps.changes.on(['plans', 'planTerms', 'documents'], later);
  return {
    wake() {
      doneOn = undefined;
      start();
    },
  };
}
