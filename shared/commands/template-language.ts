import { templateFields, templateObstacle } from '#shared/channels/meta/whatsapp/templates.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/**
 * The template that a rule names, in the customer's language (ISO 639-1) where Meta has approved it in that one as well
 * and it has the same places and buttons, so that the rule's words fit into it. Else the rule's own.
 */
export function templateInLanguage(
  records: RecordReader,
  templateId: string,
  language: string | undefined,
): MessageTemplate | undefined {
  const named = records.get('messageTemplates', templateId);
  if (named === undefined || language === undefined || baseOf(named.language) === baseOf(language))
    return named;
  const same = otherLanguages(records.all('messageTemplates'), named).filter(
    (each) => baseOf(each.language) === baseOf(language),
  );
  // Of two countries' forms of one language, the same one each time.
  return same.toSorted((a, b) => (a.language < b.language ? -1 : 1))[0] ?? named;
}

/** The same template in other languages, as far as it can take its place. */
export function otherLanguages(
  templates: Iterable<MessageTemplate>,
  named: MessageTemplate,
): MessageTemplate[] {
  return [...templates].filter(
    (each) =>
      each.id !== named.id &&
      each.name === named.name &&
      each.businessAccountId === named.businessAccountId &&
      templateObstacle(each) === undefined &&
      shapeOf(each) === shapeOf(named),
  );
}

/** `pt` of `pt_BR`. */
function baseOf(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0]!;
}

/** What a rule fills in, and in which order buttons stand. */
function shapeOf(template: MessageTemplate): string {
  const fields = templateFields(template).map(({ key, kind }) => `${key} ${kind}`);
  const part = template.components.find(({ type }) => String(type).toUpperCase() === 'BUTTONS');
  const buttons = Array.isArray(part?.['buttons']) ? (part['buttons'] as Record<string, unknown>[]) : [];
  return JSON.stringify([fields.toSorted(), buttons.map(({ type }) => type)]);
}
