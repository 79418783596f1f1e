import { z } from 'zod';
import { webhookEventSchema } from '#shared/channels/events.ts';
import {
  type BroadcastRecipient,
  broadcastRecipientSchema,
  isWaiting,
} from '#shared/domain/broadcast/broadcast.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import { telegramAlertSchema } from '#shared/domain/telegram.ts';
import {
  conversationSchema,
  type Message,
  type MessageState,
  messageSchema,
  messageStateSchema,
  type WrittenMessage,
} from '#shared/domain/conversation.ts';
import { type Reminder, reminderSchema } from '#shared/domain/reminder.ts';
import { given } from '#shared/lib/given.ts';
import { ok } from '#shared/lib/result.ts';
import { openState, readMessage, writeMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { showAsLast } from './inbox/summary.ts';
import { beginMailConversation } from './mail.ts';

const { dangersTold, stopsTold, autopilot, handedOff, priority } = conversationSchema.shape;

/** What came of a conversation while Plumbline was locked. */
const talkSchema = z.object({
  /** As the sender knows it: it has only the conversations of who was due. */
  id: idSchema,
  /** A message of the customer's in it, by which it is found where it has another id. */
  messageId: idSchema.optional(),
  /** Of e-mails: with whom, and over which mailbox. Nobody had written to them before, where it is not known here. */
  mailed: z.object({ contactId: idSchema, accountId: z.string().max(64) }).optional(),
  dangersTold,
  stopsTold,
  autopilot,
  handedOff,
  priority,
});

/** One step of the sender's: what it wrote and what became of it, with the deliveries that it rests on. */
export const senderEntrySchema = z.object({
  events: z.array(webhookEventSchema),
  messages: z.array(messageSchema),
  states: z.array(messageStateSchema),
  talks: z.array(talkSchema),
  reminders: z.array(reminderSchema),
  /** Who has had their turn in a broadcast; none in a log of before. */
  recipients: z.array(broadcastRecipientSchema).default([]),
  /** What members were told in Telegram, what was not said after all, and who wants to hear nothing more there. */
  telegram: z
    .object({
      alerts: z.array(telegramAlertSchema),
      untold: z.array(idSchema),
      stopped: z.array(z.object({ id: idSchema, at: momentSchema.optional() })),
    })
    .optional(),
});
export type SenderEntry = z.infer<typeof senderEntrySchema>;

const takeOver = defineCommand({
  name: 'sender.takeOver',
  title: 'Note what went out while Plumbline was locked',
  args: z.object({ entries: z.array(senderEntrySchema) }),
  undoable: false,
  internal: true,
  completes: true,
  asTheyStand: true,
  run(draft, { entries }, context) {
    const names: Names = { talks: new Map(), messages: new Map() };
    for (const { talks, messages, states, reminders, recipients, telegram } of entries) {
      for (const talk of talks) takeTalk(draft, talk, names, context);
      for (const message of messages) takeMessage(draft, message, names);
      for (const state of states) takeState(draft, state, names);
      for (const reminder of reminders) takeReminder(draft, reminder, names);
      for (const recipient of recipients) takeRecipient(draft, recipient, names);
      if (telegram !== undefined) takeTelegram(draft, telegram);
    }
    for (const id of names.messages.values()) {
      const message = readMessage(draft, id);
      if (message !== undefined) showAsLast(draft, message);
    }
    return ok({ entries: entries.length });
  },
});

/** Under which ids what the sender names is known here. */
interface Names {
  talks: Map<string, string>;
  messages: Map<string, string>;
}

function takeTalk(
  draft: RecordWriter,
  talk: SenderEntry['talks'][number],
  { talks }: Names,
  context: CommandContext,
): void {
  const { id: known, messageId, mailed, dangersTold: dangers = {}, stopsTold: stops = {}, ...fields } = talk;
  const own = draft.get('conversations', known);
  const byMessage = messageId === undefined ? known : readMessage(draft, messageId)?.conversationId;
  const id = own?.id ?? (mailed && mailTalk(draft, mailed, context)) ?? byMessage;
  if (id === undefined || draft.get('conversations', id) === undefined) return;
  talks.set(known, id);
  for (const [key, at] of Object.entries(dangers))
    draft.putEntry('conversations', id, 'dangersTold', key, at);
  for (const [key, at] of Object.entries(stops)) draft.putEntry('conversations', id, 'stopsTold', key, at);
  draft.patch('conversations', id, given(fields));
}

/** What went out is kept, whatever stands against writing to them by now. */
function mailTalk(
  draft: RecordWriter,
  { contactId: known, accountId }: { contactId: string; accountId: string },
  context: CommandContext,
): string | undefined {
  const contactId = mergedTarget(known, (each) => draft.get('contacts', each));
  if (draft.get('contacts', contactId) === undefined) return undefined;
  return beginMailConversation(draft, { contactId, accountId }, context).id;
}

/** What the sender said by itself. Its id names the conversation: in another one it is another. */
function takeMessage(draft: RecordWriter, message: WrittenMessage, { talks, messages }: Names): void {
  const { id: known, ...content } = message;
  const conversationId = talks.get(message.conversationId) ?? message.conversationId;
  if (draft.get('messages', known) === undefined && draft.get('conversations', conversationId) !== undefined)
    messages.set(known, writeMessage(draft, { ...content, conversationId }));
  else messages.set(known, known);
}

/** What only the device that sends sets or clears: of the rest others may have heard more meanwhile. */
function takeState(draft: RecordWriter, state: MessageState, { messages }: Names): void {
  const id = messages.get(state.id) ?? state.id;
  if (draft.get('messages', id) === undefined) return;
  messages.set(state.id, id);
  openState(draft, id);
  const { attemptedAt, retryAt, refusal, externalId, error, tries, heldAt, heldWhy, asText } = state;
  const again = state.retriedAs === undefined ? undefined : named(state.retriedAs, messages);
  draft.assign('messageStates', id, { attemptedAt, retryAt, refusal });
  const noted = { externalId, error, tries, heldAt, heldWhy, asText, retriedAs: again };
  draft.patch('messageStates', id, given(noted));
  for (const [step, at] of Object.entries(state.statuses ?? {}))
    if (readStatus(draft, id, step) === undefined) draft.putEntry('messageStates', id, 'statuses', step, at);
}

function takeReminder(draft: RecordWriter, reminder: Reminder, { messages }: Names): void {
  if (draft.get('reminders', reminder.id) !== undefined) return;
  draft.create('reminders', { ...reminder, messageId: named(reminder.messageId, messages) });
}

function takeRecipient(draft: RecordWriter, recipient: BroadcastRecipient, { messages }: Names): void {
  const { id, messageId, sentAt, leftOut } = recipient;
  const known = draft.get('broadcastRecipients', id);
  if (known === undefined || !isWaiting(known)) return;
  if (messageId !== undefined)
    draft.patch('broadcastRecipients', id, { messageId: named(messageId, messages), ...given({ sentAt }) });
  else draft.patch('broadcastRecipients', id, given({ leftOut }));
}

function takeTelegram(
  draft: RecordWriter,
  { alerts, untold, stopped }: NonNullable<SenderEntry['telegram']>,
): void {
  for (const alert of alerts)
    if (draft.get('telegramAlerts', alert.id) === undefined) draft.create('telegramAlerts', alert);
  for (const id of untold)
    if (draft.get('telegramAlerts', id) !== undefined) draft.remove('telegramAlerts', id);
  for (const { id, at } of stopped) {
    if (draft.get('telegramPairings', id) === undefined) continue;
    if (at === undefined) draft.unset('telegramPairings', id, 'stoppedAt');
    else draft.patch('telegramPairings', id, { stoppedAt: at });
  }
}

function readStatus(draft: RecordWriter, id: string, step: string): number | undefined {
  return (draft.get('messageStates', id) as Pick<Message, 'statuses'> | undefined)?.statuses?.[step];
}

function named(id: string, messages: ReadonlyMap<string, string>): string {
  return messages.get(id) ?? id;
}

export const senderCommands = [takeOver] as const;
