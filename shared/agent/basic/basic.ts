import type { Service } from '#shared/domain/business.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { LocalTime } from '#shared/agent/clock.ts';
import { hasHours, localTime, nextOpening, openShift, shiftsOn } from '#shared/agent/clock.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { questionOf, unanswered } from '#shared/agent/facts.ts';
import { readIntents } from '#shared/agent/extraction/intent.ts';
import type { NamedDay } from './days.ts';
import { namedDays } from './days.ts';
import { findClaims } from '../grounding/claims.ts';
import type { Intent } from './intents.ts';
import type { Language } from './language.ts';
import { detectLanguage, languageOf, languages } from './language.ts';
import type { Attachment, Phrases } from './phrases.ts';
import { phrases } from './phrases.ts';
import { matchServices } from './services.ts';
import {
  capitalise,
  dayAhead,
  isOpenOn,
  nextOpenDay,
  writeAddress,
  writeDay,
  writeDuration,
  writeOpenDays,
  writePrice,
  writeShifts,
  writeSlot,
  writeTime,
  writeWeek,
} from './writing.ts';

export interface BasicReply {
  text: string;
  language: Language;
  intents: Intent[];
  /** Records that the text states something from, as `collection/id`. */
  citations: string[];
  /** The records do not answer all of it: the text says that a person will. */
  handOff: boolean;
}

/** What the customer asked, and what there is to answer with. */
interface Question {
  facts: ReplyFacts;
  text: string;
  language: Language;
  say: Phrases;
  now: LocalTime;
  days: NamedDay[];
  asked: Service[];
}

/** A piece of a reply with the records that it rests on. */
interface Part {
  text: string;
  citations: string[];
  handOff?: boolean;
}

const businessCitation = 'business/business';

/** More lines than this are no answer but a brochure. */
const mostPrices = 5;

/** After this long without a word a conversation starts again with a greeting. */
const greetAgainAfter = 8 * 60 * 60 * 1000;

/**
 * The built-in assistant: rules instead of a model. It says nothing that is not in the price list, the
 * opening hours or the business's profile; where these do not answer, it asks, or hands over to a person.
 */
export function draftBasicReply(facts: ReplyFacts): BasicReply {
  const question = readQuestion(facts);
  const intents =
    question.text === ''
      ? (['other'] as Intent[])
      : readIntents(question.text, question.language, facts.now, facts.business);
  const parts =
    question.text === ''
      ? withoutWords(question)
      : toAnswer(intents).flatMap((intent) => answers[intent](question, intents));
  return {
    text: compose(parts, question),
    language: question.language,
    intents,
    citations: [...new Set(parts.flatMap((part) => part.citations))],
    handOff: parts.some((part) => part.handOff),
  };
}

function readQuestion(facts: ReplyFacts): Question {
  const text = questionOf(facts.messages);
  const earlier = facts.messages
    .filter(({ direction }) => direction === 'in')
    .map((message) => (message.text ?? '').slice(0, 200));
  const wrote = detectLanguage([text, ...earlier.toReversed()], languageOf(facts.business.locale));
  const language = allowedLanguage(wrote, facts.voice.languages);
  const now = localTime(facts.now, facts.business.timeZone);
  return {
    facts,
    text,
    language,
    say: phrases[language],
    now,
    days: namedDays(text, language, now),
    asked: matchServices(text, facts.services).slice(0, mostPrices),
  };
}

/** The first that the owner allows, where the customer's is not one of them. */
function allowedLanguage(wrote: Language, allowed: readonly string[] = []): Language {
  if (allowed.length === 0 || allowed.includes(wrote)) return wrote;
  return languages.find((each) => allowed.includes(each)) ?? wrote;
}

const answers: Record<Intent, (question: Question, all: Intent[]) => Part[]> = {
  human: (question) => [{ ...said(question.say.personally), handOff: true }, ...callUs(question)],
  complaint: (question) => [
    { ...said(question.say.sorry, question.say.complaintNext), handOff: true },
    ...callUs(question),
  ],
  price: prices,
  booking,
  hours,
  location,
  thanks: ({ say }) => [said(say.youAreWelcome)],
  greeting: ({ say }) => [said(say.thanksForMessage, say.howCanWeHelp)],
  other: letMeCheck,
};

