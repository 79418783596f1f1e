import { type Heard, hearConversation } from '#shared/agent/acts/conversation.ts';
import { isAccounted } from '#shared/agent/acts/read.ts';
import type { Answered } from '#shared/domain/act.ts';
import { chooseActs } from '#shared/agent/autopilot/decide.ts';
import { oldestAnswered, refusalOf } from '#shared/agent/autopilot/gate.ts';
import { heardFirst } from '#shared/agent/autopilot/heard-first.ts';
import { tradesOf } from '#shared/commands/heard/hear-danger.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { timesLookedAt } from '#shared/agent/slots.ts';
import { withBusy } from '#shared/records/availability.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defaultAutopilot, sendsByItself } from '#shared/domain/autopilot.ts';
import type { BusyTimes } from '#shared/domain/calendar-feed.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import type { Models } from '../models/models.ts';

export interface AutopilotDeps {
  models: Pick<Models, 'complete' | 'mayChooseActs'>;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  /** When people are busy by calendars that are asked only now; nothing of it is kept. */
  busyNow(start: number, end: number): Promise<readonly BusyTimes[]>;
  /** Opens the closed years that hold something of a contact: what they owe is told of all of them or not at all. */
  openFor(contactId: string): Promise<void>;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
  /** How long a customer has to be quiet before they are answered: people write in pieces. */
  settleMilliseconds?: number;
}

export interface Autopilot {
  /** Looks for customers to answer, as by itself whenever messages, conversations or settings have changed. */
  wake(): void;
}

const settled = 4000;
/** Until the relay is asked again who answers, where it could not say. */
const waitForRelay = 20_000;

/** The assistant's own answers. One conversation after another; each message by exactly one device. */
export function createAutopilot(deps: AutopilotDeps): Autopilot {
  const { records, run, claims, now } = deps;
  const settleMilliseconds = deps.settleMilliseconds ?? settled;
  /** Messages that this device is done with, or that another one answers. */
  const done = new Set<string>();
  const start = deps.work.singleFlight(work);
  const alarm = deps.work.alarm(wake);
  let dueAt = Infinity;

  async function work(): Promise<void> {
    for (const conversation of candidates()) {
      if (deps.work.isOver) return;
      await look(conversation);
    }
  }

  function candidates(): Conversation[] {
    const settings = records.get('aiSettings', 'ai')?.autopilot ?? defaultAutopilot;
    if (!sendsByItself(settings)) return [];
    return [...records.all('conversations')].filter(
      ({ state, autopilot, lastInboundAt = 0 }) =>
        state === 'pending' || (autopilot !== 'off' && lastInboundAt > now() - oldestAnswered),
    );
  }

  async function look({ id, state, lastMessageId = '' }: Conversation): Promise<void> {
    const newest = readMessage(records, lastMessageId);
    if (newest === undefined || done.has(newest.id)) return;
    if (newest.direction === 'out' && newest.autopilot !== true && state === 'pending') {
      await run('autopilot.giveWay', { conversationId: id });
      return;
    }
    const refused = refusalOf(records, id, newest.id, now());
    if (refused?.code === 'autopilot.turns') return leave(id, newest, 'turns');
    if (refused !== undefined) return;
    const quietFor = now() - newest.at;
    if (quietFor < settleMilliseconds) return later(settleMilliseconds - quietFor);
    await answer(id, newest);
  }

  async function answer(conversationId: string, message: Message): Promise<void> {
    if (!(await isOurs(message.id))) return;
    done.add(message.id);
    const heard = hearConversation(records, conversationId, now());
    if (!heard.ok) return;
    const wish = heardFirst(heard.value.question, {
      ...tradesOf(records),
      isTapped: message.tap !== undefined,
      isAccounted: isAccounted(heard.value.reading),
    });
    // A stop is acknowledged whether the assistant answers here or not: see ../heard/safety.ts.
    if (wish === 'stop') return;
    if (wish === 'human') return leave(conversationId, message, 'wanted');
    if (wish === 'doubt') return leave(conversationId, message, 'doubt');
    const { contactId } = heard.value.scene.conversation;
    const about = [contactId];
    const hasModel = message.tap === undefined && (await deps.models.mayChooseActs(about));
    const { start: from, end } = timesLookedAt(now());
    const busy = await deps.busyNow(from, end);
    if (deps.work.isOver) return;
    const { scene } = heard.value;
    const seen = { ...heard.value, scene: { ...scene, records: withBusy(records, busy) } };
    const chosen = await chooseActs(seen, hasModel ? deps.models : undefined, deps.work.signal);
    if (deps.work.isOver) return;
    const { answered, receipts, hasFailed } = chosen;
    if (hasFailed) return leave(conversationId, message, 'noModel', receipts);
    if (message.tap !== undefined || isAboutMoney(heard.value, answered))
      await Promise.all(contactsOf(records, contactId).map(deps.openFor));
    if (deps.work.isOver) return;
    await run('autopilot.reply', {
      conversationId,
      messageId: message.id,
      answered,
      receipts,
      busy: [...busy],
    });
    // What came in between is looked at anew.
    start();
  }

  async function leave(
    conversationId: string,
    { id }: Message,
    why: ArgsOf<'autopilot.handOff'>['why'],
    receipts?: Message['receipts'],
  ): Promise<void> {
    if (!done.has(id) && !(await isOurs(id))) return;
    done.add(id);
    await run('autopilot.handOff', { conversationId, messageId: id, why, receipts });
  }

  async function isOurs(messageId: string): Promise<boolean> {
    const claim = await claims.take('autopilot', messageId);
    if (claim === 'other') done.add(messageId);
    if (claim === 'unknown') later(waitForRelay);
    return claim === 'mine' && !deps.work.isOver;
  }

  function later(milliseconds: number): void {
    const at = now() + milliseconds;
    if (at >= dueAt) return;
    dueAt = at;
    alarm.reset(milliseconds);
  }

  function wake(): void {
    dueAt = Infinity;
    start();
  }

  deps.changes.on(['messages', 'messageStates', 'conversations', 'aiSettings', 'pauses'], wake);
  return { wake };
}

const ofMoney = ['balance', 'documentCopy'] as const;

function isAboutMoney({ reading }: Heard, answered: readonly Answered[] = []): boolean {
  return ofMoney.some((kind) => reading.touched.has(kind) || answered.some(({ act }) => act.act === kind));
}
