import { z } from 'zod';

/** What Meta takes at most: https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates */
const longest = { name: 512, body: 1024, footer: 60 } as const;

/** A template as somebody writes it, before Meta has seen it. */
export const templateDraftSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .max(longest.name)
    .regex(/^[a-z0-9_]+$/, 'Only small letters, digits and _ are allowed.'),
  category: z.enum(['MARKETING', 'UTILITY']),
  /** Such as `en_GB`. */
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}(_[A-Z]{2,4})?$/, 'Write a language such as en_GB.'),
  body: z.string().trim().min(1, 'Write the message.').max(longest.body),
  footer: z.string().trim().max(longest.footer).optional(),
  /** What may stand in each place, by its name: Meta’s people judge by it. */
  examples: z.record(z.string(), z.string().trim().max(200)),
});
export type TemplateDraft = z.infer<typeof templateDraftSchema>;

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The places of a text, by their names, each once. */
export function placesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(place), ([, name]) => name!))];
}

/** What Meta would refuse, for the field where it stands; nothing where nothing is known to be wrong. */
export function templateDraftProblem({
  body,
  examples,
}: TemplateDraft): { field: 'body' | 'examples'; message: string } | undefined {
  const text = body.trim();
  const names = placesOf(text);
  const wrong = names.find((name) => !/^[a-z][a-z0-9_]*$/.test(name));
  if (wrong !== undefined)
    return { field: 'body', message: `A place has a name of small letters, digits and _: not {{${wrong}}}.` };
  if (text.startsWith('{{') || text.endsWith('}}'))
    return { field: 'body', message: 'Meta takes no message that begins or ends with a place.' };
  if (/\}\}\s*\{\{/.test(text))
    return { field: 'body', message: 'Write at least a word between two places.' };
  const bare = names.find((name) => (examples[name] ?? '') === '');
  return bare === undefined
    ? undefined
    : { field: 'examples', message: `Write an example for {{${bare}}}: Meta judges by it.` };
}

/** What Meta is sent. */
export function templateBody({ name, category, language, body, footer, examples }: TemplateDraft) {
  const names = placesOf(body);
  const named = names.map((each) => ({ param_name: each, example: examples[each] ?? '' }));
  return {
    name,
    category,
    language,
    parameter_format: 'NAMED' as const,
    components: [
      {
        type: 'BODY',
        text: body.replaceAll(place, (_whole, each: string) => `{{${each}}}`),
        ...(names.length > 0 && { example: { body_text_named_params: named } }),
      },
      ...(footer === undefined || footer === '' ? [] : [{ type: 'FOOTER', text: footer }]),
    ],
  };
}
