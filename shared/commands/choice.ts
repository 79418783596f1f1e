import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { messageSchema } from '#shared/domain/conversation.ts';
import { type Offer, offerLifetime, offerSchema, optionSchema } from '#shared/domain/offer.ts';
import { problem, type Result } from '#shared/lib/result.ts';
import { newestOffer } from '#shared/agent/choice/resolve-tap.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';
import { offeredAgain, queueText } from './message.ts';

const newChoiceSchema = z.object({
  text: z.string().trim().min(1),
  options: z
    .array(optionSchema.omit({ order: true }))
    .min(1)
    .max(100),
  /** The words that lead to what does not fit, and that open a list, in the customer's language. */
  more: offerSchema.shape.more.shape.title,
  open: offerSchema.shape.open,
  /** Left out: a day from now. */
  expiresAt: momentSchema.optional(),
  author: z.enum(['owner', 'assistant']).optional(),
  autopilot: z.literal(true).optional(),
  purpose: messageSchema.shape.purpose,
  receipts: messageSchema.shape.receipts,
  /** It stands behind this moment. */
  after: momentSchema.optional(),
});
/** What a customer is to choose from; tokens are made here. */
export type NewChoice = z.infer<typeof newChoiceSchema>;

/** Writes a choice for this device's outbound worker. It takes the place of what was offered here before. */
export function queueChoice(
  draft: RecordWriter,
  conversation: Conversation,
  { options, more, open, expiresAt, author = 'assistant', ...words }: NewChoice,
  context: CommandContext,
): Result<{ id: string }> {
  const offer: Offer = {
    options: Object.fromEntries(options.map((option, order) => [context.newId(), { ...option, order }])),
    page: 0,
    more: { key: context.newId(), title: more },
    open,
    expiresAt: expiresAt ?? context.now + offerLifetime,
  };
  return queueText(draft, conversation, { ...words, author, offer }, context);
}

/** Offers once more what was offered last, or another page of it, as a message of its own. */
export function queueOfferAgain(
  draft: RecordWriter,
  conversation: Conversation,
  page: number | undefined,
  context: CommandContext,
): Result<{ id: string }> {
  const message = newestOffer(draft, conversation.id);
  if (message === undefined) return problem('choice.none', 'Nothing was offered in this conversation.');
  const { text = '', author = 'assistant', autopilot, purpose } = message;
  const offer = offeredAgain(message, message.offer, context);
  const shown = { ...offer, page: page ?? offer.page };
  return queueText(draft, conversation, { text, author, autopilot, purpose, offer: shown }, context);
}

const sendChoice = defineCommand({
  name: 'choice.send',
  title: 'Offer a choice',
  args: newChoiceSchema.extend({ conversationId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, ...choice }, context) {
    const found = findConversation(draft, conversationId);
    return found.ok ? queueChoice(draft, found.value, choice, context) : found;
  },
});

const sendAgain = defineCommand({
  name: 'choice.sendAgain',
  title: 'Offer a choice again',
  args: z.object({ conversationId: idSchema, page: z.int().nonnegative().optional() }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, page }, context) {
    const found = findConversation(draft, conversationId);
    return found.ok ? queueOfferAgain(draft, found.value, page, context) : found;
  },
});

export const choiceCommands = [sendChoice, sendAgain] as const;
