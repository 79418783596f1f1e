import {
  fillTemplate,
  previewTemplate,
  templateObstacle,
  templateText,
} from '#shared/channels/meta/whatsapp/templates.ts';
import { settingsRefusal } from '#shared/agent/autopilot/gate.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { openDangers } from '#shared/domain/danger.ts';
import {
  type Deed,
  isSending,
  type OwnRule,
  type RuleAction,
  type SendingAction,
} from '#shared/domain/own-rule.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import { liftedAt } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from '../command.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { discardMessage, messagesBy, readMessage } from '#shared/records/messages.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { queuePrivateReply } from '../comment/answer.ts';
import { privateReplyObstacle } from '../comment/obstacle.ts';
import { beginConversation } from '../conversation-begin.ts';
import { queueText } from '../message.ts';
import { queueTemplate } from '../template.ts';
import { templateInLanguage } from '../template-language.ts';
import { leaveToPerson, waitsByHand } from './by-hand.ts';
import type { Cause } from './cause.ts';
import { runId } from './causes.ts';
import { fillRule } from './fill.ts';
import { noTalk, reachOf } from './reach.ts';

/** Why nothing goes to this customer, in the words of `rules.json`. */
export type SendObstacle =
  | 'noTalk'
  | 'apart'
  | 'contact'
  | 'consent'
  | 'danger'
  | 'assistant'
  | 'answered'
  | 'often'
  | 'late'
  | 'paused'
  | 'template'
  | 'oncePerPost'
  | 'refused';

const hour = 60 * 60 * 1000;
/** What was meant for a moment makes no sense much later. */
const replyLasts = hour;
const templateLasts = 12 * hour;
/** A customer whose own machine answers must not make ours go on: a rule writes to them once in this time, all rules thrice. */
const pause = 24 * hour;
const mostOfAll = 3;

/** What stands against a message of a rule to its customer; asked again when it is written. `now`: epoch milliseconds. */
export function sendObstacle(
  records: RecordReader,
  rule: OwnRule,
  action: SendingAction,
  cause: Cause,
  now: number,
): SendObstacle | undefined {
  if (action.do === 'privately') return privateObstacle(records, rule, action, cause, now);
  const reach = reachOf(records, action, cause, now);
  if (reach === undefined && action.do === 'reply') return 'noTalk';
  const talk = reach?.talk ?? noTalk(cause.contactId);
  const standing = standingObstacle(records, action, talk, now);
  if (standing !== undefined) return standing;
  if (cause.dueAt <= liftedAt(records, 'sends')) return 'paused';
  if (now - cause.dueAt > (action.do === 'reply' ? replyLasts : templateLasts)) return 'late';
  if (isAnswered(talk, cause)) return 'answered';
  if (cause.messageId !== undefined && answersItself(records, talk, now)) return 'assistant';
  if (isOften(records, rule, cause, now)) return 'often';
  return reach === undefined ? 'noTalk' : undefined;
}

/** To who has commented: no hours end it but those of the comment, and no assistant answers there. */
function privateObstacle(
  records: RecordReader,
  rule: OwnRule,
  action: SendingAction & { do: 'privately' },
  cause: Cause,
  now: number,
): SendObstacle | undefined {
  const talk = records.get('conversations', cause.aboutId);
  const comment = cause.messageId === undefined ? undefined : readMessage(records, cause.messageId);
  if (talk === undefined || comment === undefined) return 'noTalk';
  const standing = standingObstacle(records, action, talk, now);
  if (standing !== undefined) return standing;
  if (cause.dueAt <= liftedAt(records, 'sends')) return 'paused';
  if (now - cause.dueAt > templateLasts) return 'late';
  if (isAnswered(talk, cause)) return 'answered';
  // One voice under a post, whichever of its comments was answered.
  if (messagesBy(records, 'conversationId', talk.id).some(({ answeredPrivately }) => answeredPrivately))
    return 'oncePerPost';
  if (privateReplyObstacle(records, comment, now) !== undefined) return 'refused';
  return isOften(records, rule, cause, now) ? 'often' : undefined;
}

/** What speaks against it at any time. */
export function standingObstacle(
  records: RecordReader,
  action: SendingAction,
  talk: Conversation,
  now: number,
): SendObstacle | undefined {
  if (isAside(talk)) return 'apart';
  const may = checkRight(
    records,
    talk,
    { ...contentOf(records, action), autopilot: true, writtenAt: now },
    now,
  );
  if (!may.ok) return may.error.code.startsWith('consent.') ? 'consent' : 'contact';
  if (openDangers(talk).length > 0 || talk.stopQuestion !== undefined) return 'danger';
  if (action.do !== 'template') return undefined;
  const template = templateFor(records, action, talk);
  return template === undefined || templateObstacle(template) !== undefined ? 'template' : undefined;
}

/** As much of what would be written as its right depends on. */
function contentOf(records: RecordReader, action: SendingAction) {
  const template = action.do === 'template' ? records.get('messageTemplates', action.templateId) : undefined;
  if (template === undefined) return {};
  const { name, language } = template;
  return { content: { template: { name, language, components: [] } } };
}

/** Somebody of the business has written since. */
function isAnswered({ answeredAt = 0, answeredUpTo = 0 }: Conversation, { messageId, at }: Cause): boolean {
  return messageId !== undefined && Math.max(answeredAt, answeredUpTo) >= at;
}

/** One voice is enough: where the assistant answers by itself, a rule is silent. */
function answersItself(records: RecordReader, talk: Conversation, now: number): boolean {
  const business = records.get('business', 'business');
  return business !== undefined && settingsRefusal(records, talk, business, now) === undefined;
}

/**
 * By the messages themselves: what a run says of them can come from a device that did not know of its being sent, and
 * found it late.
 */
