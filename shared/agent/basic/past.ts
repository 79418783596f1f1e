const days = [
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?',
  'lunes|martes|miercoles|jueves|viernes|sabado|domingo',
  '(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?',
  'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag',
].join('|');
const parts =
  'today|yesterday|morning|afternoon|evening|night|weekend|hoy|ayer|manana|tarde|noche|hoje|ontem|manha|noite|heute|gestern|morgen|fruh|vormittag|nachmittag|abend|wochenende';
const link =
  'early|late|about|around|this|last|the|el|la|esta|este|por|pasad[oa]|o|a|de|na|no|passad[oa]|ultim[oa]|dem|der|den|letzte[nrms]?|heute|gestern|hoy|ayer|yesterday|hoje|ontem|sunday|monday|tuesday|wednesday|thursday|friday|saturday';

/** Since when something is as it is, and days that are called the last: nobody asks for a visit then. */
const past = new RegExp(
  [
    String.raw`\b(?:since|desde|seit)\s(?:(?:${link})\s){0,3}(?:${days}|${parts})\b(?:\s(?:${parts})\b)?`,
    String.raw`\b(?:last|letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?)\s(?:${days})\b(?!\s(?:of|in|des|im)\b)`,
    String.raw`\b(?:${days})\s(?:pasad[oa]|passad[oa])\b`,
  ].join('|'),
  'g',
);

/** A folded or normalised text with blanks in the place of days that are over, so that all else stays where it is. */
export function withoutPast(text: string): string {
  return text.replaceAll(past, (words) => ' '.repeat(words.length));
}