/**
 * Which intents are answered, in which order. Where a person is asked for, or something went wrong, a price
 * list would be tactless; otherwise what ends with a question comes last.
 */
function toAnswer(intents: Intent[]): Intent[] {
  const [first] = intents;
  if (first === 'human' || first === 'complaint') return [first];
  const asks = (intent: Intent) => intent === 'price' || intent === 'booking';
  return [...intents.filter((intent) => !asks(intent)), ...intents.filter(asks)];
}

function prices(question: Question, all: Intent[]): Part[] {
  const { facts, say, language, asked } = question;
  const next = all.includes('booking') ? [] : [said(say.shallWeVisit)];
  const [only] = asked;
  if (only !== undefined && asked.length === 1) {
    const sentences = [say.onePrice(only.name, writePrice(only, facts.business, language))];
    if (only.durationMinutes !== undefined) {
      sentences.push(say.takesAbout(writeDuration(only.durationMinutes, language)));
    }
    return [{ ...said(...sentences), citations: [citationOf(only)] }, ...next];
  }
  if (asked.length > 1) return [priceTable(say.manyPrices, asked, question), ...next];
  const ask = said(say.whatNeedsDoing, say.priceAfterDetails);
  if (facts.services.length === 0) return [{ ...ask, handOff: true }];
  if (facts.services.length > mostPrices) return [ask];
  return [ask, priceTable(say.standardPrices, facts.services, question)];
}

function priceTable(title: string, services: Service[], { facts, language }: Question): Part {
  const rows = services.map(
    (service) => `• ${service.name}: ${writePrice(service, facts.business, language)}`,
  );
  return { text: [capitalise(title), ...rows].join('\n'), citations: services.map(citationOf) };
}

function booking(question: Question, all: Intent[]): Part[] {
  const { facts, say, days } = question;
  const parts = all.includes('price') ? [] : [said(say.visitThanks)];
  const [day] = days;
  parts.push(day === undefined ? askForDay(question) : answerDay(day, question));
  const missing: string[] = [];
  if (Object.keys(facts.contact?.addresses ?? {}).length === 0) missing.push(say.addressPlease);
  if (question.asked.length === 0 && question.text.length < 60) missing.push(say.describePlease);
  return missing.length === 0 ? parts : [...parts, said(...missing)];
}

function askForDay({ facts, say, language }: Question): Part {
  if (facts.slots.length > 0) {
    const times = facts.slots.map((slot) => writeSlot(slot, facts.business, language));
    const citations = facts.slots.map(({ start }) => `slots/${start}`);
    return { ...said(say.freeTimes(times)), citations };
  }
  if (!hasHours(facts.business)) return said(say.whichDay(undefined));
  const openDays = writeOpenDays(facts.business, language);
  return { ...said(say.whichDay(openDays)), citations: [businessCitation] };
}

function answerDay(day: NamedDay, { facts, say, language, now }: Question): Part {
  const name = writeDay(day, language);
  if (!hasHours(facts.business) || isOpenOn(facts.business, day))
    return { ...said(say.dayNoted(name)), handOff: true };
  const next = nextOpenDay(facts.business, day, now);
  const offer = next === undefined ? undefined : writeDay(next, language);
  return { ...said(say.closedThatDay(name, offer)), citations: [businessCitation] };
}

function hours(question: Question, all: Intent[]): Part[] {
  const { facts, say, language, days } = question;
  if (!hasHours(facts.business)) return letMeCheck(question);
  // A visit on a certain day is answered with the booking.
  if (days.length > 0 && all.includes('booking')) return [];
  const citations = [businessCitation];
  if (days.length === 0) {
    const week = `${say.ourHours}\n${writeWeek(facts.business, language)}`;
    return [
      { ...said(openState(question)), citations },
      { text: week, citations },
    ];
  }
  const lines = days.map((day) => {
    const shifts = shiftsOn(facts.business, day.weekday);
    const name = writeDay(day, language);
    return shifts.length === 0
      ? say.closedOn(name)
      : say.openOn(name, writeShifts(shifts, facts.business, language));
  });
  return [{ ...said(...lines), citations }];
}

