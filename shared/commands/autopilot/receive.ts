import { z } from 'zod';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import { refusalOf, saidIn } from '#shared/agent/autopilot/gate.ts';
import { hasHours, localTime, openShift } from '#shared/agent/clock.ts';
import { idSchema } from '#shared/domain/common.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from '../command.ts';
import { sayActs } from './say.ts';

/** Who goes on writing is not told again and again. */
const toldAgainAfter = 12 * 60 * 60 * 1000;

/**
 * Tells a customer that their message has come in, or when the business opens, where nothing else may be said: while
 * Plumbline is locked. It promises nothing, reads no record of theirs, and leaves their words unanswered.
 */
export const receive = defineCommand({
  name: 'autopilot.receive',
  title: 'Tell a customer that their message has come in',
  args: z.strictObject({ conversationId: idSchema, messageId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, messageId }, context) {
    const { now } = context;
    const refused = refusalOf(draft, conversationId, messageId, now, { closedToo: true });
    if (refused !== undefined) return err(refused);
    const isTold = saidIn(draft, conversationId).some(
      ({ direction, autopilot, at }) =>
        direction === 'out' && autopilot === true && at > now - toldAgainAfter,
    );
    if (isTold) return problem('autopilot.told', 'This customer knows that their messages come in.');
    const heard = hearConversation(draft, conversationId, now);
    if (!heard.ok) return heard;
    const { scene, reading } = heard.value;
    const saying = { scene, language: reading.language, answersNothing: true } as const;
    const business = draft.get('business', 'business')!;
    const isClosed =
      hasHours(business) && openShift(business, localTime(now, business.timeZone)) === undefined;
    const said = isClosed ? sayActs(draft, [{ act: 'away' }], saying, context) : undefined;
    const received = said?.ok === true ? said : sayActs(draft, [{ act: 'received' }], saying, context);
    return received.ok ? ok({ id: received.value.id }) : received;
  },
});
