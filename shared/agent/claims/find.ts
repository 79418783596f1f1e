import type { Business } from '#shared/domain/business.ts';
import { westernDigit } from '#shared/lib/digits.ts';
import { wordsIn } from '#shared/lib/words.ts';
import { cardsIn, ibansIn } from '../privacy/account-numbers.ts';
import { isStreetKind } from '../privacy/streets.ts';
import type { Claim, Span } from './claim.ts';
import { momentsIn, weekdaysIn } from './days.ts';
import { linksIn } from './links.ts';
import { moneyIn } from './money.ts';
import { writtenNumbers } from '#shared/lib/number-words.ts';

/** Characters read, a WhatsApp message's most: customers decide how long a text is, so the work needs a bound. */
const longestRead = 4096;

const phone = /(?<![\p{L}\d.,-])\+?\(?\d[\d\s()./-]{5,}\d(?!\d)/gu;
/** Long groups of letters and digits that begin like an account of a bank, with a wrong checksum as well. */
const accountLike = /(?<![\p{L}\d])[a-z]{2}\d{2}(?:[\s.-]?[a-z\d]{2,4}){3,8}(?![\p{L}\d])/giu;
const anyNumber = /(?<![\p{L}\d])\d+(?:[.,:]\d+)*/gu;

/**
 * Everything in a text that a record must prove, each with where it stands: links, accounts, addresses, amounts,
 * percentages, days, clock times, phone numbers, and every number besides, in digits of any script or in words of
 * the language. No two overlap: what is found first is the surer reading.
 */
export function findClaims(text: string, business: Business, language: string): Claim[] {
  const plain = plainText(text.slice(0, longestRead));
  const words = writtenNumbers(plain, language);
  const found: Claim[] = [];
  const add = (claims: Claim[]) => {
    for (const claim of claims) if (!found.some((known) => overlap(known, claim))) found.push(claim);
  };
  add(linksIn(plain));
  add(accountsIn(plain));
  add(addressesIn(plain));
  const moments = momentsIn(plain);
  add(moments.filter(({ kind, text: written }) => kind === 'date' && /\p{L}|\d{4}/u.test(written)));
  add(moneyIn(plain, words, business));
  add(moments);
  add(weekdaysIn(plain, language));
  add(phonesIn(plain));
  add(
    words.map(({ value, start, end }) => ({
      kind: 'number',
      value,
      text: plain.slice(start, end),
      start,
      end,
    })),
  );
  add(numbersIn(plain));
  return found.toSorted((a, b) => a.start - b.start);
}

/** Every digit western and every space plain, each in its place. */
function plainText(text: string): string {
  return text
    .replaceAll(/[\u00A0\u202F\u2009]/g, ' ')
    .replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => westernDigit(digit).padEnd(digit.length, ' '));
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function accountsIn(text: string): Claim[] {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [];
  const loose = [...lower.matchAll(accountLike)]
    .filter(([match]) => match.replaceAll(/\D/g, '').length >= 8)
    .map((match): [number, number] => [match.index, match.index + match[0].length]);
  return [...ibansIn(lower), ...cardsIn(lower), ...loose].map(([start, end]) => ({
    kind: 'account',
    compact: lower.slice(start, end).replaceAll(/[^a-z\d]/g, ''),
    text: text.slice(start, end),
    start,
    end,
  }));
}

/** So many words may stand between a house number and the word that says what kind of street it is. */
const widestStreet = 4;

function addressesIn(text: string): Claim[] {
  const words = wordsIn(text);
  return words.flatMap(({ word }, at): Claim[] => {
    if (!/^\d{1,4}\p{L}?$/u.test(word)) return [];
    const near = words.slice(Math.max(0, at - widestStreet), at + widestStreet + 1);
    const kind = near.find((each) => isStreetKind(each.word) && each.word.length > 2);
    if (kind === undefined) return [];
    const [first, last] = kind.start < words[at]!.start ? [kind, words[at]!] : [words[at]!, kind];
    const between = text.slice(first.start, last.end);
    if (/[.!?\n]\s/.test(between)) return [];
    const named = wordsIn(between).map((each) => each.word);
    return [{ kind: 'address', words: named, text: between, start: first.start, end: last.end }];
  });
}

function phonesIn(text: string): Claim[] {
  return [...text.matchAll(phone)].flatMap((match): Claim[] => {
    const digits = match[0].replace(/\D/g, '');
    const [start, end] = [match.index, match.index + match[0].length];
    return digits.length < 7 ? [] : [{ kind: 'phone', digits, text: match[0].trim(), start, end }];
  });
}

function numbersIn(text: string): Claim[] {
  return [...text.matchAll(anyNumber)].map(({ 0: written, index: start }) => ({
    kind: 'number',
    value: Number(written.replaceAll(',', '.')),
    text: written,
    start,
    end: start + written.length,
  }));
}
