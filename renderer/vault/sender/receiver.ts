import { oldestAnswered } from '#shared/agent/autopilot/gate.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';

/** Tells customers that their message has come in, while nobody can read it. */
export interface Receiver {
  wake(): void;
}

/** People write in pieces: the last one is told. */
const settled = 4000;
const waitForRelay = 20_000;

export function createReceiver(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  work: Work;
  /** A person of the business answers there, or one of the team writes. */
  isAttended(conversationId: string): boolean;
  /** Epoch milliseconds. */
  now(): number;
}): Receiver {
  const { records, work, now } = deps;
  const done = new Set<string>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    for (const conversation of records.all('conversations')) {
      const { id: conversationId, lastMessageId: messageId = '', lastInboundAt = 0 } = conversation;
      const isNew = lastInboundAt > now() - oldestAnswered && !done.has(messageId);
      if (work.isOver || !isNew || deps.isAttended(conversationId)) continue;
      const quietFor = now() - lastInboundAt;
      if (quietFor < settled) {
        alarm.reset(settled - quietFor);
        continue;
      }
      await tell(conversationId, messageId);
    }
  }

  async function tell(conversationId: string, messageId: string): Promise<void> {
    const claim = await deps.claims.take('autopilot', messageId);
    if (claim === 'unknown') return alarm.reset(waitForRelay);
    done.add(messageId);
    if (claim === 'mine' && !work.isOver) await deps.run('autopilot.receive', { conversationId, messageId });
  }

  deps.changes.on(['messages', 'conversations'], start);
  return { wake: start };
}
