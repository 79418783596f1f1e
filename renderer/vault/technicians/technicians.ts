import { servedMember } from '#shared/agent/technician/served-member.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Rule } from '#shared/domain/audit.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { isPaused, liftedAt } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';

export interface TechniciansDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  /** `rule`: by which rule, and for which member. */
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>, rule: Rule): Promise<Result<unknown>>;
  claims: Claims;
  work: Work;
  /** Whether this is an owner's device, which alone carries out what members tap. */
  isOwner(): boolean;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

export interface Technicians {
  /** Looks for members to serve, as by itself whenever messages, conversations or members have changed. */
  wake(): void;
}

const waitForRelay = 20_000;
/** As long as an answer is taken. */
const oldest = 24 * 60 * 60 * 1000;

/** Members who write from a known number are served by one of the owners' devices, each message once. */
export function createTechnicians(deps: TechniciansDeps): Technicians {
  const { records, run, claims, work, now, isOwner } = deps;
  const done = new Set<string>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    if (isPaused(records, 'autopilot') || isPaused(records, 'sends')) return;
    if (!isOwner() || ![...records.all('members')].some(({ isServed }) => isServed === true)) return;
    for (const conversation of records.all('conversations')) {
      if (work.isOver) return;
      if ((conversation.lastInboundAt ?? 0) > now() - oldest) await serve(conversation);
    }
  }

  async function serve(conversation: Conversation): Promise<void> {
    const { id: conversationId, lastMessageId: messageId = '' } = conversation;
    const newest = readMessage(records, messageId);
    if (newest?.direction !== 'in' || done.has(messageId)) return;
    if (newest.at <= Math.max(liftedAt(records, 'autopilot'), liftedAt(records, 'sends'))) return;
    const member = servedMember(records, conversation);
    if (member === undefined) return;
    const claim = await claims.take('technician', messageId);
    if (claim === 'unknown') return alarm.reset(waitForRelay);
    done.add(messageId);
    if (claim === 'other' || work.isOver) return;
    await run(
      'technician.serve',
      { conversationId, messageId },
      { name: 'technician', memberId: member.id, messageId },
    );
  }

  deps.changes.on(['messages', 'messageStates', 'conversations', 'members', 'pauses'], start);
  return { wake: start };
}
