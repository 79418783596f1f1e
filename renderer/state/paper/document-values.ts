import type { TemplateField } from '#shared/channels/meta/whatsapp/templates.ts';

/** What a template about an invoice or a report may want to say, as the customer reads it. */
export interface DocumentWords {
  firstName: string;
  business: string;
  number: string;
  total: string;
  /** By when it is to be paid, or of which day it is. */
  day: string;
}

/** What a place is probably for, by the name that its author gave it. The first that fits counts. */
const byName: [RegExp, keyof DocumentWords][] = [
  [/business|company|shop|firm/, 'business'],
  [/number|invoice|report|reference|document/, 'number'],
  [/amount|balance|total|price|sum/, 'total'],
  [/due|date|day/, 'day'],
  [/name|customer|client|contact/, 'firstName'],
];

/** The same for a numbered place, by the words right before it, in the languages of our phrases. */
const byWordsBefore: [RegExp, keyof DocumentWords][] = [
  [/(^|\s)(hello|hi|hey|dear|hola|olá|oi|hallo|liebe[r]?|estimad[oa])$/i, 'firstName'],
  [
    /(invoice|report|certificate|rechnung|factura|fatura|bericht|number|nummer|número|no\.|nr\.|nº)[\s:#]*$/i,
    'number',
  ],
  [/(total|amount|for|of|betrag|über|importe|valor|por|de)[\s:]*$/i, 'total'],
  [/(due|by|until|before|on|bis|fällig|am|vence|hasta|até)[\s:]*$/i, 'day'],
];

/** The values that are known for the places of a template; the others are for the owner to write. */
export function documentValues(fields: TemplateField[], words: DocumentWords): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ key, kind, name, before }) => {
      const isNumbered = /^\d+$/.test(name);
      const table = isNumbered ? byWordsBefore : byName;
      const text = isNumbered ? before : name.toLowerCase();
      const meant = kind === 'link' ? undefined : table.find(([pattern]) => pattern.test(text))?.[1];
      return [key, meant === undefined ? '' : words[meant]];
    }),
  );
}
