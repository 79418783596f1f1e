import { type Act, type Answered, type Step } from '#shared/domain/act.ts';
import { type Heard, hearConversation } from '#shared/agent/acts/conversation.ts';
import { isAccounted } from '#shared/agent/acts/read.ts';
import type { Scene } from '#shared/agent/acts/scene.ts';
import { settle } from '#shared/agent/acts/settle.ts';
import { heardFirst } from '#shared/agent/autopilot/heard-first.ts';
import { type NoTap, type TapTarget, resolveTap } from '#shared/agent/choice/resolve-tap.ts';
import type { BusyTimes } from '#shared/domain/calendar-feed.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { withBusy } from '#shared/records/availability.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { tradesOf } from '../heard/hear-danger.ts';
import { queueOfferAgain } from '../choice.ts';
import type { CommandContext } from '../command.ts';
import { keepTime, makeVisit } from './hold.ts';
import { type LeftReason, leave, leavingAct } from './leave.ts';
import { sayActs } from './say.ts';

export interface Answering {
  conversationId: string;
  /** The customer's message that is answered. It alone decides who gets the answer. */
  messageId: string;
  /** The acts that a model chose; left out without one. */
  answered?: readonly Answered[] | undefined;
  receipts?: Message['receipts'];
  /** See `autopilot.reply`. */
  busy?: readonly BusyTimes[] | undefined;
}

/** What is said, and why a person goes on, where one does. */
interface Plan {
  acts: Act[];
  left?: LeftReason | undefined;
}

/**
 * Answers one message by what the records hold now: a tap by what it leads to, words by what two readers make of
 * them. What cannot be composed is left to a person.
 */
export function answerMessage(
  draft: RecordWriter,
  { conversationId, messageId, answered, receipts, busy = [] }: Answering,
  context: CommandContext,
): Result<{ id: string; left: boolean }> {
  const heard = hearConversation(withBusy(draft, busy), conversationId, context.now);
  if (!heard.ok) return heard;
  const { scene, reading, question } = heard.value;
  const message = readMessage(draft, messageId);
  if (message === undefined) return problem('autopilot.no-message', 'This message no longer exists.');
  const beside = { isTapped: message.tap !== undefined, isAccounted: isAccounted(reading) };
  if (heardFirst(question, { ...tradesOf(draft), ...beside }) !== undefined)
    return problem(
      'autopilot.heard',
      'The customer wants a person or no more messages, or may be in danger.',
    );
  const { tap, text } = message;
  const target = resolveTap(draft, { conversationId, token: tap?.token, text, now: context.now });
  if (target.ok && target.value.step === 'page') {
    const again = queueOfferAgain(draft, scene.conversation, target.value.page, context);
    return again.ok ? ok({ id: again.value.id, left: false }) : again;
  }
  const plan = planFor(draft, target, message, { heard: heard.value, answered });
  const saying = { scene, language: reading.language, receipts };
  let { left } = plan;
  let said = sayActs(draft, plan.acts, saying, context);
  if (!said.ok && said.error.code.startsWith('acts.')) {
    left ??= said.error.code === 'acts.unknown-person' ? 'unknownPerson' : 'notInRecords';
    said = sayActs(draft, [leavingAct(left)], saying, context);
  }
  if (said.ok && said.value.handsOver) left ??= 'notInRecords';
  if (left !== undefined) leave(draft, scene.conversation, left, said, context);
  else if (said.ok) draft.patch('conversations', conversationId, { state: 'pending' });
  return said.ok ? ok({ id: said.value.id, left: left !== undefined }) : said;
}

function planFor(
  draft: RecordWriter,
  target: Result<TapTarget, NoTap>,
  message: Message,
  { heard, answered }: { heard: Heard; answered: readonly Answered[] | undefined },
): Plan {
  if (target.ok && target.value.step !== 'page') return planOf(draft, target.value, message, heard);
  if (message.tap !== undefined) return { acts: [{ act: 'choose', of: 'menu' }] };
  if (heard.holdsMore) return { acts: [leavingAct('more')], left: 'more' };
  const { acts, isLeft, reason = 'notInRecords' } = settle(heard.reading, answered, heard.question);
  // Who has been offered a choice and writes something else is not offered the next one.
  const last = heard.messages.findLast(({ direction }) => direction === 'out');
  const asksAgain = acts.every(({ act }) => act === 'choose') && last?.offer !== undefined;
  if (asksAgain) return { acts: [leavingAct('notInRecords')], left: 'notInRecords' };
  return { acts, ...(isLeft && { left: reason }) };
}

/** What a tapped option leads to, by the records as they are now. */
function planOf(draft: RecordWriter, step: Step, message: Message, { scene }: Heard): Plan {
  switch (step.step) {
    case 'say':
      return { acts: step.acts };
    case 'person':
      return { acts: [leavingAct('wanted')], left: 'wanted' };
    case 'cancel':
      return { acts: [leavingAct('cancel')], left: 'cancel' };
    case 'move': {
      const { jobId, visitId, start } = step;
      return { acts: [{ act: 'moveRequested', jobId, visitId, start }], left: 'move' };
    }
    case 'hold':
      return planOfHold(draft, step, message, scene);
    default:
      // A technician's, of before they were served no more.
      return { acts: [leavingAct('wanted')], left: 'wanted' };
  }
}

function planOfHold(
  draft: RecordWriter,
  step: Extract<Step, { step: 'hold' }>,
  message: Message,
  scene: Scene,
): Plan {
  const hold = keepTime(draft, step, message, scene);
  const { start, serviceId } = step;
  const of = serviceId === undefined ? {} : { serviceId };
  // Somebody was quicker: what is free now.
  if (hold === undefined) return { acts: [{ act: 'slots', ...of }] };
  const confirms = draft.get('aiSettings', 'ai')?.autopilot?.confirmsTimes === true;
  if (confirms && scene.knownContactId !== undefined) return { acts: [makeVisit(draft, hold)] };
  return { acts: [{ act: 'held', start, ...of }], left: 'held' };
}
