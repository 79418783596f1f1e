/** What people set between the groups of an account or card number, and how much of it. */
const separator = /[^\p{L}\p{N}]/u;
const widestGap = 3;
const digits = new RegExp(`\\d(?:${separator.source}{0,${widestGap}}\\d){12,}`, 'gu');
const accountStart = new RegExp(`[a-z]{2}(?=${separator.source}{0,${widestGap}}\\d)`, 'gu');

/** No account number has fewer: words that pass the checksum by chance do. */
const fewestDigits = 10;

type Range = [start: number, end: number];

/**
 * Payment cards in a folded text (ISO/IEC 7812: 13 to 19 digits with Luhn's checksum), also where an expiry date
 * or anything else made of digits stands beside them: a card begins and ends with a group, or is as long as its
 * issuer's are.
 */
export function cardsIn(text: string): Range[] {
  return [...text.matchAll(digits)].flatMap((run) => cardsInRun(text, run.index, run.index + run[0].length));
}

function cardsInRun(text: string, from: number, to: number): Range[] {
  const places: number[] = [];
  for (let at = from; at < to; at++) if (isDigit(text[at])) places.push(at);
  const found: Range[] = [];
  for (let first = 0; first < places.length;) {
    const length = cardLength(text, places, first);
    if (length === undefined) first++;
    else {
      found.push([places[first]!, places[first + length - 1]! + 1]);
      first += length;
    }
  }
  return found;
}

function cardLength(text: string, places: number[], first: number): number | undefined {
  const beginsGroup = !isDigit(text[places[first]! - 1]);
  for (let length = Math.min(19, places.length - first); length >= 13; length--) {
    const own = places.slice(first, first + length);
    const number = own.map((at) => text[at]).join('');
    const endsGroup = !isDigit(text[own.at(-1)! + 1]);
    const ofIssuer = issuers.some(({ pattern, lengths }) => pattern.test(number) && lengths.includes(length));
    if ((beginsGroup && endsGroup) || ofIssuer) if (isCard(number)) return length;
  }
  return undefined;
}

/** Lengths that large issuers' cards have, by their first digits. */
const issuers = [
  { pattern: /^4/, lengths: [16] },
  { pattern: /^(?:5[1-5]|2[2-7])/, lengths: [16] },
  { pattern: /^3[47]/, lengths: [15] },
  { pattern: /^3(?:0|6|8)/, lengths: [14] },
  { pattern: /^6(?:011|4|5)/, lengths: [16] },
];

/** How long the account numbers of a country are (ISO 13616, the registry of IBAN formats). */
const lengths = new Map(
  `ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 br29 by28 ch21 cr22 cy28 cz24 de22 dk18 do28 ee20 eg29 es24 fi18 fo18
  fr27 gb22 ge22 gi23 gl18 gr27 gt28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20 lb28 lc32 li21 lt20 lu20 lv21 ly25
  mc27 md24 me22 mk19 mr27 mt31 mu30 nl18 no15 pk24 pl28 ps29 pt25 qa29 ro24 rs22 sa24 sc31 se24 si19 sk24 sm27 st25 sv28
  tn24 tr26 ua29 va22 vg24 xk20`
    .split(/\s+/)
    .map((each) => [each.slice(0, 2), Number(each.slice(2))] as const),
);

/** Bank accounts (IBAN) in a folded text, whatever stands between their groups and around them. */
export function ibansIn(text: string): Range[] {
  const found: Range[] = [];
  for (const { index } of text.matchAll(accountStart)) {
    const end = ibanEnd(text, index);
    if (end !== undefined && index >= (found.at(-1)?.[1] ?? 0)) found.push([index, end]);
  }
  return found;
}

function ibanEnd(text: string, start: number): number | undefined {
  const length = lengths.get(text.slice(start, start + 2));
  if (length === undefined) return undefined;
  let compact = '';
  let gap = 0;
  for (let at = start; at < text.length && gap <= widestGap; at++) {
    const character = text[at]!;
    if (/[a-z\d]/.test(character)) {
      compact += character;
      gap = 0;
      if (compact.length === length) return isIban(compact) ? at + 1 : undefined;
    } else if (separator.test(character)) gap++;
    else return undefined;
  }
  return undefined;
}

/** The checksum is 1 modulo 97. */
function isIban(compact: string): boolean {
  if (compact.replaceAll(/\D/g, '').length < fewestDigits) return false;
  const all = (compact.slice(4) + compact.slice(0, 4)).replaceAll(/[a-z]/g, (letter) =>
    String(letter.charCodeAt(0) - 87),
  );
  let rest = 0;
  for (const digit of all) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

function isCard(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0 && !/^0+$/.test(number);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
