import { z } from 'zod';
import { given } from '#shared/lib/given.ts';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import { refusalOf } from '#shared/agent/autopilot/gate.ts';
import { answeredSchema, mostActs } from '#shared/domain/act.ts';
import { autopilotSchema, defaultAutopilot } from '#shared/domain/autopilot.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { busyTimesSchema } from '#shared/domain/calendar-feed.ts';
import { idSchema } from '#shared/domain/common.ts';
import { messageSchema } from '#shared/domain/conversation.ts';
import { err, ok } from '#shared/lib/result.ts';
import { defineCommand } from '../command.ts';
import { findConversation } from '../conversation.ts';
import { answerMessage } from './answer.ts';
import { holdCommands } from './hold.ts';
import { type LeftReason, leave, leavingAct, leftReasons, release } from './leave.ts';
import { receive } from './receive.ts';
import { sayActs } from './say.ts';

const configure = defineCommand({
  name: 'autopilot.configure',
  title: 'Change what the assistant sends by itself',
  args: z.strictObject(autopilotSchema.partial().shape),
  undoable: true,
  run(draft, args) {
    if (draft.get('aiSettings', 'ai') === undefined) draft.create('aiSettings', defaultAiSettings);
    const before = draft.get('aiSettings', 'ai')?.autopilot ?? defaultAutopilot;
    draft.patch('aiSettings', 'ai', { autopilot: { ...before, ...given(args) } });
    return ok({ id: 'ai' });
  },
});

const switchHere = defineCommand({
  name: 'autopilot.switch',
  title: 'Switch the assistant on or off in a conversation',
  args: z.object({ conversationId: idSchema, on: z.boolean() }),
  undoable: true,
  run(draft, { conversationId, on }, { now }) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    draft.patch('conversations', conversationId, { autopilot: on ? 'on' : 'off' });
    if (on) {
      draft.patch('conversations', conversationId, { autopilotFrom: now });
    } else release(draft, conversationId);
    draft.unset('conversations', conversationId, 'handedOff');
    return ok({ id: conversationId });
  },
});

/**
 * The assistant's answer, by itself. It takes acts and never a text: what is said is composed here, from the records
 * as they are when it is written, after everything was checked again.
 */
const reply = defineCommand({
  name: 'autopilot.reply',
  title: 'Answer by the assistant',
  args: z.strictObject({
    conversationId: idSchema,
    messageId: idSchema,
    answered: z.array(answeredSchema).max(mostActs).optional(),
    receipts: messageSchema.shape.receipts,
    /** When people are busy by calendars that are asked only now: kept nowhere. */
    busy: z.array(busyTimesSchema).optional(),
  }),
  undoable: false,
  internal: true,
  run(draft, args, context) {
    const refused = refusalOf(draft, args.conversationId, args.messageId, context.now);
    return refused === undefined ? answerMessage(draft, args, context) : err(refused);
  },
});

/** The assistant stops here, tells the customer where it may, and leaves the team a note that says why. */
const handOff = defineCommand({
  name: 'autopilot.handOff',
  title: 'Hand a conversation over to a person',
  args: z.strictObject({
    conversationId: idSchema,
    messageId: idSchema,
    why: z.enum(Object.keys(leftReasons) as [LeftReason, ...LeftReason[]]),
    /** What left for an answer that is not sent. */
    receipts: messageSchema.shape.receipts,
  }),
  undoable: false,
  internal: true,
  evenKeptOnly: true,
  run(draft, { conversationId, messageId, why, receipts }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    if (found.value.autopilot === 'off') return ok({ id: conversationId, told: false });
    const heard = hearConversation(draft, conversationId, context.now);
    if (!heard.ok) return heard;
    const refused = refusalOf(draft, conversationId, messageId, context.now);
    const may = refused === undefined || stillTold.has(refused.code);
    const { scene, reading } = heard.value;
    const saying = { scene, language: reading.language, receipts };
    const said = may ? sayActs(draft, [leavingAct(why)], saying, context) : err(refused);
    leave(draft, found.value, why, said, context);
    return ok({ id: conversationId, told: said.ok });
  },
});

/** After its last turn, and where the customer goes on writing, they must still hear that a person takes over. */
const stillTold = new Set(['autopilot.turns', 'autopilot.not-newest']);

/** A person has answered, here or on the phone: the conversation is theirs. */
const giveWay = defineCommand({
  name: 'autopilot.giveWay',
  title: 'Leave a conversation to a person',
  args: z.strictObject({ conversationId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { conversationId }) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    release(draft, conversationId);
    draft.patch('conversations', conversationId, { autopilot: 'off' });
    return ok({ id: conversationId });
  },
});

export const autopilotCommands = [
  configure,
  switchHere,
  reply,
  handOff,
  giveWay,
  receive,
  ...holdCommands,
] as const;
