import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { reminderObstacle } from '#shared/commands/reminder.ts';
import { readAnswerToken } from '#shared/domain/reminder.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { type DueReminder, remindersBetween } from '#shared/records/reminders.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';

export interface RemindersDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

/** Follows the owner's rules around visits. Each reminder is one device's, by claim, and once by its record. */
export interface Reminders {
  /** Looks for what is due, as by itself whenever visits or rules have changed and when a moment has come. */
  wake(): void;
}

const waitForRelay = 20_000;
/** A computer that slept keeps its timers as they were: look at the clock again at least this often. */
const longestAlarm = 60_000;
const ahead = 24 * 60 * 60 * 1000;
/** What decides whether and how a reminder goes out. */
const told = [
  'visits',
  'jobs',
  'jobEvents',
  'reminderRules',
  'reminders',
  'messageTemplates',
  'mailAccounts',
  'consents',
  'pauses',
] as const;
/** Many visits change at once: they are looked through together. */
const settled = 500;

export function createReminders(deps: RemindersDeps): Reminders {
  const { records, work, now } = deps;
  /** What this device is done with, or another one sends. */
  const done = new Set<string>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    if (isPaused(records, 'sends')) return;
    const from = now();
    const all = remindersBetween(records, from, from + ahead).filter(({ id }) => !done.has(id));
    for (const due of all.filter(({ at }) => at <= from)) {
      if (work.isOver) return;
      if (!(await take(due))) return alarm.reset(waitForRelay);
    }
    const next = all.find(({ at }) => at > from);
    alarm.reset(next === undefined ? longestAlarm : Math.min(next.at - from, longestAlarm));
  }

  /** `false` where the relay cannot say whose it is: sent twice would be worse than sent late. */
  async function take(due: DueReminder): Promise<boolean> {
    const { id, rule, visit } = due;
    // Who cannot be reached stands in the list of what is done by hand.
    if (reminderObstacle(records, due, now()) !== undefined) return true;
    if (!(await deps.caughtUp())) return false;
    const claim = await deps.claims.take('reminder', id);
    if (claim === 'unknown' || work.isOver) return false;
    done.add(id);
    if (claim === 'mine')
      await deps.run('reminder.send', { ruleId: rule.id, visitId: visit.id, start: visit.time.start });
    return true;
  }

  function answers(ids: Iterable<string>): void {
    for (const id of ids) {
      const token = records.get('messages', id)?.tap?.token ?? '';
      if (readAnswerToken(token) !== undefined)
        ignore(work.track(deps.run('reminder.answer', { messageId: id })));
    }
  }

  const later = work.debounce(async () => start(), settled);
  deps.changes.on([...told], later);
  deps.changes.on(['messages'], answers);
  return { wake: start };
}
