import type { Act } from '#shared/domain/act.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { templateObstacle } from '#shared/channels/meta/whatsapp/templates.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { arrivedUpTo } from '#shared/domain/conversation-state.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { writeMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from '../command.ts';

/** Why the assistant left a conversation to a person, in words for the team. No model writes them. */
export const leftReasons = {
  wanted: 'The customer wants a person.',
  doubt: 'The assistant left this to you. Somebody may be in danger: it could not tell.',
  stop: 'The customer wants no automatic answers.',
  turns: 'The assistant left this to you. It has answered often enough without a person.',
  person: 'The assistant left this to you. It may be a complaint, or about money back or a discount.',
  change: 'The assistant left this to you. The customer may want to move or cancel a visit.',
  more: 'The assistant left this to you. The customer sent more than words.',
  notInRecords: 'The assistant left this to you. Your records do not answer all of it.',
  model: 'The assistant left this to you. The model asked for a person.',
  noModel: 'The assistant left this to you. The model gave no usable answer.',
  unknownPerson: 'The assistant left this to you. Nobody vouches for who asks about this.',
  held: 'The customer chose a time. It is kept until you confirm it.',
  move: 'The customer wishes to move a visit.',
  cancel: 'The customer wishes to cancel a visit.',
} as const;
export type LeftReason = keyof typeof leftReasons;

/** What the customer is told, by why a person goes on. */
export function leavingAct(why: LeftReason): Act {
  if (why === 'stop') return { act: 'optedOut' };
  if (why === 'change' || why === 'cancel') return { act: 'cancelRequested' };
  if (why === 'more') return { act: 'received' };
  return { act: 'handOver', reason: why === 'wanted' ? 'wanted' : 'notInRecords' };
}

/** The assistant stops here and leaves the team a note that says why, below what the customer was told. */
export function leave(
  draft: RecordWriter,
  conversation: Conversation,
  why: LeftReason,
  said: Result<{ id: string }>,
  context: CommandContext,
): void {
  const { memberId, now } = context;
  const { id } = conversation;
  const at = said.ok ? draft.get('messages', said.value.id)!.at + 1 : now;
  const sentence = leftReasons[why];
  const reason = said.ok ? sentence : `${sentence} ${untold(draft, conversation, said.error, now)}`;
  writeMessage(draft, {
    salt: context.newId(),
    conversationId: id,
    direction: 'note',
    type: 'text',
    at,
    text: reason,
    memberId,
    autopilot: true,
  });
  release(draft, id);
  draft.patch('conversations', id, {
    autopilot: 'off',
    handedOff: { at: now, reason, told: said.ok },
    priority: why === 'doubt' ? 'urgent' : (conversation.priority ?? 'high'),
  });
  markUnread(draft, id);
}

/** It waits for a person of the business again. */
export function release(draft: RecordWriter, id: string): void {
  if (draft.get('conversations', id)?.state === 'pending')
    draft.patch('conversations', id, { state: 'open' });
}

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
