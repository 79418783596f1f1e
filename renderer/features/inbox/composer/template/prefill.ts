import type { TemplateField } from '#shared/channels/meta/whatsapp/templates.ts';
import type { ReplyVariable } from '#shared/domain/quick-reply.ts';

type Known = Partial<Record<ReplyVariable, string>>;

/** What a place is probably for, by the name that its author gave it. The first that fits counts. */
const byName: [RegExp, ReplyVariable][] = [
  [/business|company|shop|firm/, 'business'],
  [/full_?name|last_?name|surname/, 'name'],
  [/agent|sender|technician|employee/, 'me'],
  [/name|customer|client|contact/, 'firstName'],
  [/amount|balance|owed|due|total|price|sum/, 'owed'],
  [/date|time|day|visit|appointment|when|slot/, 'nextVisit'],
];

/** A greeting right before a numbered place: a name belongs there. */
const greeting = /(^|\s)(hello|hi|hey|dear|hola|olá|oi|bonjour|hallo|ciao|liebe[r]?|beste|estimad[oa])$/i;

/** The values that are known for the places of a template; the others are for the owner to write. */
export function prefill(fields: TemplateField[], known: Known): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { key, kind, name, before } of fields) {
    const variable = kind === 'link' ? undefined : variableFor(name.toLowerCase(), before);
    values[key] = (variable && known[variable]) ?? '';
  }
  return values;
}

function variableFor(name: string, before: string): ReplyVariable | undefined {
  if (!/^\d+$/.test(name)) return byName.find(([pattern]) => pattern.test(name))?.[1];
  return greeting.test(before) ? 'firstName' : undefined;
}
