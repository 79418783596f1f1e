import { allJobs } from '#shared/records/jobs.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { wordsOf } from '#shared/agent/basic/words.ts';
import { matchServices } from '#shared/agent/basic/services.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { dayOf } from '#shared/domain/day.ts';
import { formatSums } from '#shared/domain/money-text.ts';
import type { Job } from '#shared/domain/job.ts';
import { isOpenJob, nextVisit } from '#shared/domain/job-states.ts';
import type { AnswerLine } from './answers.ts';
import { lineOf, writeDay } from './answers.ts';
import { contactsNamed, matchWords } from './find.ts';
import type { ToolContext, Finding } from './read-tools.ts';
import {
  findContacts,
  findConversations,
  findInvoices,
  findJobs,
  freeSlots,
  moneyOwed,
  prices,
  visitsOn,
} from './read-tools.ts';
import type { SentenceName } from './sentences.ts';
import { say } from './sentences.ts';
import { jobStateIn, namesSomebody, subjectOf } from './subject.ts';
import type { When } from './when.ts';
import { findWhen, momentAt } from './when.ts';
import type { Wish } from './wishes.ts';
import { yearIn } from './year.ts';
import type { Call } from './write-tools.ts';
import { checkCall } from './write-tools.ts';

/** What the built-in assistant answers, would do, or has to ask. */
export interface Plan {
  text: string;
  lines: AnswerLine[];
  /** To be approved one by one. */
  calls: Call[];
  /** Customers of whom the owner has to choose one; then the same sentence is planned again. */
  choices: AnswerLine[];
  /** It was looked for among all work and invoices that are open: closed years may hold more. */
  looksBack?: boolean;
  /** “Nobody owes you money” is an answer; “I found nothing” is not: a model may get further. */
  final: boolean;
}

interface Planning extends ToolContext {
  language: Language;
  /** The customer whom the owner has chosen where several were meant. */
  chosen?: string | undefined;
}

const hour = 60 * 60_000;
/** What stands between “remind me” and what is to be done. */
const leadIn = /^(?:(?:to|that|about|of|de|que|para|an|daran|dass|zu)(?=[\s,]|$)[\s,]*)+/iu;

/** Answers a wish of a sentence from the records, or says which commands would fulfil it. Reads only. */
export function planWish(wish: Wish, sentence: string, planning: Planning): Plan {
  const { business, now } = planning;
  const words = 'words' in wish ? wish.words : '';
  const when = findWhen(words, business, now);
  const about = aboutContact[wish.kind];
  if (about !== undefined)
    return withContact(planning, words, (contact) => about(contact, { words, when, planning }));
  switch (wish.kind) {
    case 'owed':
      return owed(planning);
    case 'agenda':
    case 'free':
      return planDay(wish.kind, sentence, planning);
    case 'unanswered':
      return unanswered(planning);
    case 'prices':
      return found(planning, prices(planning, { words }), 'noPrices');
    case 'contact':
      return addContact(words, planning);
    case 'remind':
      return remind(words, when, planning);
    case 'note':
      return withTalk(planning, words, (id) => call('note.add', { conversationId: id, text: wish.text }));
    case 'message':
      return withTalk(planning, words, (id) => call('message.send', { conversationId: id, text: wish.text }));
    case 'invoice':
      return invoice(words, planning);
    case 'invoices':
      return history(sentence, planning, 'noInvoices', findInvoices);
    case 'jobs':
      return history(sentence, planning, 'noJobs', (context, asked) =>
        findJobs(context, { ...asked, state: jobStateIn(sentence) }),
      );
    default:
      return find(words, planning);
  }
}

/** What is asked of a customer: all words, and those about the time. */
interface Asked {
  words: string;
  when: When;
  planning: Planning;
}

const aboutContact: Partial<Record<Wish['kind'], (contact: Contact, asked: Asked) => Plan>> = {
  schedule: (contact, { when, planning }) => schedule(contact, when, planning),
  move: (contact, { when, planning }) => move(contact, when, planning),
  complete: (contact, { words, planning }) => complete(contact, words, planning),
};

function unanswered(planning: Planning): Plan {
  const waiting = findConversations(planning, { state: 'unanswered' });
  return { ...found(planning, waiting, 'unansweredNone', 'unanswered'), final: true };
}

/** What a day holds; it is named anywhere in the sentence. */
function planDay(kind: 'agenda' | 'free', sentence: string, planning: Planning): Plan {
  const { business, now, language } = planning;
  const when = findWhen(sentence, business, now);
  if (when.isUnclear) return says(planning, 'askTime');
  const day = when.day ?? dayOf(now, business.timeZone);
  const findings = kind === 'agenda' ? visitsOn(planning, { day }) : freeSlots(planning, { day });
  const [some, none] =
    kind === 'agenda' ? (['agenda', 'agendaEmpty'] as const) : (['free', 'freeNone'] as const);
  const text = say(findings.length > 0 ? some : none, language, { day: writeDay(day, business, language) });
  return { ...says(planning, some), text, lines: linesOf(findings, planning), final: true };
}

