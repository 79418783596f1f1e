import { z } from 'zod';
import {
  fillTemplate,
  previewTemplate,
  templateObstacle,
  templateText,
} from '#shared/channels/meta/whatsapp/templates.ts';
import { isBlocked } from '#shared/domain/conversation-state.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import {
  answerToken,
  purposeOf,
  readAnswerToken,
  type ReminderRule,
  reminderRuleSchema,
} from '#shared/domain/reminder.ts';
import { fillReminder } from '#shared/domain/reminder-words.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { isPaused, liftedAt } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { type DueReminder, reminderFor, reminderWay } from '#shared/records/reminders.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { lastAbout, openMailConversation, queueMail } from './mail.ts';
import { queueTemplate } from './template.ts';
import { templateInLanguage } from './template-language.ts';

const { name, kind, minutes, templateId, values, buttons, mail, isOn } = reminderRuleSchema.shape;

const saveRule = defineCommand({
  name: 'reminder.saveRule',
  title: 'Save reminder',
  args: z.object({
    id: idSchema.optional(),
    name,
    kind,
    minutes,
    templateId,
    values,
    buttons,
    mail,
    isOn,
  }),
  undoable: true,
  run(draft, { id, ...given }, { newId, now }) {
    if (given.templateId === undefined && given.mail === undefined)
      return problem('reminder.no-way', 'Choose a template, or write the words of an e-mail.');
    // What is left out is taken away.
    const fields = { ...given, templateId: given.templateId, mail: given.mail };
    const known = id === undefined ? undefined : draft.get('reminderRules', id);
    if (id !== undefined && known === undefined)
      return problem('reminder.missing', 'This reminder no longer exists.');
    if (known === undefined) {
      const made = newId();
      draft.create('reminderRules', { id: made, createdAt: now, since: now, ...given });
      return ok({ id: made });
    }
    // What was due while it was off, or asked for something else, is not caught up.
    const isNew =
      fields.isOn && (!known.isOn || known.kind !== fields.kind || known.minutes !== fields.minutes);
    draft.assign('reminderRules', known.id, { ...fields, ...(isNew && { since: now }) });
    return ok({ id: known.id });
  },
});

const removeRule = defineCommand({
  name: 'reminder.removeRule',
  title: 'Remove reminder',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    draft.remove('reminderRules', id);
    return ok({ id });
  },
});

/** The one place where a reminder is sent: once for a rule, a visit and its start, whoever asks however often. */
const sendReminder = defineCommand({
  name: 'reminder.send',
  title: 'Send reminder',
  args: z.strictObject({ ruleId: idSchema, visitId: idSchema, start: momentSchema }),
  undoable: false,
  internal: true,
  run(draft, { ruleId, visitId, start }, context) {
    const rule = draft.get('reminderRules', ruleId);
    const visit = draft.get('visits', visitId);
    if (rule?.isOn !== true || visit === undefined || visit.time.start !== start)
      return problem('reminder.gone', 'There is nothing to remind of any more.');
    const due = reminderFor(draft, rule, visit);
    if (due === undefined) return problem('reminder.sent', 'This reminder has gone out already.');
    if (context.now < due.at || context.now > due.until)
      return problem('reminder.time', 'It is not the time for this reminder.');
    const obstacle = reminderObstacle(draft, due, context.now);
    if (obstacle !== undefined) return problem(`reminder.${obstacle}`, obstacles[obstacle]);
    const queued = queueReminder(draft, due, context);
    if (!queued.ok) return queued;
    const { id, job, contact } = due;
    const made = { id, ruleId, visitId, start, jobId: job.id, contactId: contact.id };
    draft.create('reminders', { ...made, at: context.now, messageId: queued.value.id });
    return queued;
  },
});

function queueReminder(
  draft: RecordWriter,
  due: DueReminder,
  context: CommandContext,
): Result<{ id: string }> {
  const way = reminderWay(draft, due.rule, due.contact)!;
  const times = { sendAt: due.at, until: due.until, purpose: purposeOf(due.rule) };
  if (way.by === 'template') {
    const written = writeReminder(draft, due);
    return written.ok ? queueTemplate(draft, way.talk, { ...written.value, ...times }, context) : written;
  }
  const words = reminderMail(draft, due);
  const talk = openMailConversation(draft, { contactId: due.contact.id }, context);
  if (words === undefined || !talk.ok) return talk.ok ? problem('reminder.channel', obstacles.channel) : talk;
  const mail = { to: way.to, subject: words.subject, aboutId: due.job.id };
  const replyTo = lastAbout(draft, talk.value, due.job.id);
  return queueMail(draft, talk.value, { text: words.text, content: { mail }, replyTo, ...times }, context);
}

/** The rule's own words with what is known of the visit, written as the business writes; `undefined` where it has none. */
export function reminderMail(
  records: RecordReader,
  { rule, visit, job, contact }: Pick<DueReminder, 'rule' | 'visit' | 'job' | 'contact'>,
): { subject: string; text: string } | undefined {
  const business = records.get('business', 'business');
  if (rule.mail === undefined || business === undefined) return undefined;
  const facts = { contact, job, visit, business };
  const fill = (words: string): string => fillReminder(words, facts, business.locale);
  return { subject: fill(rule.mail.subject).slice(0, 200).toWellFormed(), text: fill(rule.mail.text) };
}

