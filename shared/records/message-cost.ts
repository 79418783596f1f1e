import { dayOf } from '#shared/domain/day.ts';
import { type MessageRate, rateOn } from '#shared/domain/message-rate.ts';
import { categoryAt, type MessageTemplate } from '#shared/domain/message-template.ts';
import { countryOfNumber } from '#shared/domain/phone.ts';
import { type ReminderRule } from '#shared/domain/reminder.ts';
import type { RecordReader } from './reader.ts';
import { businessTimeZone } from './business.ts';
import { reminderFor, reminderWay } from './reminders.ts';

/** What a template costs to a number's country, by the owner's table; nothing where it says nothing. `now`: epoch milliseconds. */
export function costOfTemplate(
  records: RecordReader,
  template: MessageTemplate,
  country: string | undefined,
  now: number,
): MessageRate | undefined {
  const day = dayOf(now, businessTimeZone(records));
  return rateOn([...records.all('messageRates')], { category: categoryAt(template, now), country, day });
}

/** The country of the number under which WhatsApp reaches somebody. */
export function reachedCountry(records: RecordReader, contactId: string): string | undefined {
  const identity = records
    .by('identities', 'contactId', contactId)
    .find(({ channel, value }) => channel === 'whatsapp' && /^\d+$/.test(value));
  return identity === undefined ? undefined : countryOfNumber(`+${identity.value}`);
}

const week = 7 * 24 * 60 * 60 * 1000;

/** How often a rule would send in the next week, and what that costs as far as the table says. */
export function weekOfReminders(
  records: RecordReader,
  rule: ReminderRule,
  now: number,
): { count: number; costs: MessageRate[] } {
  const template = records.get('messageTemplates', rule.templateId ?? '');
  const due = Array.from(records.all('visits')).flatMap((visit) => {
    const found = reminderFor(records, rule, visit);
    return found !== undefined && found.at > now && found.at <= now + week ? [found] : [];
  });
  const reached = due.flatMap(({ contact }) => {
    const way = reminderWay(records, rule, contact);
    return way === undefined ? [] : [{ contact, way }];
  });
  const costs = reached.flatMap(
    ({ contact, way }) =>
      (way.by === 'template' &&
        template &&
        costOfTemplate(records, template, reachedCountry(records, contact.id), now)) ||
      [],
  );
  return { count: reached.length, costs };
}
