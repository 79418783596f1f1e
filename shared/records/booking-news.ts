import type { Booking } from '#shared/domain/booking.ts';
import type { BookingNews } from '#shared/domain/letters/booking-words.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { BookingNote } from '#shared/public-page/request.ts';
import { usualMailAccount } from './accounts.ts';
import { bookingNote } from './bookings.ts';
import type { RecordReader } from './reader.ts';

/** Something of a booking that its customer has not been told by e-mail. */
export interface DueNews {
  /** The same on every device that knows the same of the booking. */
  key: string;
  news: BookingNews;
  /** As the customer's page says it, and what is told with it. */
  note: BookingNote;
  /** After this it makes no sense any more. Epoch milliseconds. */
  until: number;
  /** What was said of it here, in a hash. */
  words: string | undefined;
}

type Told = NonNullable<Booking['told']>[string];

const hour = 60 * 60_000;
/** Told later than that, nobody would wait for it any more. */
export const newsLasts = 72 * hour;

/** What the customer of a booking would have to be told now; nothing where they know it. */
export function newsOf(records: RecordReader, booking: Booking, now: number): DueNews | undefined {
  const told = Object.values(booking.told ?? {}).toSorted((a, b) => a.at - b.at);
  const page = bookingNote(records, booking);
  const reply = booking.reply === undefined ? undefined : contentId(['booking-words', booking.reply]);
  const isNewWord = reply !== undefined && told.every(({ words }) => words !== reply);
  const news = newsAfter(told, page, isNewWord);
  if (news === undefined || !isInTime(records, booking, told, now)) return undefined;
  const { words, ...rest } = page;
  const planned = news === 'cancelled' ? told.findLast(({ start }) => start !== undefined) : page;
  const { start, end } = planned ?? {};
  if (start !== undefined && start <= now) return undefined;
  const said = isNewWord ? reply : undefined;
  const about = [booking.id, news === 'moved' ? 'confirmed' : news, start ?? '', said ?? ''];
  // The same time once more, after another one, is told once more.
  const again = told.filter((each) => each.start === start && sameNews(each.news, news)).length;
  return {
    key: contentId(['booking-news', ...about, again]),
    news,
    note: {
      ...rest,
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(isNewWord && words !== undefined && { words }),
    },
    until: news !== 'cancelled' && start !== undefined ? start : now + newsLasts,
    words: said,
  };
}

function newsAfter(told: Told[], { state, start }: BookingNote, isNewWord: boolean): BookingNews | undefined {
  const knownAs = told.findLast(({ news }) => news !== 'said');
  const word = isNewWord && told.length > 0 ? 'said' : undefined;
  if (state === 'asked') return knownAs === undefined ? 'asked' : word;
  if (state === 'declined' || state === 'cancelled') return knownAs?.news === state ? word : state;
  if (state !== 'confirmed' && state !== 'moved') return undefined;
  const isKnown = knownAs?.news === 'confirmed' || knownAs?.news === 'moved';
  if (isKnown) return knownAs.start === start ? word : 'moved';
  return state;
}

function sameNews(a: BookingNews, b: BookingNews): boolean {
  return a === b || (a === 'confirmed' && b === 'moved') || (a === 'moved' && b === 'confirmed');
}

/** Nothing of before there was a mailbox, or of while it was off; a visit that moves later has no moment of its own. */
function isInTime(
  records: RecordReader,
  { state, stateAt }: Booking,
  told: readonly Told[],
  now: number,
): boolean {
  if (state === 'confirmed' && told.some(({ news }) => sameNews(news, 'confirmed'))) return true;
  const since = records.get('publicPages', 'page')?.tellsByMail?.at ?? 0;
  const mailbox = usualMailAccount(records)?.createdAt ?? 0;
  return stateAt >= Math.max(since, mailbox, now - newsLasts);
}
