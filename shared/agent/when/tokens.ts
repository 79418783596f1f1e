import { fold } from './fold.ts';
import { phraseAt } from './lexicon.ts';
import { shapeAt } from './shapes.ts';
import type { Token } from './token.ts';
import type { WhenWords } from './words/language.ts';

/** A text in the forms in which it is looked at: all of one length. */
interface Text {
  text: string;
  folded: string;
  /** In small letters, with its accents. */
  written: string;
}

/** The tokens of a text as a language reads it, in their order; spaces are none. */
export function tokensOf(text: string, words: WhenWords, plainWords?: ReadonlySet<string>): Token[] {
  const folded = fold(text);
  const lower = text.toLowerCase().replaceAll('’', "'");
  const forms = { text, folded, written: lower.length === folded.length ? lower : folded };
  const tokens: Token[] = [];
  for (let at = 0; at < folded.length;) {
    const found = phraseAt(folded, forms.written, at, words) ?? shapeAt(folded, at);
    const last = tokens.at(-1);
    const token = inItsPlace(found, last, forms, words);
    if (token.code === 'x' && plainWords?.has(folded.slice(at, token.end))) token.code = 'e';
    if (token.code !== ' ') tokens.push(token);
    // “Jusqu'au”: the article says that a number behind it is a day.
    const mayEnd = token.code !== 'o' || /[NOWwMD]/.test(last?.code ?? '');
    if (mayEnd && /[EVBFZIb5o]/.test(token.code) && words.article.test(folded.slice(at, token.end)))
      tokens.push({ code: '1', value: 0, start: token.end, end: token.end });
    at = token.end;
  }
  return tokens;
}

/** What stands around a token may make another one of it. */
function inItsPlace(token: Token, last: Token | undefined, forms: Text, words: WhenWords): Token {
  const { text, folded, written } = forms;
  const { code, value, start, end } = token;
  const behind = folded.slice(end);
  if (code === 'x') return words.pastForms.test(written.slice(start, end)) ? { ...token, code: 'G' } : token;
  // “Dec. the 24th”, “Fr. 10 Uhr”: a point of an abbreviation ends no sentence.
  const isAbbreviated =
    last !== undefined && 'MWw'.includes(last.code) && last.end === start && start - last.start < 6;
  if (isAbbreviated && /^\.\s*[\d\p{Ll}]/u.test(text.slice(start))) return { ...token, code: ' ' };
  // “Diez para las cuatro”: so many minutes are missing.
  const mayMiss = code === 'a' && last !== undefined && 'NQ9'.includes(last.code);
  if (mayMiss && words.missing.split('|').includes(folded.slice(start, end))) return { ...token, code: '<' };
  // “Zehn vor drei”, “fünf nach halb drei”; a day of the month would have a point.
  const mayCount = words.joinsWords === true && /[VE]/.test(code) && last?.code === 'N' && last.value < 30;
  if (mayCount && isHour(behind, words)) return { ...token, code: code === 'V' ? '<' : 'p' };
  if (isEndOfSentence(token, text, words)) return { code: 'N', value, start, end: end - 1, isDigits: true };
  if (words.joinsWords !== true) return token;
  // “Morgen, ich brauche …” greets, or means tomorrow.
  const mayGreet = last === undefined && code === 'R' && value === 1;
  if (mayGreet && /^\s*[,!.]+\s*\p{L}/u.test(behind)) return { ...token, code: '7' };
  // “Die Spülung läuft nach, …”: the end of a verb.
  return /[EVF]/.test(code) && /^\s*(?:[,.!?]|$)/.test(behind) ? { ...token, code: 'e' } : token;
}

/** What stands behind “vor” or “nach” is an hour. */
function isHour(behind: string, words: WhenWords): boolean {
  const next = /^ (\S+?)[.,!?]*(?=\s|$)/u.exec(behind)?.[1] ?? '';
  const found = phraseAt(next, next, 0, words) ?? shapeAt(next, 0);
  return found.end === next.length && (found.code === 'H' || (found.code === 'N' && found.value <= 12));
}

/** “I live at 24. Can you …”: only German writes ordinals with a point, and dates before the name of a month. */
function isEndOfSentence({ code, end }: Token, text: string, words: WhenWords): boolean {
  if (code !== 'O' || text[end - 1] !== '.') return false;
  const next = /^\s?(\p{L}+)/u.exec(text.slice(end))?.[1] ?? '';
  if (words.joinsWords !== true) return true;
  const isMonth = words.months.some((names) => names.split('|').includes(fold(next)));
  return /^\p{Lu}/u.test(next) && !isMonth;
}
