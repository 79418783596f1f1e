import { dayOf } from '#shared/domain/day.ts';
import { formatSums } from '#shared/domain/money-text.ts';
import { writeDay } from '../answers.ts';
import { contactsNamed } from '../find.ts';
import {
  type Finding,
  findContacts,
  findConversations,
  findInvoices,
  findJobs,
  freeSlots,
  moneyOwed,
  type ToolContext,
  visitsOn,
} from '../read-tools.ts';
import { say, type SentenceName } from '../sentences.ts';
import { leavesDayOpen, namesSomebody } from '../subject.ts';
import { findWhen } from '../when.ts';
import type { Wish } from '../wishes.ts';
import { yearIn } from '../year.ts';
import { textOf, unreadOf, withoutNames, withoutWords } from '../accounted.ts';
import { ownerWords } from '../words/words.ts';
import { found, linesOf, type Plan, type Planning, says, withContact, withNamed } from './planning.ts';

/** Who waits for an answer. */
export function unanswered(planning: Planning): Plan {
  const waiting = findConversations(planning, { state: 'unanswered' });
  return { ...found(planning, waiting, 'unansweredNone', 'unanswered'), final: true };
}

/** What a day holds; it is named anywhere in the sentence. */
export function planDay(kind: 'agenda' | 'free', words: string, sentence: string, planning: Planning): Plan {
  const { business, now, language } = planning;
  const when = findWhen(sentence, business, now);
  // Where no day was read, none may have been named: “on Blursday”.
  const isOpen = when.day === undefined && leavesDayOpen(findWhen(words, business, now).rest);
  if (when.isUnclear || isOpen) return says(planning, 'askTime');
  const day = when.day ?? dayOf(now, business.timeZone);
  const findings = kind === 'agenda' ? visitsOn(planning, { day }) : freeSlots(planning, { day });
  const [some, none] =
    kind === 'agenda' ? (['agenda', 'agendaEmpty'] as const) : (['free', 'freeNone'] as const);
  const text = say(findings.length > 0 ? some : none, language, { day: writeDay(day, business, language) });
  return { ...says(planning, some), text, lines: linesOf(findings, planning), final: true };
}

/** Who owes how much: all of them, or the customer who is named. */
export function owed(wish: Wish, planning: Planning): Plan {
  const { asking } = ownerWords[wish.language];
  const unread = withoutWords(unreadOf(wish), asking);
  return withNamed(planning, textOf(unread), (contact) => {
    const unknown = textOf(contact === undefined ? unread : withoutNames(unread, [contact]));
    return unknown === '' ? owedBy(contact?.id, planning) : says(planning, 'notThat', { words: unknown });
  });
}

function owedBy(contactId: string | undefined, planning: Planning): Plan {
  const { business, language } = planning;
  const invoices = moneyOwed(planning, { contactId });
  const open = invoices.map(({ due, currency }) => ({ amount: due, currency }));
  const total = formatSums(open, business.currency, business.locale);
  const name = invoices.length === 0 ? 'owedNothing' : invoices.length === 1 ? 'owedOne' : 'owed';
  const text = say(name, language, { total, count: String(invoices.length) });
  return { text, lines: linesOf(invoices.slice(0, 20), planning), calls: [], choices: [], final: true };
}

/** Whatever the words may mean. */
export function find(words: string, planning: Planning): Plan {
  const findings = [
    ...findContacts(planning, { words }).slice(0, 5),
    ...findJobs(planning, { words }).slice(0, 5),
    ...findInvoices(planning, { words }).slice(0, 5),
    ...findConversations(planning, { words }).slice(0, 5),
  ];
  const plan = found(planning, findings, 'foundNothing');
  const text = findings.length > 0 ? plan.text : say('foundNothing', planning.language, { words });
  return { ...plan, text, looksBack: contactsNamed(words, planning.records).length !== 1 };
}

type Lookup = (
  context: ToolContext,
  asked: { contactId: string | undefined; year: number | undefined },
) => Finding[];

/** All invoices or jobs, of a customer where one is named, of a year where one is. */
export function history(sentence: string, planning: Planning, none: SentenceName, lookUp: Lookup): Plan {
  const year = yearIn(sentence, planning);
  const list = (contactId?: string): Plan => {
    const plan = found(planning, lookUp(planning, { contactId, year }), none);
    return { ...plan, final: true, looksBack: contactId === undefined && year === undefined };
  };
  if (planning.chosen === undefined && !namesSomebody(sentence)) return list();
  return withContact(planning, sentence, ({ id }) => list(id));
}
