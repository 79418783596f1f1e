import { eld } from 'eld/extrasmall';
import { wordsIn } from '#shared/lib/words.ts';

/** What people begin with is too short to be told by its letters. */
const greetings = new Map(
  Object.entries({
    en: ['hi', 'hello', 'hey', 'thanks', 'yes'],
    es: ['hola', 'gracias'],
    pt: ['oi', 'ola', 'obrigado', 'obrigada', 'valeu'],
    de: ['hallo', 'danke', 'dankeschon', 'ja', 'nein'],
    fr: ['bonjour', 'salut', 'merci', 'oui'],
    it: ['ciao', 'grazie'],
  }).flatMap(([language, words]) => words.map((word) => [word, language] as const)),
);

/** A lead in the detector's score (0 to 1) that is no chance, and a score that stands by itself. */
const clear = { lead: 0.1, score: 0.8 };

/**
 * The language that a text is written in (ISO 639-1), or `undefined` where it is too short or too mixed to be
 * told. Any language may be the answer, also one that the assistant does not write. `likely` is what the
 * customer wrote before, or the business's own: it wins where the text fits it nearly as well.
 */
export function languageOfText(text: string, likely?: string): string | undefined {
  const words = wordsIn(text);
  const greeting = words.length > 2 ? undefined : greetings.get(words[0]?.word ?? '');
  if (greeting !== undefined) return greeting;
  const found = eld.detect(text);
  const scores = found.getScores();
  const best = scores[found.language] ?? 0;
  if (likely !== undefined && best > 0 && best - (scores[likely] ?? 0) < clear.lead) return likely;
  const second = Math.max(
    0,
    ...Object.keys(scores).map((each) => (each === found.language ? 0 : scores[each]!)),
  );
  const isClear = found.isReliable() || (best >= clear.score && best - second >= clear.lead);
  return isClear ? found.language : undefined;
}
