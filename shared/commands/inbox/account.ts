import { z } from 'zod';
import type { AccountEvent } from '#shared/channels/events.ts';
import { impendingCategory } from '#shared/channels/meta/whatsapp/account-events.ts';
import { metaMomentSchema } from '#shared/channels/meta/moment.ts';
import { personOf } from '#shared/channels/meta/whatsapp/identity.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { CommandContext } from '../command.ts';
import type { FieldsOf } from '#shared/records/types.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { isErasedSince } from '../suppression.ts';
import { noteMarketing, resolveCustomer } from './people.ts';

/**
 * What an event of the account changes besides being reported. Each effect carries the moment at which it was
 * reported and yields to a later one, so that order and repetition do not matter.
 */
export function applyAccountEvent(draft: RecordWriter, event: AccountEvent, context: CommandContext): void {
  const at = event.at ?? event.receivedAt ?? context.now;
  if (event.field === 'user_preferences') applyPreferences(draft, event, at, context);
  else if (templateEffects.has(event.field)) applyToTemplates(draft, event.field, event.raw, at);
}

const text = z.string().optional().catch(undefined);
const id = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const templateEventSchema = z.looseObject({
  message_template_id: id,
  message_template_name: text,
  message_template_language: text,
  event: text,
  new_category: text,
  new_quality_score: text,
});
type TemplateEvent = z.infer<typeof templateEventSchema>;

interface Effect {
  field: 'status' | 'category' | 'quality';
  change(value: string, at: number): FieldsOf<'messageTemplates'>;
  value(event: TemplateEvent): string | undefined;
}

/** Meta's events that leave the state of a template as it is, or say by another word what it is now. */
const statusOfEvent = new Map<string, string | undefined>([
  ['FLAGGED', undefined],
  ['REINSTATED', 'APPROVED'],
]);

const templateEffects = new Map<string, Effect>([
  [
    'message_template_status_update',
    {
      field: 'status',
      change: (status, statusAt) => ({ status, statusAt }),
      value: ({ event = '' }) => (statusOfEvent.has(event) ? statusOfEvent.get(event) : event || undefined),
    },
  ],
  [
    'template_category_update',
    {
      field: 'category',
      change: (category, categoryAt) => ({ category, categoryAt }),
      value: ({ new_category }) => new_category,
    },
  ],
  [
    'message_template_quality_update',
    {
      field: 'quality',
      change: (quality, qualityAt) => ({ quality, qualityAt }),
      value: ({ new_quality_score }) => new_quality_score,
    },
  ],
]);

function applyToTemplates(draft: RecordWriter, field: string, raw: unknown, at: number): void {
  const event = templateEventSchema.safeParse(raw).data;
  const effect = templateEffects.get(field);
  const value = event === undefined ? undefined : effect?.value(event)?.slice(0, 40);
  if (event === undefined || effect === undefined || value === undefined) return;
  const { message_template_id, message_template_name, message_template_language } = event;
  for (const template of draft.all('messageTemplates')) {
    const isNamed =
      template.name === message_template_name && sameLanguage(template.language, message_template_language);
    const hasId = message_template_id !== undefined && template.externalId !== undefined;
    if (hasId ? template.externalId !== message_template_id : !isNamed) continue;
    if (effect.field === 'category') announceCategory(draft, template, raw, at);
    const knownAt = template[`${effect.field}At`];
    if (knownAt !== undefined && at < knownAt) continue;
    draft.patch('messageTemplates', template.id, effect.change(value, at));
  }
}

/** The category that a template will have; a later announcement replaces it. */
function announceCategory(
  draft: RecordWriter,
  template: MessageTemplate,
  raw: unknown,
  saidAt: number,
): void {
  const next = isJsonObject(raw) ? impendingCategory(raw) : undefined;
  if (next?.at === undefined || saidAt < (template.nextCategory?.saidAt ?? 0)) return;
  const { category, at } = next;
  draft.patch('messageTemplates', template.id, {
    nextCategory: { category: category.slice(0, 40), at, saidAt },
  });
}

/** Meta writes `en-US` in some events and `en_US` in lists. */
function sameLanguage(a: string, b: string | undefined): boolean {
  return a.replace('-', '_') === b?.replace('-', '_');
}

const preferencesSchema = z.looseObject({ user_preferences: z.array(z.unknown()).catch([]) });
const preferenceSchema = z.looseObject({
  wa_id: text,
  user_id: text,
  category: text,
  value: z.enum(['stop', 'resume']),
  timestamp: metaMomentSchema.optional().catch(undefined),
});

/** The customer stops advertising, or takes it again. */
function applyPreferences(
  draft: RecordWriter,
  event: AccountEvent,
  at: number,
  context: CommandContext,
): void {
  for (const item of preferencesSchema.safeParse(event.raw).data?.user_preferences ?? []) {
    const preference = preferenceSchema.safeParse(item).data;
    if (preference === undefined || (preference.category ?? 'marketing_messages') !== 'marketing_messages')
      continue;
    const person = personOf(preference.wa_id, preference.user_id);
    if (person.phone === undefined && person.userId === undefined) continue;
    const { timestamp } = preference;
    // A wish that is said to come later than it came in would outlast every other.
    const moment = Math.min(timestamp ?? at, event.receivedAt ?? Number.POSITIVE_INFINITY);
    // A wish is no message: it makes nobody a contact again who was erased.
    if (isErasedSince(draft, person, context)) continue;
    resolveCustomer(draft, person, moment, context);
    noteMarketing(draft, person, { stopped: preference.value === 'stop', at: moment }, context);
  }
}
