import { icsFile } from '#shared/public-page/ics.ts';
import { localeIn } from '#shared/public-page/languages.ts';
import type { BookingNote } from '#shared/public-page/request.ts';
import { fill, placeWords } from '#shared/public-page/words/page-words.ts';
import { pageWords } from '#shared/public-page/words/words.ts';
import { zoneName } from '#shared/public-page/zone.ts';
import type { Business } from '../business.ts';
import { type BookingNews, bookingWords } from './booking-words.ts';
import { type LetterLanguage, letterLanguageOf } from './language.ts';

export interface BookingLetterFacts {
  /** The request's. */
  id: string;
  news: BookingNews;
  /** As it stands on the customer's page. */
  note: BookingNote;
  business: Pick<Business, 'name' | 'locale' | 'phone'>;
  /** The customer's language (BCP 47). */
  language: string;
  /** To their page: who has it sees the answer, and can cancel. */
  link: string | undefined;
  /** Epoch milliseconds. */
  now: number;
}

export interface BookingLetter {
  subject: string;
  text: string;
  calendar?: { filename: string; text: string };
}

/**
 * What a customer reads by e-mail about what they have asked for: sentences of ours around the business's own records and
 * words. Nothing of what was typed on the page stands in it, since anybody can type somebody's address there.
 */
export function bookingLetter(facts: BookingLetterFacts): BookingLetter {
  const { id, news, note, business, link, now } = facts;
  const language = letterLanguageOf(facts.language, business.locale);
  const [words, page] = [bookingWords[language], pageWords[language]];
  const locale = localeIn(language, business.locale);
  const isOn = news === 'confirmed' || news === 'moved';
  const blocks = [
    [words.hello],
    [words.line[news]],
    aboutLines(note, language, locale, isOn),
    note.words === undefined ? [] : [fill(page.theyWrite, { name: business.name }), note.words],
    [
      fill(page.reference, { reference: note.reference }),
      ...(link === undefined ? [] : [`${page.statusLink}: ${link}`, page.keepLink]),
    ],
    news === 'asked' ? [words.notYou] : [],
    [business.name, ...(business.phone === undefined ? [] : [business.phone])],
  ];
  const hasTime = note.start !== undefined && (isOn || news === 'cancelled');
  return {
    subject: subjectOf({ news, note }, language, locale),
    text: blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
    ...(hasTime && {
      calendar: { filename: `${note.reference}.ics`, text: icsFile({ id, note, name: business.name, now }) },
    }),
  };
}

function subjectOf(
  { news, note }: Pick<BookingLetterFacts, 'news' | 'note'>,
  language: LetterLanguage,
  locale: string,
): string {
  const { title, appointment } = bookingWords[language];
  const { service = appointment, start, timeZone } = note;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone });
  const isTimed = start !== undefined && (news === 'confirmed' || news === 'moved' || news === 'cancelled');
  const subject = `${title[news]}: ${service}${isTimed ? `, ${day.format(start)}` : ''}`;
  return subject.slice(0, 200).toWellFormed();
}

/** What it is about: the service, when, in which zone, and where. */
function aboutLines(note: BookingNote, language: LetterLanguage, locale: string, isOn: boolean): string[] {
  const { service, start, end, timeZone, place, where } = note;
  const page = pageWords[language];
  const lines = service === undefined ? [] : [service];
  if (start !== undefined) {
    const when = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
    lines.push(end === undefined ? when.format(start) : when.formatRange(start, end));
    lines.push(fill(page.zone, { zone: zoneName(timeZone, start, locale) }));
  }
  if (isOn && place !== undefined)
    lines.push([page[placeWords[place]], where].filter((part) => part !== undefined).join(' '));
  return lines;
}
