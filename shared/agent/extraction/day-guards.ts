import type { Language } from '#shared/agent/basic/language.ts';

/**
 * What stands beside a day and changes what it means. A reading has to account for the whole phrase that it stands in:
 * who cannot do that leaves the day unread, because no day is better than a wrong one. Patterns over folded text.
 */
interface DayGuards {
  /** Before a day: it is ruled out, or a border and no day for a visit. Articles may stand between. */
  border: string;
  articles: string;
  /** Before a weekday: a name of its own. */
  names: string;
  /** After a weekday: it says of what kind something is. */
  kinds: string;
  /** Verbs of the past in the clause before a day: something happened then. */
  past: string;
  /** Behind a bare or short name of a weekday, which would be another word without it. */
  support: string;
}

const guards: Record<Language, DayGuards> = {
  en: {
    border:
      'can.?t (?:do|make|come|be there)|cannot (?:do|make|come|be there)|won.?t (?:do|make|be there)|not|never|except|but|until|till|by|before|after|from|since|than|through|starting|latest|apart from|excluding',
    articles: 'on|this|next|the|late|early|any|at',
    names: 'black|good|cyber|easter|ash|palm|shrove|fat|maundy',
    kinds: 'offers?|deals?|sales?|specials?|promo\\w*|roast|market|edition|club',
    past: '\\w{2,}ed|broke|went|came|was|were|had|fell|began|burst|left|got|did|blew|sprang|stood|lost|said|told',
    support:
      '(?:at|morning|afternoon|evening|night|am|pm|or|and|if|around|about|please|works?|suits?|is (?:fine|good|ok))\\b|\\d|[,.?!/)-]|$',
  },
  es: {
    border: 'excepto|menos|hasta|antes del?|despues del?|a partir del?|desde|no|ni|salvo|puedo',
    articles: 'el|este|esta|proximo|la',
    names: '',
    kinds: '',
    past: 'rompio|empezo|dejo|fue|paso|vino|estuvo|hizo|salio|cayo|estropeo|averio|llamo|vinieron|estuvieron',
    support: '(?:a|por|de|y|o|sobre)\\b|\\d|[,.?!/)-]|$',
  },
  pt: {
    border: 'exceto|menos|ate|antes d[ea]|depois d[ea]|a partir d[ea]|desde|nao|nem|salvo|posso',
    articles: 'a|o|na|no|esta|este|proxim[ao]|de',
    names: '',
    kinds: '',
    past: 'quebrou|comecou|parou|foi|esteve|veio|deixou|avariou|estragou|caiu|rebentou|ligou|vieram|estiveram',
    support:
      '(?:as|a (?:tarde|noite)|de (?:manha|tarde|noite)|da (?:manha|tarde|noite|semana|proxima)|pela|por volta|ou|e|que vem|dia|se|pode|da para)\\b|\\d|[,.?!/)-]|$',
  },
  de: {
    border: 'nicht|ausser|bis|vor|nach|ab|seit|kein|nur nicht|spatestens',
    articles: 'am|den|dem|zum|diese[nrm]?|nachste[nrm]?|de[nm]',
    names: '',
    kinds: '',
    past: 'war|waren|ging|fiel|kam|hatte|wurde|wollte|lief|tropfte',
    support: '(?:um|gegen|fruh|vormittags?|nachmittags?|abends?|oder|und|passt|geht|ab)\\b|\\d|[,.?!/)-]|$',
  },
};

/** Fractions that pipes, screws and cups have. */
const fraction = /^(?:1\/[2348]|3\/[48]|[57]\/8|2\/3|1\/16)$/;
const dateBefore = /\b(?:on|the|el|dia|am|den|em|no|na|vom|zum|for|para)\s$/;
const timeBehind = /^,?\s(?:at|a las?|as|um|gegen|around)\b/;
/** Marks that end a clause; a conjunction does as well. */
const clauseEnd = /[,.;:!?\n]|\b(?:can|could|please|und|and|pueden?|podem|podria|kann|konnen|konnt)\b/;

/** Whether the day that stands from `start` to `end` of a folded text is meant as a day to come. */
export function isMeantAsDay(text: string, start: number, end: number, language: Language): boolean {
  const say = guards[language];
  const [before, name, behind] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  if (fraction.test(name)) return dateBefore.test(before) || timeBehind.test(behind);
  if (isRuledOut(before, name, say, language)) return false;
  if (say.names !== '' && new RegExp(`\\b(?:${say.names})\\s$`).test(before)) return false;
  if (say.kinds !== '' && new RegExp(`^\\s(?:${say.kinds})\\b`).test(behind)) return false;
  return !new RegExp(`\\b(?:${say.past})\\b`).test(clauseBefore(before));
}

function isRuledOut(
  before: string,
  name: string,
  { border, articles }: DayGuards,
  language: Language,
): boolean {
  // "No" before a weekday is Portuguese for "on the".
  if (language === 'pt' && /\bno\s$/.test(before) && /^(?:sabado|domingo)/.test(name))
    return /\bnao (?:posso )?no\s$/.test(before);
  return new RegExp(`\\b(?:${border})(?:\\s(?:${articles})){0,2}\\s$`).test(before);
}

function clauseBefore(before: string): string {
  return before.split(clauseEnd).at(-1) ?? '';
}

/** What has to stand behind a short or bare name of a weekday, as a pattern to look ahead for. */
export function supportOf(language: Language): string {
  return `(?=\\.?\\s?(?:${guards[language].support}))`;
}
