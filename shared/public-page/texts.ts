import type { ShownHours, ShownPrice, ShownService } from './document.ts';
import { fill, type PageWords } from './words/page-words.ts';

/** An amount of minor units, in the customer's way of writing; digits of 18 places are kept exactly. */
function money(amount: string, currency: string, digits: number, language: string): string {
  const padded = amount.padStart(digits + 1, '0');
  const cut = padded.length - digits;
  const decimal = digits === 0 ? padded : `${padded.slice(0, cut)}.${padded.slice(cut)}`;
  const isWhole = digits === 0 || /^0*$/.test(padded.slice(cut));
  const fraction = isWhole ? 0 : digits;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
    // A text is read as the decimal it is, never as a float.
  }).format(decimal as Intl.StringNumericLiteral);
}

/** What a service costs, in words. */
export function priceText(
  { price, unit }: Pick<ShownService, 'price' | 'unit'>,
  words: PageWords,
  language: string,
): string {
  const text = amountText(price, words, language);
  return unit === undefined || price.kind === 'ask' ? text : fill(words.per, { price: text, unit });
}

function amountText(price: ShownPrice, words: PageWords, language: string): string {
  if (price.kind === 'ask') return words.ask;
  const say = (amount: string): string => money(amount, price.currency, price.digits, language);
  if (price.kind === 'range') return fill(words.range, { price: say(price.amount), to: say(price.to) });
  return price.kind === 'from' ? fill(words.from, { price: say(price.amount) }) : say(price.amount);
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A Monday. */
const someMonday = Date.UTC(2024, 0, 1);

/** Each day of the week by its name, with when it is open. */
export function hoursLines(
  hours: ShownHours,
  words: PageWords,
  language: string,
): { day: string; open: string }[] {
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const say = (text: string): string => time.format(Date.parse(`2024-01-01T${text}:00Z`));
  return weekdays.map((weekday, index) => {
    const spans = hours[weekday] ?? [];
    const open = spans.map(({ from, to }) => `${say(from)} – ${say(to)}`).join(', ');
    return { day: name.format(someMonday + index * 86_400_000), open: open === '' ? words.closed : open };
  });
}

/** The languages that are spoken, as the customer calls them. */
export function languagesText(tags: readonly string[], language: string): string {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const nameOf = (tag: string): string => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(tags.map(nameOf));
}
