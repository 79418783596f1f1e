import { previewTemplate, templateFields, templateText } from '#shared/channels/meta/whatsapp/templates.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import type { ReminderAnswer, ReminderKind, ReminderRule } from '#shared/domain/reminder.ts';
import { fillReminder, type ReminderFacts } from '#shared/domain/reminder-words.ts';

/** What a form holds of a rule; the units are chosen so that the figure is small. */
export type RuleDraft = {
  name: string;
  kind: ReminderKind;
  amount: number;
  unit: Unit;
  templateId: string;
  values: Record<string, string>;
  buttons: Record<string, ReminderAnswer | ''>;
  byMail: boolean;
  subject: string;
  text: string;
};

export const units = { minutes: 1, hours: 60, days: 24 * 60 } as const;
export type Unit = keyof typeof units;

export function minutesOf({ kind, amount, unit }: Pick<RuleDraft, 'kind' | 'amount' | 'unit'>): number {
  return kind === 'at' ? 0 : Math.round(amount * units[unit]);
}

/** The largest unit in which the figure is whole. */
export function inUnits(minutes: number): { amount: number; unit: Unit } {
  const unit = (['days', 'hours'] as const).find((each) => minutes > 0 && minutes % units[each] === 0);
  return unit === undefined ? { amount: minutes, unit: 'minutes' } : { amount: minutes / units[unit], unit };
}

export function draftOf(rule: ReminderRule): RuleDraft {
  const { name, kind, templateId = '', values, buttons = {}, mail } = rule;
  const { subject, text } = mail ?? { subject: '', text: '' };
  const own = { name, kind, ...inUnits(rule.minutes), templateId, values, buttons };
  return { ...own, byMail: mail !== undefined, subject, text };
}

export const emptyDraft: RuleDraft = {
  name: '',
  kind: 'before',
  amount: 1,
  unit: 'days',
  templateId: '',
  values: {},
  buttons: {},
  byMail: false,
  subject: '',
  text: '',
};

const usualPlaces = ['{{firstName}}', '{{day}}', '{{time}}'];
const usualAnswers: Record<ReminderKind, ReminderAnswer[]> = {
  before: ['confirm', 'move', 'cancel'],
  at: ['confirm', 'move', 'cancel'],
  after: ['1', '2', '3', '4', '5'],
  review: ['1', '2', '3', '4', '5'],
};

/** What usually stands in a template's places and under its buttons, to begin with. */
export function usualFor(
  template: MessageTemplate,
  kind: ReminderKind,
): Pick<RuleDraft, 'values' | 'buttons'> {
  const fields = templateFields(template).filter(({ kind: of }) => of === 'text');
  const values = fields.map(({ key, part }, at) => [key, part === 'body' ? (usualPlaces[at] ?? '') : '']);
  const buttons = quickReplies(template).map(({ index, text }, at) => [
    index,
    // A button that is a figure answers with it.
    /^[1-5]\b/.test(text) ? text[0] : (usualAnswers[kind][at] ?? ''),
  ]);
  return {
    values: Object.fromEntries(values) as RuleDraft['values'],
    buttons: Object.fromEntries(buttons) as RuleDraft['buttons'],
  };
}

/** The buttons of a template that give something back, with their place among all. */
export function quickReplies({ components }: MessageTemplate): { index: string; text: string }[] {
  const part = components.find(({ type }) => String(type).toUpperCase() === 'BUTTONS');
  const buttons = Array.isArray(part?.['buttons']) ? (part['buttons'] as Record<string, unknown>[]) : [];
  return buttons.flatMap(({ type, text }, index) =>
    type === 'QUICK_REPLY' ? { index: String(index), text: String(text) } : [],
  );
}

/** The message as the customer will read it. */
export function writtenOut(
  template: MessageTemplate,
  values: Record<string, string>,
  facts: ReminderFacts,
): string {
  const filled = Object.entries(values).map(([key, words]) => [
    key,
    fillReminder(words, facts, template.language),
  ]);
  return templateText(previewTemplate(template, Object.fromEntries(filled) as Record<string, string>));
}

/** A template's words for an e-mail, with the places that the rule has put into it. */
export function asMailText(template: MessageTemplate, values: Record<string, string>): string {
  return withoutButtons(templateText(previewTemplate(template, values)));
}

/** The same without its buttons, for a message that is sent by hand. */
export function withoutButtons(text: string): string {
  return text.replace(/\n\n(\[[^\]]*\] ?)+$/, '');
}
