import type { AnswerLanguage } from '../acts/languages.ts';

/**
 * Words by which somebody says what holds beyond this once: adverbs of always and never, preferring, and times of day
 * in general. They are few on purpose: what they miss a person writes down, and what they find a person reads first.
 */
const words: Record<AnswerLanguage, string> = {
  en: 'always|never|prefer|usually|generally|mornings|afternoons|evenings|weekends|weekdays|from now on|in future',
  es: 'siempre|nunca|prefiero|preferimos|por las mananas|por las tardes|los fines de semana|normalmente|de ahora en adelante',
  pt: 'sempre|nunca|prefiro|preferimos|as manhas|as tardes|aos fins de semana|normalmente|daqui em diante',
  de: 'immer|nie|niemals|lieber|am liebsten|bevorzuge|vormittags|nachmittags|abends|am wochenende|normalerweise|in zukunft|ab jetzt',
  fr: 'toujours|jamais|prefere|preferons|le matin|l apres midi|le soir|le week end|d habitude|a l avenir|desormais',
  it: 'sempre|mai|preferisco|preferiamo|la mattina|il pomeriggio|la sera|nei fine settimana|di solito|d ora in poi',
};

/** Each as its folded words. */
export const standingWords = Object.fromEntries(
  Object.entries(words).map(([language, list]) => [language, list.split('|').map((each) => each.split(' '))]),
) as Record<AnswerLanguage, string[][]>;
