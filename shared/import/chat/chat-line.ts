import { fold } from '#shared/lib/fold.ts';
import { westernDigit } from '#shared/lib/digits.ts';

/** The beginning of a line that is dated: three numbers of a day in the file's order, and a time. */
export interface Stamp {
  day: readonly [number, number, number];
  /** The year is written first, in four digits. */
  isYearFirst: boolean;
  hour: number;
  minute: number;
  second: number;
}

export interface ChatLine {
  stamp: Stamp;
  /** Who said it; none where the app itself says something. */
  author?: string;
  text: string;
  /** The app marks with an unseen sign what it has written itself. */
  isMarked: boolean;
}

/** Signs that show nothing: they say in which direction what follows runs. */
const unseen = /[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const number = String.raw`(\d{1,4})`;
const between = String.raw`\s?[./\u2010-\u2015-]\s?`;
const half = String.raw`([\p{L}.\u00B7\s]{1,20}?)`;
const dated = String.raw`${number}${between}(\d{1,2})${between}${number}\.?[,،]?\s+(?:\p{L}{1,3}\s+)?`;
const timed = String.raw`${half}?\s?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s?${half})?`;
/** iPhones write it in brackets, Android before a dash. */
const forms = [
  new RegExp(String.raw`^\[${dated}${timed}\]\s?(.*)$`, 'su'),
  new RegExp(String.raw`^${dated}${timed}\s[-–]\s(.*)$`, 'su'),
];

/** A line that begins something said, or `undefined` where it goes on with what the line before has begun. */
export function readLine(raw: string): ChatLine | undefined {
  const plain = raw.replace(unseen, '').replaceAll(/[\u00A0\u202F]/g, ' ');
  const head = plain.slice(0, 60).replaceAll(/\p{Nd}/gu, westernDigit);
  if (!/^\[?\d/.test(head)) return undefined;
  const found = forms.map((form) => form.exec(head + plain.slice(60))).find((match) => match !== null);
  if (found === undefined) return undefined;
  const [, first, second, third, before, hours, minutes, seconds, after, rest = ''] = found;
  const hour = hourOf(Number(hours), before ?? after);
  const isTime = hour !== undefined && hour < 24 && Number(minutes) < 60;
  if (!isTime) return undefined;
  // What is said stands as it was written: digits of other scripts are ours only in the stamp.
  const said = plain.slice(plain.length - rest.length);
  const colon = said.search(/:\s|:$/);
  const author = colon > 0 && colon <= 100 ? said.slice(0, colon).trim() : undefined;
  const text = author === undefined ? said : said.slice(colon + 1).replace(/^\s/, '');
  return {
    stamp: {
      day: [Number(first), Number(second), Number(third)],
      isYearFirst: first!.length === 4,
      hour,
      minute: Number(minutes),
      second: Number(seconds ?? 0),
    },
    ...(author !== undefined && author !== '' && { author }),
    text,
    isMarked: /^[^:]*:\s?\u200E/.test(raw.replace(/^[\u200E\uFEFF]/, '').replace(/^\[[^\]]*\]\s?/, '')),
  };
}

let halves: Map<string, 0 | 12> | undefined;

/** Twelve hours twice a day, by the words of whatever language the phone speaks. */
function hourOf(hour: number, word: string | undefined): number | undefined {
  const said = fold(word ?? '').replaceAll(/[^\p{L}\p{M}]/gu, '');
  if (said === '') return hour;
  halves ??= halvesOfDay();
  const from = halves.get(said);
  return from === undefined || hour > 12 ? undefined : (hour % 12) + from;
}

function halvesOfDay(): Map<string, 0 | 12> {
  const found = new Map<string, 0 | 12>();
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const locales = Intl.DateTimeFormat.supportedLocalesOf(letters.flatMap((a) => letters.map((b) => a + b)));
  for (const locale of locales) {
    const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
    for (const hour of [9, 15]) {
      const part = format.formatToParts(hour * 36e5).find(({ type }) => type === 'dayPeriod')?.value;
      const word = fold(part ?? '').replaceAll(/[^\p{L}\p{M}]/gu, '');
      if (word !== '' && !found.has(word)) found.set(word, hour === 9 ? 0 : 12);
    }
  }
  return found.set('am', 0).set('pm', 12);
}
