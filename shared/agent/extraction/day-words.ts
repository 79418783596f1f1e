import type { Language } from '#shared/agent/basic/language.ts';

/** How a language names days; patterns over folded text. */
export interface DayWords {
  today: string;
  tomorrow: string;
  afterTomorrow: string;
  /** From Monday on. */
  weekdays: string[];
  /** Short names, which are words of their own without anything that goes with a day behind them. */
  short?: string[];
  /** Names without their ending, which number other things as well. */
  bare?: string[];
  /** Before or after a weekday: the one of the week after this. */
  next: RegExp;
  /** Says that the coming one is meant, whichever week that is. */
  coming: RegExp;
  /** From January on. */
  months: string[];
  /** With the group `count`. */
  inDays: string;
}

export const dayWords: Record<Language, DayWords> = {
  en: {
    today: 'today|tonight|this (?:morning|afternoon|evening)',
    tomorrow: 'tomorrow|tmrw|tmr|tomoz',
    afterTomorrow: '(?:the )?day after tomorrow',
    weekdays: [
      'monday',
      'tue(?:s(?:day)?)?',
      'wednesday|weds',
      'thu(?:r(?:s(?:day)?)?)?',
      'fri(?:day)?',
      'saturday',
      'sunday',
    ],
    short: ['mon', 'tues', 'wed', 'thurs', 'fri', 'sat', 'sun'],
    next: /\bnext\s$|\bweek\son\s$/,
    coming: /\b(?:this|coming)\s$/,
    months: [
      'jan(?:uary)?',
      'feb(?:ruary)?',
      'mar(?:ch)?',
      'apr(?:il)?',
      'may',
      'june?',
      'july?',
      'aug(?:ust)?',
      'sept?(?:ember)?',
      'oct(?:ober)?',
      'nov(?:ember)?',
      'dec(?:ember)?',
    ],
    inDays: 'in (?<count>\\d) days',
  },
  es: {
    today: 'hoy|esta (?:manana|tarde|noche)',
    tomorrow: '(?<!\\b(?:la|esta|una|cada|de|por la) )manana',
    afterTomorrow: 'pasado manana',
    weekdays: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'],
    short: ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'],
    next: /\bsemana que viene\sel\s$/,
    coming: /\b(?:este|proximo)\s$/,
    months: [
      'enero',
      'febrero',
      'marzo',
      'abril',
      'mayo',
      'junio',
      'julio',
      'agosto',
      'sep?tiembre',
      'octubre',
      'noviembre',
      'diciembre',
    ],
    inDays: '(?:en|dentro de) (?<count>\\d) dias',
  },
  pt: {
    today: 'hoje|esta (?:manha|tarde|noite)',
    tomorrow: 'amanha',
    afterTomorrow: 'depois de amanha',
    weekdays: [
      '(?:segunda|2[ªa]?)[ -]feira',
      '(?:terca|3[ªa]?)[ -]feira',
      '(?:quarta|4[ªa]?)[ -]feira',
      '(?:quinta|5[ªa]?)[ -]feira',
      '(?:sexta|6[ªa]?)[ -]feira',
      'sabado',
      'domingo',
    ],
    short: ['seg', 'ter', 'qua', 'qui', 'sex', 'sab', 'dom'],
    bare: ['segunda', 'terca', 'quarta', 'quinta', 'sexta', 'sabado', 'domingo'],
    next: /\bsemana que vem\s(?:na|no)\s$/,
    coming: /\b(?:est[ea]|proxim[ao])\s$/,
    months: [
      'janeiro',
      'fevereiro',
      'marco',
      'abril',
      'maio',
      'junho',
      'julho',
      'agosto',
      'setembro',
      'outubro',
      'novembro',
      'dezembro',
    ],
    inDays: '(?:em|daqui a) (?<count>\\d) dias',
  },
  de: {
    today: 'heute(?: (?:fruh|vormittag|nachmittag|abend))?',
    tomorrow: '(?<!\\b(?:guten|am|jeden|\\w+tag) )morgen',
    afterTomorrow: 'ubermorgen',
    short: ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'],
    weekdays: ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', '(?:samstag|sonnabend)', 'sonntag'],
    next: /\bnachste(?:n|r)?\s$/,
    coming: /\b(?:diesen|kommenden)\s$/,
    months: [
      'janu?a?r?',
      'feb(?:ruar)?',
      '(?:marz|mrz)',
      'apr(?:il)?',
      'mai',
      'juni?',
      'juli?',
      'aug(?:ust)?',
      'sept?(?:ember)?',
      'okt(?:ober)?',
      'nov(?:ember)?',
      'dez(?:ember)?',
    ],
    inDays: 'in (?<count>\\d) tagen',
  },
};
