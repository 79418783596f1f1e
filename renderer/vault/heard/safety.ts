import { oldestAnswered } from '#shared/agent/autopilot/gate.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { ConsentEvent } from '#shared/domain/consent.ts';
import { answerableSince, openDangers } from '#shared/domain/danger.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';

export interface SafetyDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

export interface Safety {
  /** Looks for customers who have to hear something at once, as by itself whenever conversations have changed. */
  wake(): void;
}

const waitForRelay = 5000;
/** Longer than this no channel takes an answer, whoever has taken the danger since. */
const longestWait = 24 * 60 * 60 * 1000;

/**
 * What follows at once where danger or stop was heard: one device says what to do, asks, or acknowledges. It waits
 * neither for a model nor for the customer to be quiet.
 */
export function createSafety({ records, run, claims, work, now, changes }: SafetyDeps): Safety {
  const done = new Set<string>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    if (isPaused(records, 'sends')) return;
    for (const conversation of records.all('conversations')) {
      if (work.isOver) return;
      await tell(conversation);
      await ask(conversation);
    }
    for (const consent of records.all('consents'))
      if (now() - consent.at <= longestWait && !work.isOver) await acknowledge(consent);
  }

  async function acknowledge({ messageId, basis, given, at }: ConsentEvent): Promise<void> {
    if (messageId === undefined || basis === 'owner' || given) return;
    const conversationId = readMessage(records, messageId)?.conversationId ?? '';
    const conversation = records.get('conversations', conversationId);
    if (conversation === undefined || conversation.stopsTold?.[messageId] !== undefined) return;
    if (!mayAnswer(conversation, at) || !(await isOurs('stop', messageId))) return;
    await run('stop.acknowledge', { conversationId, messageId });
  }

  async function tell(conversation: Conversation): Promise<void> {
    const { id: conversationId, dangersTold = {} } = conversation;
    // Under a post a person answers: everybody would read what to do.
    if (!isPrivate(conversation)) return;
    for (const { messageId, at } of openDangers(conversation)) {
      if (dangersTold[messageId] !== undefined || !isRecent(at) || !(await isOurs('danger', messageId)))
        continue;
      await run('danger.tell', { conversationId, messageId });
    }
  }

  async function ask(conversation: Conversation): Promise<void> {
    const { id: conversationId, stopQuestion } = conversation;
    if (stopQuestion === undefined || stopQuestion.askedAt !== undefined) return;
    const { messageId, at } = stopQuestion;
    if (!mayAnswer(conversation, at) || !(await isOurs('question', messageId))) return;
    await run('stop.ask', { conversationId });
  }

  /** Whom a person has to look after hears nothing else meanwhile, and what waited once they have been taken care of. */
  function mayAnswer(conversation: Conversation, at: number): boolean {
    const since = answerableSince(conversation, at, oldestAnswered);
    return openDangers(conversation).length === 0 && isRecent(since);
  }

  function isRecent(at: number): boolean {
    return now() - at <= oldestAnswered;
  }

  /** One message may hold danger and a stop: each is done once. */
  async function isOurs(matter: 'danger' | 'stop' | 'question', messageId: string): Promise<boolean> {
    const key = `${matter} ${messageId}`;
    if (done.has(key)) return false;
    const claim = await claims.take('safety', messageId);
    if (claim === 'unknown') alarm.reset(waitForRelay);
    else done.add(key);
    return claim === 'mine' && !work.isOver;
  }

  changes.on(['conversations', 'consents', 'pauses'], start);
  return { wake: start };
}
