import { previewTemplate, templateFields, templateText } from '#shared/channels/meta/whatsapp/templates.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { useBusinessAccount, useTemplates } from '../templates.ts';
import { type DocumentWords, documentValues } from './document-values.ts';

/**
 * The templates that can tell of a document in a conversation, as a choice; first the one that speaks of such.
 * `speaks`: words by which it is known.
 */
export function useTemplateChoices(conversationId: string, words: DocumentWords, speaks: RegExp) {
  const { templates } = useTemplates(useBusinessAccount(conversationId));
  const likeliest = likeliestOf(templates, speaks);
  const sorted = templates.toSorted((a, b) => Number(b === likeliest) - Number(a === likeliest));
  return sorted.map((template) => {
    const { id, name, language } = template;
    const fields = templateFields(template);
    return {
      id,
      label: `${name.replaceAll('_', ' ')} (${language})`,
      fields,
      values: documentValues(fields, words),
      preview: (values: Record<string, string>) => templateText(previewTemplate(template, values)),
    };
  });
}

/** One whose name or words speak of it. */
function likeliestOf(templates: MessageTemplate[], speaks: RegExp): MessageTemplate | undefined {
  return (
    templates.find(({ name }) => speaks.test(name)) ??
    templates.find((template) => speaks.test(previewTemplate(template, {}).body))
  );
}