/** Why a reminder does not go out by itself, in words for the owner. */
export const obstacles = {
  channel: 'No way of this rule leads to this customer.',
  consent: 'This customer wants no such messages.',
  contact: 'This contact is not to be contacted.',
  template: 'The template cannot be sent now.',
  paused: 'Its time came while sending was paused.',
} as const;
export type ReminderObstacle = keyof typeof obstacles;

export function reminderObstacle(
  records: RecordReader,
  { rule, contact, at }: Pick<DueReminder, 'rule' | 'contact' | 'at'>,
  now: number,
): ReminderObstacle | undefined {
  if (isPaused(records, 'sends') || at <= liftedAt(records, 'sends')) return 'paused';
  const isUnwanted = records.by('conversations', 'contactId', contact.id).some(isBlocked);
  if (isUnwanted) return 'contact';
  const way = reminderWay(records, rule, contact);
  // Who wants no such messages gets none by hand either, whatever channel they have.
  const channel = way?.by === 'mail' ? ('email' as const) : ('whatsapp' as const);
  const to = way?.by === 'template' ? way.talk : { contactId: contact.id, channel };
  const may = checkRight(records, to, { purpose: purposeOf(rule), autopilot: true, writtenAt: now }, now);
  if (!may.ok) return may.error.code.startsWith('consent.') ? 'consent' : 'contact';
  if (way === undefined) return 'channel';
  if (way.by === 'mail') return undefined;
  const template = templateInLanguage(records, rule.templateId ?? '', contact.language);
  return template === undefined || templateObstacle(template) !== undefined ? 'template' : undefined;
}

/** The rule's template with what is known of the visit, and what its buttons give back. */
function writeReminder(records: RecordReader, { id, rule, visit, job, contact }: DueReminder) {
  const template = templateInLanguage(records, rule.templateId ?? '', contact.language);
  const business = records.get('business', 'business');
  if (template === undefined || business === undefined)
    return problem('reminder.template', obstacles.template);
  const facts = { contact, job, visit, business };
  const filled = Object.fromEntries(
    Object.entries(rule.values).map(([key, words]) => [key, fillReminder(words, facts, template.language)]),
  );
  const content = fillTemplate(template, filled);
  if (!content.ok) return content;
  const withButtons = { ...content.value, components: [...content.value.components, ...buttonsOf(rule, id)] };
  return ok({ text: templateText(previewTemplate(template, filled)), template: withButtons });
}

function buttonsOf({ buttons: asked = {} }: ReminderRule, id: string) {
  return Object.entries(asked).map(([index, answer]) => ({
    type: 'button',
    sub_type: 'quick_reply',
    index,
    parameters: [{ type: 'payload', payload: answerToken(id, answer) }],
  }));
}

/** From here on it went badly. */
const lowRating = 3;

/** What came back by a reminder's button: a wish that somebody looks at, never a change by itself. */
const takeAnswer = defineCommand({
  name: 'reminder.answer',
  title: 'Note what a customer answered to a reminder',
  args: z.strictObject({ messageId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { messageId }) {
    const message = readMessage(draft, messageId);
    const read = readAnswerToken(message?.tap?.token ?? '');
    const reminder = read && draft.get('reminders', read.reminderId);
    const conversation = message && draft.get('conversations', message.conversationId);
    if (reminder === undefined || conversation?.contactId !== contactNow(draft, reminder.contactId))
      return problem('reminder.no-answer', 'This answers no reminder of theirs.');
    if (reminder.answers?.[messageId] !== undefined) return ok({ id: reminder.id });
    const { answer } = read!;
    draft.putEntry('reminders', reminder.id, 'answers', messageId, { answer, at: message!.at });
    draft.unset('reminders', reminder.id, 'settledAt');
    if (Number(answer) <= lowRating) callBack(draft, reminder, messageId, message!.at, answer);
    return ok({ id: reminder.id });
  },
});

function contactNow(records: RecordReader, id: string): string {
  return records.get('contacts', id)?.mergedInto ?? id;
}

/** Everybody gets the same link; who was not content is called as well. */
function callBack(
  draft: RecordWriter,
  { contactId }: { contactId: string },
  messageId: string,
  at: number,
  answer: string,
): void {
  const id = contentId(['reminder-task', messageId]);
  if (draft.get('tasks', id) !== undefined) return;
  draft.create('tasks', {
    id,
    createdAt: at,
    title: '',
    asks: { kind: 'badMark' satisfies TaskAsks, about: answer },
    aboutKind: 'contacts',
    aboutId: contactId,
  });
}

const settle = defineCommand({
  name: 'reminder.settle',
  title: 'Say that an answer to a reminder is taken care of',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }): Result<{ id: string }> {
    if (draft.get('reminders', id) === undefined)
      return problem('reminder.missing', 'This reminder no longer exists.');
    draft.patch('reminders', id, { settledAt: now });
    return ok({ id });
  },
});

export const reminderCommands = [saveRule, removeRule, sendReminder, takeAnswer, settle] as const;