function isOften(records: RecordReader, rule: OwnRule, cause: Cause, now: number): boolean {
  const own = records.get('ruleRuns', runId(rule.id, cause))?.did ?? {};
  const ofThisRun = new Set(Object.values(own).map(({ what }) => what));
  const lately = records
    .by('conversations', 'contactId', cause.contactId)
    .flatMap(({ id }) => messagesBy(records, 'conversationId', id))
    .filter(({ id, at, ruleId }) => ruleId !== undefined && at > now - pause && !ofThisRun.has(id));
  return lately.some(({ ruleId }) => ruleId === rule.id) || lately.length >= mostOfAll;
}

/** What one device has to itself before it sends: a rule's word to a customer on a day, whatever made it run. */
export function sendClaim({ id }: OwnRule, { contactId, dueAt }: Cause): string {
  return contentId(['rule-send', id, contactId, Math.floor(dueAt / pause)]);
}

/** Writes a rule's message by the same doors as everybody's: window, opt-out, advertising and bin are checked there. */
export function send(
  draft: RecordWriter,
  rule: OwnRule,
  action: SendingAction,
  cause: Cause,
  context: CommandContext,
): Deed {
  const obstacle = sendObstacle(draft, rule, action, cause, context.now);
  if (obstacle === 'noTalk' && action.do === 'template')
    return leaveToPerson(draft, rule, action, cause, context.now);
  if (obstacle !== undefined) return { do: action.do, left: obstacle };
  if (action.do === 'privately') return sendPrivately(draft, rule, action, cause, context);
  const { talk: known, begins } = reachOf(draft, action, cause, context.now)!;
  const begun = begins && beginConversation.run(draft, { contactId: cause.contactId, ...begins }, context);
  if (begun?.ok === false && action.do === 'template')
    return leaveToPerson(draft, rule, action, cause, context.now);
  const talk = (begun?.ok && draft.get('conversations', begun.value.id)) || known;
  const sent =
    action.do === 'reply'
      ? queueText(
          draft,
          talk,
          {
            text: fillRule(draft, action.text, cause),
            author: 'assistant',
            autopilot: true,
            answersNothing: true,
            ruleId: rule.id,
          },
          context,
        )
      : sendTemplate(draft, rule, action, talk, cause, context);
  return sent.ok ? { do: action.do, what: sent.value.id } : { do: action.do, left: 'refused' };
}

function sendPrivately(
  draft: RecordWriter,
  rule: OwnRule,
  action: SendingAction & { do: 'privately' },
  cause: Cause,
  context: CommandContext,
): Deed {
  const comment = readMessage(draft, cause.messageId ?? '')!;
  const words = { text: fillRule(draft, action.text, cause), ruleId: rule.id };
  const sent = queuePrivateReply(draft, comment, words, context);
  return sent.ok ? { do: action.do, what: sent.value.id } : { do: action.do, left: 'refused' };
}

function sendTemplate(
  draft: RecordWriter,
  rule: OwnRule,
  action: RuleAction & { do: 'template' },
  talk: Conversation,
  cause: Cause,
  context: CommandContext,
): Result<{ id: string }> {
  const { values, days } = action;
  const template = templateFor(draft, action, talk);
  if (template === undefined) return problem('template.missing', 'This template no longer exists at Meta.');
  const filled = Object.fromEntries(
    Object.entries(values).map(([key, words]) => [key, fillRule(draft, words, cause)]),
  );
  const content = fillTemplate(template, filled);
  if (!content.ok) return content;
  const text = templateText(previewTemplate(template, filled));
  return queueTemplate(
    draft,
    talk,
    { text, template: content.value, ruleId: rule.id, ...laterOn(draft, days, context.now) },
    context,
  );
}

function templateFor(
  records: RecordReader,
  { templateId }: RuleAction & { do: 'template' },
  { contactId }: Conversation,
): MessageTemplate | undefined {
  return templateInLanguage(records, templateId, records.get('contacts', contactId)?.language);
}

/** When a follow-up goes out: at the same hour of a later day, never at night; a reply stops it, locked or not. */
function laterOn(records: RecordReader, days: number | undefined, now: number) {
  if (days === undefined) return {};
  const zone = businessTimeZone(records);
  const time = timeOf(now, zone);
  const at = time < morning ? morning : time > evening ? evening : time;
  const sendAt = momentOf(addDays(dayOf(now, zone), days), at, zone) ?? now + days * pause;
  return { sendAt, unlessAnswered: true } as const;
}

const morning = '08:00';
const evening = '20:00';

/** The follow-ups of an enquiry that wait for their day: they go with it. */
export function stopFollowUps(draft: RecordWriter, aboutId: string): number {
  const waiting = followUpsOf(draft, aboutId);
  const byHand = waitsByHand(draft, aboutId);
  for (const id of waiting) discardMessage(draft, id);
  for (const { id } of byHand) draft.remove('tasks', id);
  return waiting.length + byHand.length;
}

/** The messages of rules about a record that wait for their day. */
export function followUpsOf(records: RecordReader, aboutId: string): string[] {
  return records
    .by('ruleRuns', 'aboutId', aboutId)
    .flatMap(({ did }) => Object.values(did))
    .flatMap(({ do: kind, what, left }) => (kind === 'template' && left === undefined ? (what ?? []) : []))
    .filter((id) => {
      const message = readMessage(records, id);
      return (
        message?.sendAt !== undefined && message.attemptedAt === undefined && message.heldAt === undefined
      );
    });
}

export function sendings({ actions }: OwnRule): { action: SendingAction; place: string }[] {
  return actions.flatMap((action, index) => (isSending(action) ? { action, place: String(index) } : []));
}
