import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { channelRules, checkPrivate } from '#shared/channels/channel.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import {
  fillTemplate,
  previewTemplate,
  templateObstacle,
  templateText,
  type TemplateContent,
} from '#shared/channels/meta/whatsapp/templates.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { messageTemplateId, messageTemplateSchema, categoryAt } from '#shared/domain/message-template.ts';
import { holdsPlaceholder } from '#shared/domain/placeholder.ts';
import type { CommandContext } from './command.ts';
import { arrivedUpTo } from '#shared/domain/conversation-state.ts';
import { defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';
import { showAsAnswer } from './inbox/summary.ts';
import { writeQueued } from '#shared/records/messages.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import type { MessagePurpose } from '#shared/domain/consent.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const listed = messageTemplateSchema
  .pick({ externalId: true, name: true, language: true, category: true, status: true, components: true })
  .strip();

const loadTemplates = defineCommand({
  name: 'template.loaded',
  title: 'Load templates',
  args: z.object({ businessAccountId: idSchema, templates: z.array(listed).max(10_000) }),
  undoable: false,
  internal: true,
  run(draft, { businessAccountId, templates }, { now }) {
    const ids = new Set<string>();
    for (const template of templates) {
      const id = messageTemplateId(businessAccountId, template.name, template.language);
      ids.add(id);
      const known = draft.get('messageTemplates', id);
      if (known === undefined) {
        draft.create('messageTemplates', { ...template, id, businessAccountId, statusAt: now });
        continue;
      }
      const isChanged = known.status !== template.status;
      draft.assign('messageTemplates', id, template);
      if (isChanged) draft.patch('messageTemplates', id, { statusAt: now });
    }
    for (const { id, businessAccountId: owner } of draft.all('messageTemplates'))
      if (owner === businessAccountId && !ids.has(id)) draft.remove('messageTemplates', id);
    noteLoaded(draft, businessAccountId, now);
    return ok({ templates: templates.length });
  },
});

const noteSubmitted = defineCommand({
  name: 'template.submitted',
  title: 'Note that a template was handed in',
  args: listed.extend({ businessAccountId: z.string().max(64) }),
  undoable: false,
  internal: true,
  run(draft, { businessAccountId, ...template }, { now }) {
    const id = messageTemplateId(businessAccountId, template.name, template.language);
    // Meta's word on it may have come before its answer.
    if (draft.get('messageTemplates', id) === undefined)
      draft.create('messageTemplates', { ...template, id, businessAccountId, statusAt: now });
    return ok({ id });
  },
});

/** Each device loads the list when it is opened: that it is as new as before is not worth an entry each time. */
const worthNoting = 15 * 60_000;

function noteLoaded(draft: RecordWriter, id: string, now: number): void {
  const known = draft.get('templateLists', id);
  if (known === undefined) return draft.create('templateLists', { id, loadedAt: now });
  if (known.failing === undefined && now - (known.loadedAt ?? 0) < worthNoting) return;
  draft.patch('templateLists', id, { loadedAt: now });
  draft.unset('templateLists', id, 'failing');
}

const noteFailure = defineCommand({
  name: 'template.loadFailed',
  title: 'Note that templates could not be loaded',
  args: z.object({ businessAccountId: idSchema, message: z.string().max(500) }),
  undoable: false,
  internal: true,
  run(draft, { businessAccountId: id, message }, { now }) {
    if (draft.get('templateLists', id) === undefined) draft.create('templateLists', { id });
    // Since when: what follows is the same failure.
    const { failing } = draft.get('templateLists', id)!;
    if (failing === undefined) draft.patch('templateLists', id, { failing: { since: now, message } });
    else if (failing.message !== message)
      draft.patch('templateLists', id, { failing: { ...failing, message } });
    return ok({ id });
  },
});

export const sendTemplate = defineCommand({
  name: 'message.sendTemplate',
  title: 'Send template',
  args: z.object({
    conversationId: idSchema,
    templateId: idSchema,
    /** By the keys that `templateFields` gives. */
    values: z.record(z.string().max(200), z.string().max(1024)),
  }),
  undoable: false,
  run(draft, { conversationId, templateId, values }, context) {
    const conversation = findConversation(draft, conversationId);
    if (!conversation.ok) return conversation;
    if (!channelRules(conversation.value.channel).hasTemplates)
      return problem('template.channel', 'This channel has no templates. Nothing was sent.');
    const template = draft.get('messageTemplates', templateId);
    if (template === undefined)
      return problem(
        'template.missing',
        'This template no longer exists at Meta. Nothing was sent.',
        'Load the templates again, or choose another one.',
      );
    const obstacle = templateObstacle(template);
    if (obstacle !== undefined)
      return problem('template.not-sendable', `${obstacle} Nothing was sent.`, 'Choose another template.');
    if (Object.values(values).some(holdsPlaceholder))
      return problem(
        'message.placeholder',
        'A name or number is still missing: a token such as ⟦PERSON_1⟧ stands in its place. Nothing was sent.',
        'Write what belongs there.',
      );
    const content = fillTemplate(template, values);
    if (!content.ok) return content;
    const text = templateText(previewTemplate(template, values));
    return queueTemplate(draft, conversation.value, { text, template: content.value }, context);
  },
});

interface QueuedTemplate {
  text: string;
  template: TemplateContent;
  /** Not before and not after these moments: see `goesOutUntil`. */
  sendAt?: number | undefined;
  until?: number | undefined;
  /** Not at all where the customer writes first. */
  unlessAnswered?: true | undefined;
  /** Left out: what the template's category says. */
  purpose?: MessagePurpose | undefined;
  /** The owner's rule that sends it: then it answers nothing, and no person has written it. */
  ruleId?: string | undefined;
  /** The broadcast that it belongs to: like a rule's, it answers nothing. */
  broadcastId?: string | undefined;
}

/** Writes an outgoing template message; the reply window does not matter to it. */
export function queueTemplate(
  draft: RecordWriter,
  conversation: Conversation,
  { text, template, sendAt, until, unlessAnswered, purpose, ruleId, broadcastId }: QueuedTemplate,
  context: CommandContext,
): Result<{ id: string }> {
  const isPrivate = checkPrivate(conversation);
  if (!isPrivate.ok) return isPrivate;
  const rests = checkTrouble(draft, conversation, template, context.now);
  if (!rests.ok) return rests;
  const isLater = sendAt !== undefined && sendAt > context.now;
  const isOneOfMany = ruleId !== undefined || broadcastId !== undefined;
  const written = {
    salt: context.newId(),
    conversationId: conversation.id,
    direction: 'out',
    type: 'text',
    at: isLater ? sendAt : context.now,
    text,
    content: { template },
    sendAt,
    until,
    unlessAnswered,
    purpose,
    author: 'owner',
    ruleId,
    broadcastId,
    autopilot: isOneOfMany ? true : undefined,
    answers: isOneOfMany ? undefined : arrivedUpTo(conversation),
    deviceId: context.deviceId,
    memberId: context.memberId,
  } as const;
  const may = checkRight(draft, conversation, { ...written, writtenAt: context.now }, context.now);
  if (!may.ok) return may;
  const message = writeQueued(draft, written, context.now);
  if (!isLater) showAsAnswer(draft, message);
  return ok({ id: message.id });
}

/** Advertising rests while the channel is in trouble for it. */
function checkTrouble(
  records: RecordReader,
  conversation: Conversation,
  { name, language }: TemplateContent,
  now: number,
): Result<void> {
  const isMarketing = [...records.all('messageTemplates')].some(
    (known) => known.name === name && known.language === language && categoryAt(known, now) === 'MARKETING',
  );
  if (!isMarketing) return ok();
  const channel = [...records.all('channels')].find((one) => accountIdOf(one) === conversation.accountId);
  if (channel?.trouble !== undefined)
    return problem(
      'template.paused',
      `${adviseOnSendError(channel.trouble, channel.kind).sentence} Nothing was sent.`,
      'Try again in Settings, under Channels, when it is settled.',
    );
  return ok();
}

export const templateCommands = [loadTemplates, noteFailure, noteSubmitted, sendTemplate] as const;
