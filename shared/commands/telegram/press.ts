import { z } from 'zod';
import { messageSchema } from '#shared/domain/conversation.ts';
import type { Access } from '#shared/domain/roles.ts';
import { type TelegramAlert, type TelegramDeed, telegramIdSchema } from '#shared/domain/telegram.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { contentId } from '#shared/lib/hash.ts';
import { err, ok, type Problem, problem, type Result } from '#shared/lib/result.ts';
import { alertOfButton, pairingOfChat } from '#shared/records/telegram.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { release } from '../autopilot/leave.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { findConversation } from '../conversation.ts';
import { takeDangers } from '../heard/take-dangers.ts';
import { queueText } from '../message.ts';
import { hashOfShown } from './alert.ts';

interface Pressing {
  draft: RecordWriter;
  alert: TelegramAlert;
  /** Of who pressed. */
  access: Access;
  /** As whom it is done. */
  context: CommandContext;
  hash: string | undefined;
  shown: string | undefined;
}

/**
 * A member has pressed a button. What it gives back names nothing by itself: it counts for the chat and the member it
 * was made for, once, in time, and as far as that member's rights go now.
 */
const press = defineCommand({
  name: 'telegram.press',
  title: 'Do what was pressed in Telegram',
  args: z.strictObject({
    handle: z.string().max(64),
    chat: telegramIdSchema,
    from: telegramIdSchema,
    /** What stood above the button. */
    shown: z.string().max(4096).optional(),
  }),
  undoable: false,
  internal: true,
  run(draft, { handle, chat, from, shown }, context) {
    const pairing = pairingOfChat(draft, chat);
    const alert = alertOfButton(draft, handle);
    // In a private chat the chat is the person.
    if (pairing === undefined || from !== chat || alert?.pairingId !== pairing.id) return notYours;
    const access = context.accessOf?.(pairing.memberId);
    if (access === undefined) return notYours;
    const { does, until, hash } = alert.buttons![handle]!;
    if (until <= context.now) return problem('telegram.stale', 'This is too old.');
    if (alert.pressed?.[handle] !== undefined)
      return problem('telegram.pressed', 'This has been done already.');
    const done = deeds[does]({
      draft,
      alert,
      access,
      hash,
      shown,
      context: { ...context, memberId: pairing.memberId },
    });
    if (!done.ok) return done;
    // What only shows something may be asked for again.
    if (does !== 'show' && does !== 'draft')
      draft.putEntry('telegramAlerts', alert.id, 'pressed', handle, context.now);
    return ok({ does, alertId: alert.id });
  },
});

const deeds: Record<TelegramDeed, (pressing: Pressing) => Result<unknown>> = {
  take,
  callBack,
  show: ({ access }) => mayRead(access),
  draft: ({ access }) => mayWrite(access),
  approve,
  discard({ draft, alert }) {
    draft.unset('telegramAlerts', alert.id, 'draft');
    return ok();
  },
};

/** The conversation is theirs: the assistant says nothing more in it, and a danger has somebody who looks after it. */
function take({ draft, alert, access, context: { memberId, now } }: Pressing): Result<unknown> {
  const may = mayWrite(access);
  if (!may.ok) return may;
  const found = findConversation(draft, alert.conversationId ?? '');
  if (!found.ok) return found;
  const { id } = found.value;
  draft.patch('conversations', id, { assigneeId: memberId, autopilot: 'off' });
  release(draft, id);
  takeDangers(draft, { collection: 'conversations', id }, { now, memberId });
  return ok();
}

/** A task of theirs, one for each alert. */
function callBack({ draft, alert, access, context: { memberId, now } }: Pressing): Result<unknown> {
  if (access.work !== 'write') return err(notAllowed);
  const { contactId } = alert;
  if (contactId === undefined || draft.get('contacts', contactId) === undefined)
    return problem('contact.missing', 'This person is not there any more.');
  const id = contentId(['telegram call back', alert.id]);
  if (draft.get('tasks', id) !== undefined) return ok();
  draft.create('tasks', {
    id,
    createdAt: now,
    title: '',
    asks: { kind: 'callBack' satisfies TaskAsks },
    memberId,
    aboutKind: 'contacts',
    aboutId: contactId,
  });
  return ok();
}

/** Sends the draft that was shown, exactly it, where nothing has come in since: the member who pressed has written it. */
function approve({ draft, alert, access, context, hash, shown }: Pressing): Result<unknown> {
  const may = mayWrite(access);
  if (!may.ok) return may;
  const offered = alert.draft;
  const found = findConversation(draft, alert.conversationId ?? '');
  if (!found.ok) return found;
  if (offered === undefined || hash !== hashOfShown(offered.text) || hash !== hashOfShown(shown ?? ''))
    return problem('telegram.other-draft', 'The draft is not the one that was shown.');
  if (found.value.lastMessageId !== offered.messageId)
    return problem('telegram.written-since', 'Something was written since.');
  const receipts = messageSchema.shape.receipts.safeParse(offered.receipts).data;
  const sending = { text: offered.text, author: 'assistant' as const, receipts };
  const sent = queueText(draft, found.value, sending, context);
  if (sent.ok) draft.unset('telegramAlerts', alert.id, 'draft');
  return sent;
}

function mayRead(access: Access): Result<void> {
  return access.talk === undefined ? err(notAllowed) : ok();
}

function mayWrite(access: Access): Result<void> {
  return access.talk === 'write' ? ok() : err(notAllowed);
}

const notAllowed: Problem = { code: 'telegram.not-allowed', message: 'Your role does not include this.' };
const notYours = problem('telegram.not-yours', 'This button is not for this chat.');

export const telegramPressCommands = [press] as const;