function openState({ facts, say, language, now }: Question): string {
  const { business } = facts;
  const shift = openShift(business, now);
  if (shift !== undefined) return say.openNow(writeTime(shift.to, business, language));
  const next = nextOpening(business, now);
  if (next === undefined) return say.closedNow(undefined);
  const day = writeDay(dayAhead(next.days, next.weekday), language);
  return say.closedNow(`${day}, ${writeTime(next.shift.from, business, language)}`);
}

function location(question: Question): Part[] {
  const address = writeAddress(question.facts.business);
  if (address === undefined) return letMeCheck(question);
  return [{ ...said(question.say.ourAddress(address)), citations: [businessCitation] }];
}

/** The owner's own words where they answer this very question; otherwise a person has to. */
function letMeCheck({ say, facts }: Question): Part[] {
  const known = facts.knowledge.find(({ row, exact }) => exact && !namesPrice(row.text, facts));
  if (known !== undefined) return [{ text: known.row.text, citations: [`knowledge/${known.row.id}`] }];
  return [{ ...said(say.thanksForMessage, say.letMeCheck, say.tellMore), handOff: true }];
}

/** Prices come from the price list, which may have changed since. */
function namesPrice(text: string, { business }: ReplyFacts): boolean {
  return findClaims(text, business).some(({ kind }) => kind === 'amount' || kind === 'percent');
}

function callUs({ facts, say }: Question): Part[] {
  const phone = facts.business.phone;
  if (phone === undefined || phone === '') return [];
  return [{ ...said(say.callUs(phone)), citations: [businessCitation] }];
}

function withoutWords({ facts, say }: Question): Part[] {
  const attachment = attachmentOf(unanswered(facts.messages));
  if (attachment === undefined) return [said(say.thanksForMessage, say.howCanWeHelp)];
  const next = attachment === 'audio' ? say.letMeCheck : say.tellMore;
  return [{ ...said(say.gotAttachment(attachment), next), handOff: true }];
}

function attachmentOf(messages: Message[]): Attachment | undefined {
  const kinds: readonly string[] = ['image', 'video', 'audio', 'document', 'location', 'contacts'];
  return messages.map(({ type }) => type).findLast((type): type is Attachment => kinds.includes(type));
}

/** Sentences of one paragraph, each with its capital. */
function said(...sentences: string[]): Part {
  return {
    text: sentences.map((sentence, i) => (i === 0 ? sentence : capitalise(sentence))).join(' '),
    citations: [],
  };
}

/** Greeting, paragraphs, and the business's name under the first reply of a conversation. */
function compose(parts: Part[], question: Question): string {
  const { facts, say } = question;
  const lastOut = facts.messages.findLast(({ direction }) => direction === 'out');
  const greets = lastOut === undefined || facts.now - lastOut.at > greetAgainAfter;
  const paragraphs = parts.map(({ text }, i) =>
    i === 0 && greets && say.firstWordIsSmall ? text : capitalise(text),
  );
  if (greets) paragraphs.unshift(say.hello(addressee(question)));
  if (lastOut === undefined) paragraphs.push(facts.voice.signature || say.regards(facts.business.name));
  return paragraphs.join('\n\n');
}

/** How to address the contact; nothing where the name is a number or a company. German goes with the whole name. */
function addressee({ facts, language }: Question): string | undefined {
  const name = (facts.contact?.name ?? '').trim();
  if (!/^\p{L}[\p{L}'’-]+( \p{L}[\p{L}.'’-]*){0,3}$/u.test(name)) return undefined;
  return language === 'de' ? name : name.split(' ')[0];
}

function citationOf(service: Service): string {
  return `services/${service.id}`;
}
