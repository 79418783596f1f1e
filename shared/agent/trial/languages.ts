import { type AnswerLanguage, answerLanguageOf, answerLanguages } from '../acts/languages.ts';
import type { Scene } from '../acts/scene.ts';
import { languageOfText } from '../language.ts';

/** More languages than this, and each would be tried with a handful of questions. */
const most = 3;
/** Words of customers that are looked at, and how many of them have to be in a language. */
const sample = 300;
const least = 5;

/** In which languages a model is tried: the business's own, and those that its customers write most. */
export function trialLanguages({ business, languages, records }: Scene): AnswerLanguage[] {
  const own = answerLanguageOf(business.locale) ?? 'en';
  const possible = answerLanguages.filter((each) => languages.length === 0 || languages.includes(each));
  const counts = new Map<string, number>();
  let seen = 0;
  for (const { direction, text = '' } of records.all('messages')) {
    if (direction !== 'in' || text.length < 20) continue;
    const language = languageOfText(text.slice(0, 200), own) ?? own;
    counts.set(language, (counts.get(language) ?? 0) + 1);
    if (++seen === sample) break;
  }
  const spoken = possible
    .filter((each) => each !== own && (counts.get(each) ?? 0) >= least)
    .toSorted((a, b) => counts.get(b)! - counts.get(a)!);
  const first = possible.includes(own) || possible.length === 0 ? [own] : [];
  const found = [...first, ...spoken].slice(0, most);
  return found.length > 0 ? found : possible.slice(0, 1);
}
