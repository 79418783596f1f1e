import type { Contact } from '#shared/domain/contact.ts';
import { dayOf } from '#shared/domain/day.ts';
import { wordsOf } from '#shared/agent/basic/words.ts';
import { contactsNamed } from '../find.ts';
import { findWhen, type When } from '../when.ts';
import { call, capital, type Plan, type Planning, proposes, says, startOf, withContact } from './planning.ts';

/** What stands between “remind me” and what is to be done. */
const leadIn =
  /^(?:(?:to|that|about|of|de|que|para|an|daran|dass|zu|a|da|di|che|pour|à)(?=[\s,]|$)[\s,]*|d['’])+/iu;

/** What a day that was not understood begins with, before what is to be done: “on Blursday”. */
const dayAsked =
  /^(?:on|next|this|in|by|before|after|until|el|al|en|antes|hasta|no|na|em|dia|até|am|den|bis|vor|nach|nächste[nr]?|diesen|le|la|ce|au|avant|après|jusqu|il|prossim[oa]|quest[oa]|entro|prima|dopo|fino)\s/iu;

/** A task for its day, about the customer whom it names, if it names one. A day that is not certain is asked. */
export function remind(words: string, planning: Planning): Plan {
  const when = findWhen(words, planning.business, planning.now);
  const due = when.day === undefined && dayAsked.test(when.rest) ? undefined : dueOf(when, planning);
  if (due === undefined) return says(planning, 'askTime');
  const title = capital(
    when.rest
      .replace(/^[\s,]+/, '')
      .replace(leadIn, '')
      .replaceAll(/[\s,;]+$/g, ''),
  );
  if (title === '') return says(planning, 'askWhat');
  const make = (contact?: Contact): Plan => {
    const about = contact && { aboutKind: 'contacts', aboutId: contact.id };
    return proposes(planning, [call('task.create', { title, due, ...about })]);
  };
  return namesPerson(words, planning) ? withContact(planning, words, make) : make();
}

function dueOf(
  { day, time, isUnclear }: When,
  planning: Planning,
): { day: string; time?: string } | undefined {
  const today = dayOf(planning.now, planning.business.timeZone);
  if (isUnclear || (day === undefined && time === undefined)) return undefined;
  const on = day ?? today;
  if (on < today || (time !== undefined && startOf({ day: on, time }, planning) === undefined))
    return undefined;
  return { day: on, ...(time !== undefined && { time }) };
}

/** By their own name: what a company is called says too little about what a task is about. */
function namesPerson(words: string, { records, chosen }: Planning): boolean {
  const said = new Set(wordsOf(words));
  const named = contactsNamed(words, records);
  return (
    chosen !== undefined ||
    named.some(({ name }) => wordsOf(name).some((word) => word.length > 2 && said.has(word)))
  );
}
