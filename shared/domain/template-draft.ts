import { z } from 'zod';

/** What Meta takes at most: https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates */
const longest = { name: 512, header: 60, body: 1024, footer: 60, button: 25 } as const;
/** How many buttons of each kind; ten in all. */
export const mostButtons = { reply: 10, url: 2, phone: 1 } as const;
const mostOfAll = 10;

const label = z.string().trim().min(1, 'Write what stands on the button.').max(longest.button);
/** `reply`: what customers tap to answer. The others open a page, or call. */
export const templateButtonSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), text: label }),
  z.strictObject({
    kind: z.literal('url'),
    text: label,
    url: z.url({ protocol: /^https$/, error: 'Write an address that begins with https://.' }).max(2000),
  }),
  z.strictObject({
    kind: z.literal('phone'),
    text: label,
    phone: z
      .string()
      .trim()
      .regex(/^\+[0-9]{5,20}$/, 'Write the number with its country, such as +442079460958.'),
  }),
]);
export type TemplateButton = z.infer<typeof templateButtonSchema>;

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
  header: z.string().trim().max(longest.header).optional(),
  body: z.string().trim().min(1, 'Write the message.').max(longest.body),
  footer: z.string().trim().max(longest.footer).optional(),
  buttons: z.array(templateButtonSchema).max(mostOfAll).optional(),
  /** What may stand in each place, by its name: Meta’s people judge by it. */
  examples: z.record(z.string(), z.string().trim().max(200)),
});
export type TemplateDraft = z.infer<typeof templateDraftSchema>;

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The places of a text, by their names, each once. */
export function placesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(place), ([, name]) => name!))];
}

interface DraftProblem {
  field: 'header' | 'body' | 'buttons' | 'examples';
  message: string;
}

/** What Meta would refuse, for the field where it stands; nothing where nothing is known to be wrong. */
export function templateDraftProblem({
  header = '',
  body,
  buttons = [],
  examples,
}: TemplateDraft): DraftProblem | undefined {
  const text = body.trim();
  const names = [...new Set([...placesOf(header), ...placesOf(text)])];
  const wrong = names.find((name) => !/^[a-z][a-z0-9_]*$/.test(name));
  if (wrong !== undefined)
    return {
      field: placesOf(header).includes(wrong) ? 'header' : 'body',
      message: `A place has a name of small letters, digits and _: not {{${wrong}}}.`,
    };
  if (placesOf(header).length > 1) return { field: 'header', message: 'A heading takes one place at most.' };
  if (/[*_~`\n]|\p{Extended_Pictographic}/u.test(header.replaceAll(place, '')))
    return {
      field: 'header',
      message: 'Meta takes no signs for bold or the like, and no emoji, in a heading.',
    };
  const tooMany = (['reply', 'url', 'phone'] as const).find(
    (kind) => buttons.filter((button) => button.kind === kind).length > mostButtons[kind],
  );
  if (tooMany !== undefined)
    return { field: 'buttons', message: `Meta takes ${mostButtons[tooMany]} buttons of this kind at most.` };
  if (new Set(buttons.map((button) => button.text.trim().toLowerCase())).size < buttons.length)
    return { field: 'buttons', message: 'Each button needs words of its own.' };
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
export function templateBody({
  name,
  category,
  language,
  header = '',
  body,
  footer = '',
  buttons = [],
  examples,
}: TemplateDraft) {
  const namedIn = (text: string) =>
    placesOf(text).map((each) => ({ param_name: each, example: examples[each] ?? '' }));
  const written = (text: string) => text.replaceAll(place, (_whole, each: string) => `{{${each}}}`);
  const [inHeader, inBody] = [namedIn(header), namedIn(body)];
  return {
    name,
    category,
    language,
    parameter_format: 'NAMED' as const,
    components: [
      ...(header === ''
        ? []
        : [
            {
              type: 'HEADER',
              format: 'TEXT',
              text: written(header),
              ...(inHeader.length > 0 && { example: { header_text_named_params: inHeader } }),
            },
          ]),
      {
        type: 'BODY',
        text: written(body),
        ...(inBody.length > 0 && { example: { body_text_named_params: inBody } }),
      },
      ...(footer === '' ? [] : [{ type: 'FOOTER', text: footer }]),
      ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: inOrder(buttons).map(buttonBody) }]),
    ],
  };
}

/** Meta takes answers only side by side. */
function inOrder(buttons: TemplateButton[]): TemplateButton[] {
  return buttons.toSorted((a, b) => Number(a.kind !== 'reply') - Number(b.kind !== 'reply'));
}

function buttonBody(button: TemplateButton) {
  if (button.kind === 'url') return { type: 'URL', text: button.text, url: button.url };
  if (button.kind === 'phone') return { type: 'PHONE_NUMBER', text: button.text, phone_number: button.phone };
  return { type: 'QUICK_REPLY', text: button.text };
}