function owed(planning: Planning): Plan {
  const { business, language } = planning;
  const invoices = moneyOwed(planning);
  const open = invoices.map(({ due, currency }) => ({ amount: due, currency }));
  const total = formatSums(open, business.currency, business.locale);
  const name = invoices.length === 0 ? 'owedNothing' : invoices.length === 1 ? 'owedOne' : 'owed';
  const text = say(name, language, { total, count: String(invoices.length) });
  return { text, lines: linesOf(invoices.slice(0, 20), planning), calls: [], choices: [], final: true };
}

function find(words: string, planning: Planning): Plan {
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
function history(sentence: string, planning: Planning, none: SentenceName, lookUp: Lookup): Plan {
  const year = yearIn(sentence, planning);
  const list = (contactId?: string): Plan => {
    const plan = found(planning, lookUp(planning, { contactId, year }), none);
    return { ...plan, final: true, looksBack: contactId === undefined && year === undefined };
  };
  if (planning.chosen === undefined && !namesSomebody(sentence)) return list();
  return withContact(planning, sentence, ({ id }) => list(id));
}

function addContact(words: string, planning: Planning): Plan {
  const email = /[^\s@,]+@[^\s@,]+\.[^\s@,]+/u.exec(words)?.[0];
  const phone = /\+?\d[\d\s()./-]{5,}\d/u.exec(words)?.[0];
  const name = [email, phone]
    .reduce<string>((left, part) => (part === undefined ? left : left.replace(part, ' ')), words)
    .replaceAll(
      /\b(?:phone|mobile|tel|number|email|e-mail|teléfono|telefone|telefon|handy)\b\.?:?|[,;:]/giu,
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .replace(/\s(?:with|con|com|mit)$/iu, '')
    .trim();
  return proposes(planning, [
    call('contact.create', {
      name,
      ...(phone && { phones: { main: { number: phone.trim() } } }),
      ...(email && { emails: { main: { address: email } } }),
    }),
  ]);
}

function schedule(contact: Contact, when: When, planning: Planning): Plan {
  const { records, language } = planning;
  const start = startOf(when, planning);
  if (start === undefined) return says(planning, 'askTime');
  const subject = subjectOf(when.rest, contact);
  const services = findingServices(planning, subject);
  const service = services.length === 1 ? services[0] : undefined;
  const end = start + (service?.durationMinutes ?? 60) * 60_000;
  const waiting = allJobs(records).filter(
    (job) => job.contactId === contact.id && isOpenJob(job) && nextVisit(job, planning.now) === undefined,
  );
  const meant = waiting.filter((job) => isAbout(job, subject));
  if (meant.length === 1) {
    return withOverlap(
      proposes(planning, [call('job.schedule', { id: meant[0]!.id, start, end })]),
      start,
      end,
      planning,
    );
  }
  const title = subject === '' ? say('visitTitle', language) : capital(subject);
  const items = service && [
    {
      name: service.name,
      quantity: '1',
      unitPrice: service.unitPrice,
      currency: service.currency,
      serviceId: service.id,
    },
  ];
  const made = call('job.create', {
    contactId: contact.id,
    title,
    visit: { start, end },
    ...(items && { items }),
  });
  return withOverlap(proposes(planning, [made]), start, end, planning);
}

function move(contact: Contact, when: When, planning: Planning): Plan {
  const next = allJobs(planning.records)
    .filter((job) => job.contactId === contact.id && isOpenJob(job))
    .flatMap((job) => {
      const visit = nextVisit(job, planning.now);
      return visit === undefined ? [] : [{ job, visit }];
    })
    .toSorted((a, b) => a.visit.start - b.visit.start)[0];
  if (next === undefined) return says(planning, 'noVisit');
  const start = startOf(when, planning);
  if (start === undefined) return says(planning, 'askTime');
  const end = start + (next.visit.end - next.visit.start);
  const { id: visitId } = next.visit;
  const plan = proposes(planning, [call('job.reschedule', { id: next.job.id, visitId, start, end })]);
  return withOverlap(plan, start, end, planning, visitId);
}

function complete(contact: Contact, words: string, planning: Planning): Plan {
  const open = allJobs(planning.records).filter((job) => job.contactId === contact.id && isOpenJob(job));
  const subject = subjectOf(words, contact);
  const meant = open.length === 1 ? open : open.filter((job) => subject !== '' && isAbout(job, subject));
  if (open.length === 0) return says(planning, 'noOpenJob');
  if (meant.length === 1) return proposes(planning, [call('job.complete', { id: meant[0]!.id })]);
  return found(planning, findJobs(planning, { contactId: contact.id, state: 'open' }), 'noOpenJob');
}

/** A task for its day, about the customer whom it names, if it names one. A day that is not certain is asked. */
function remind(words: string, when: When, planning: Planning): Plan {
  const due = dueOf(when, planning);
  if (due === undefined) return says(planning, 'askTime');
  const title = capital(when.rest.replace(leadIn, '').replaceAll(/[\s,;]+$/g, ''));
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

/** For the customer or job that is named, else for the job that was done last. */
function invoice(words: string, planning: Planning): Plan {
  const isNamed = contactsNamed(words, planning.records).length > 0 || planning.chosen !== undefined;
  if (isNamed) return withContact(planning, words, (contact) => invoiceFor(planning, contact));
  return invoiceFor(planning, undefined);
}

function invoiceFor(planning: Planning, contact: Contact | undefined): Plan {
  const [job] = findJobs(planning, { contactId: contact?.id, state: 'toInvoice' });
  if (job?.kind !== 'job') return says(planning, 'noJobToInvoice');
  return proposes(planning, [call('invoice.draft', { contactId: job.contactId, jobId: job.id })]);
}

/** Goes on with the customer that the words name; asks where they name several or none. */
function withContact(planning: Planning, words: string, go: (contact: Contact) => Plan): Plan {
  const { records, chosen } = planning;
  const given = chosen === undefined ? undefined : records.get('contacts', chosen);
  const named = given === undefined ? contactsNamed(words, records) : [given];
  if (named.length === 1) return go(named[0]!);
  if (named.length === 0) return says(planning, 'whoContact');
  const choices = named
    .slice(0, 8)
    .map(({ id }): Finding => ({ kind: 'contact', id, owes: [], openJobs: 0 }));
  return { ...says(planning, 'whichContact'), choices: linesOf(choices, planning) };
}

function withTalk(planning: Planning, words: string, go: (conversationId: string) => Call | undefined): Plan {
  return withContact(planning, words, (contact) => {
    const talk = talkOf(contact, planning);
    return talk === undefined ? says(planning, 'noConversation') : proposes(planning, [go(talk)]);
  });
}

function talkOf(contact: Contact, planning: Planning): string | undefined {
  const [talk] = findConversations(planning, { contactId: contact.id });
  return talk?.kind === 'conversation' ? talk.id : undefined;
}

function startOf({ day, time }: Pick<When, 'day' | 'time'>, { business, now }: Planning): number | undefined {
  if (time === undefined) return undefined;
  const start = momentAt(day ?? dayOf(now, business.timeZone), time, business);
  // A time of today that has passed without a day being named is more likely a slip than a wish.
  return start !== undefined && start >= now - hour ? start : undefined;
}

function findingServices(planning: Planning, subject: string) {
  const current = [...planning.records.all('services')].filter(({ archivedAt }) => archivedAt === undefined);
  return subject === '' ? [] : matchServices(subject, current);
}

function isAbout(job: Job, subject: string): boolean {
  return subject === '' || matchWords(subject, [job.title]) !== undefined;
}

function withOverlap(plan: Plan, start: number, end: number, planning: Planning, except?: string): Plan {
  const { business, language } = planning;
  const other = visitsOn(planning, { day: dayOf(start, business.timeZone) }).find(
    (visit) => visit.visitId !== except && visit.start < end && visit.end > start,
  );
  if (other === undefined) return plan;
  const time = new Intl.DateTimeFormat(business.locale, {
    timeZone: business.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(other.start);
  return {
    ...plan,
    text: `${plan.text} ${say('overlaps', language, { time })}`,
    lines: linesOf([other], planning),
  };
}

function call(command: string, args: unknown): Call | undefined {
  const checked = checkCall(command, args);
  return checked.ok ? checked.value : undefined;
}

function proposes(planning: Planning, calls: (Call | undefined)[]): Plan {
  const whole = calls.filter((each) => each !== undefined);
  if (whole.length < calls.length) return says(planning, 'foundNothing', { words: '' });
  return { ...says(planning, 'proposal'), calls: whole };
}

function found(
  planning: Planning,
  findings: Finding[],
  none: SentenceName,
  some: SentenceName = 'found',
): Plan {
  return { ...says(planning, findings.length > 0 ? some : none), lines: linesOf(findings, planning) };
}

function says({ language }: Planning, name: SentenceName, values?: Record<string, string>): Plan {
  return { text: say(name, language, values), lines: [], calls: [], choices: [], final: false };
}

function linesOf(findings: Finding[], planning: Planning): AnswerLine[] {
  return findings.map((finding) => lineOf(finding, planning, planning.language));
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
