import { z } from 'zod';
import { given } from '#shared/lib/given.ts';
import { objectionTo } from '#shared/agent/autopilot/check.ts';
import { refusalOf, saidIn } from '#shared/agent/autopilot/gate.ts';
import { collectFacts } from '#shared/agent/facts.ts';
import { autopilotSchema, defaultAutopilot } from '#shared/domain/autopilot.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { messageSchema } from '#shared/domain/conversation.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { templateObstacle } from '#shared/channels/meta/whatsapp/templates.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import type { CommandContext } from './command.ts';
import { arrivedUpTo } from '#shared/domain/conversation-state.ts';
import { defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';
import { queueText } from './message.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

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
      draft.unset('conversations', conversationId, 'handedOff');
    } else release(draft, conversationId);
    return ok({ id: conversationId });
  },
});

/**
 * The assistant's answer, by itself. Everything is checked again here, where the answer is written: nothing
 * can have changed between the check and the record.
 */
const reply = defineCommand({
  name: 'autopilot.reply',
  title: 'Answer by the assistant',
  args: z.strictObject({
    conversationId: idSchema,
    /** The customer's message that is answered. It alone decides who gets the answer. */
    messageId: idSchema,
    /** What the assistant says; `opening` goes before it and is the product's own words. */
    text: z.string().max(4096),
    opening: z.string().max(500).optional(),
    receipts: messageSchema.shape.receipts,
  }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, messageId, text, opening, receipts }, context) {
    const refused = refusalOf(draft, conversationId, messageId, context.now);
    if (refused !== undefined) return err(refused);
    const facts = collectFacts(draft, conversationId, context.now);
    if (!facts.ok) return facts;
    const objection = objectionTo(text, facts.value);
    if (objection !== undefined) return problem('autopilot.unproven', objection);
    const whole = opening === undefined ? text : `${opening}\n\n${text}`;
    const sent = say(draft, conversationId, whole, receipts, context);
    if (sent.ok) draft.patch('conversations', conversationId, { state: 'pending' });
    return sent;
  },
});

/** The assistant stops here, tells the customer where it may, and leaves the team a note that says why. */
const handOff = defineCommand({
  name: 'autopilot.handOff',
  title: 'Hand a conversation over to a person',
  args: z.strictObject({
    conversationId: idSchema,
    messageId: idSchema,
    reason: z.string().trim().min(1).max(500),
    /** What the customer is told: the product's own words. */
    text: z.string().max(1000),
    /** What left for an answer that is not sent. */
    receipts: messageSchema.shape.receipts,
  }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, messageId, reason, text, receipts }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    if (found.value.autopilot === 'off') return ok({ id: conversationId, told: false });
    const refused = refusalOf(draft, conversationId, messageId, context.now);
    const may = refused === undefined || stillTold.has(refused.code);
    const said = may ? say(draft, conversationId, text, receipts, context) : err(refused);
    const id = context.newId();
    const { memberId, now } = context;
    // Below what the customer was told.
    const at = said.ok ? draft.get('messages', said.value.id)!.at + 1 : now;
    const why = said.ok ? reason : `${reason} ${untold(draft, found.value, said.error, now)}`;
    draft.create('messages', {
      id,
      conversationId,
      direction: 'note',
      type: 'text',
      at,
      text: why,
      memberId,
      autopilot: true,
    });
    release(draft, conversationId);
    draft.patch('conversations', conversationId, {
      autopilot: 'off',
      handedOff: { at: now, reason: why, told: said.ok },
      priority: found.value.priority ?? 'high',
    });
    markUnread(draft, conversationId);
    return ok({ id: conversationId, told: said.ok });
  },
});

/** After its last turn, and where the customer goes on writing, they must still hear that a person takes over. */
const stillTold = new Set(['autopilot.turns', 'autopilot.not-newest']);

/** That the customer does not know of a hand-over, why, and what the team can do about it. */
function untold(
  records: RecordReader,
  { channel, accountId, lastInboundAt }: Conversation,
  why: Problem,
  now: number,
): string {
  const { name, hasTemplates, replyWindow } = channelRules(channel);
  const isShut = !replyWindow(lastInboundAt, now, 'assistant').open;
  if (!isShut || why.code === 'autopilot.do-not-contact') return `The customer was not told. ${why.message}`;
  const shut = `The customer was not told: the time in which ${name} takes free answers is over.`;
  const canSend = hasTemplates && hasTemplateFor(records, accountId);
  return canSend ? `${shut} An approved template still reaches them.` : shut;
}

/** A member without the channels does not know whose the templates are: any will do then. */
function hasTemplateFor(records: RecordReader, accountId: string): boolean {
  const owner = [...records.all('channels')].find(
    (channel) => channel.kind === 'whatsapp' && channel.phoneNumberId === accountId,
  )?.['businessAccountId'];
  return [...records.all('messageTemplates')].some(
    (template) =>
      (owner === undefined || template.businessAccountId === owner) &&
      templateObstacle(template) === undefined,
  );
}

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

/** As the owner's messages go out: window, length and placeholders are checked there. */
function say(
  draft: RecordWriter,
  conversationId: string,
  text: string,
  receipts: z.infer<typeof messageSchema.shape.receipts>,
  context: CommandContext,
): Result<{ id: string }> {
  const found = findConversation(draft, conversationId);
  if (!found.ok) return found;
  // The customer's message is the later one where a phone's clock is ahead; the answer must follow it.
  const after = saidIn(draft, conversationId).at(-1)?.at;
  const words = { text: text.trim(), author: 'assistant', autopilot: true, receipts, after } as const;
  return queueText(draft, found.value, words, context);
}

function release(draft: RecordWriter, id: string): void {
  if (draft.get('conversations', id)?.state === 'pending')
    draft.patch('conversations', id, { state: 'open' });
}

function markUnread(draft: RecordWriter, id: string): void {
  const conversation = draft.get('conversations', id)!;
  const { readUpTo = 0, readBy = {} } = conversation;
  const arrived = arrivedUpTo(conversation);
  if (arrived === undefined) return;
  if (readUpTo >= arrived) draft.patch('conversations', id, { readUpTo: arrived - 1 });
  for (const [member, upTo] of Object.entries(readBy)) {
    if (upTo >= arrived) draft.putEntry('conversations', id, 'readBy', member, arrived - 1);
  }
}

export const autopilotCommands = [configure, switchHere, reply, handOff, giveWay] as const;
