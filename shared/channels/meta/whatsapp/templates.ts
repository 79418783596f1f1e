import { z } from 'zod';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { optionalText } from '../items.ts';
import { type Address, whatsappMessage } from './outbound.ts';

/** A place of a template that is filled in for each message. */
export interface TemplateField {
  /** Names the place within its template, such as `body:1` or `button:0:1`. */
  key: string;
  part: 'header' | 'body' | 'button';
  /** What Meta calls it: a number, or the name that the template's author gave. */
  name: string;
  /** `link`: the public address of a picture, video or document. */
  kind: 'text' | 'link';
  /** What the author of the template gave as an example. */
  example?: string;
  /** The words before it in its part, by which a person recognises the place. */
  before: string;
}

/** A template with its places filled in, as the customer will see it. */
export interface TemplatePreview {
  header?: string;
  body: string;
  footer?: string;
  buttons: string[];
}

export type TemplateValues = Readonly<Record<string, string>>;

/** What a send says of its template: see `templateContentSchema`. */
export type TemplateContent = z.infer<typeof templateContentSchema>;

/** As it is kept with the message, so that what was sent stays known when the template changes. */
export const templateContentSchema = z.object({
  name: z.string().min(1).max(512),
  language: z.string().min(1).max(40),
  components: z.array(z.record(z.string(), z.unknown())).max(20),
});

/** The content of a message that was made from a template; `undefined` for every other one. */
export function templateOf(content: Record<string, unknown> | undefined): TemplateContent | undefined {
  return templateContentSchema.safeParse(content?.['template']).data;
}

const buttonSchema = z.looseObject({
  type: z.string(),
  text: optionalText,
  url: optionalText,
  example: z.array(z.string()).optional().catch(undefined),
});
type Button = z.infer<typeof buttonSchema>;

const namedExamples = z
  .array(z.object({ param_name: z.string(), example: z.string() }))
  .optional()
  .catch(undefined);
const exampleSchema = z
  .looseObject({
    header_text: z.array(z.string()).optional().catch(undefined),
    body_text: z.array(z.array(z.string())).optional().catch(undefined),
    header_text_named_params: namedExamples,
    body_text_named_params: namedExamples,
  })
  .optional()
  .catch(undefined);

const componentSchema = z.looseObject({
  type: z.string(),
  format: optionalText,
  text: optionalText,
  example: exampleSchema,
  buttons: z.array(buttonSchema).optional().catch(undefined),
});
type Component = z.infer<typeof componentSchema>;

const places = /\{\{\s*([\w.-]+)\s*\}\}/g;
const fileFormats: ReadonlySet<string> = new Set(['IMAGE', 'VIDEO', 'DOCUMENT']);
/** Buttons that are sent along without being named, or with a part of their address only. */
const plainButtons: ReadonlySet<string> = new Set(['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'VOICE_CALL']);

/** Why a template cannot be sent, in the owner's words; `undefined` where it can. */
export function templateObstacle({ status, components, category }: MessageTemplate): string | undefined {
  if (status !== 'APPROVED') return `Meta has not approved this template (${status.toLowerCase()}).`;
  const parts = partsOf(components);
  const strange = parts.find(({ type }) => !['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].includes(type));
  const header = partOf(parts, 'HEADER')?.format ?? 'TEXT';
  const button = partOf(parts, 'BUTTONS')?.buttons?.find(({ type }) => !plainButtons.has(type));
  const isSendable =
    strange === undefined &&
    (header === 'TEXT' || fileFormats.has(header)) &&
    button === undefined &&
    category !== 'AUTHENTICATION';
  return isSendable ? undefined : 'This template has a part that Plumbline cannot fill in.';
}

/** The places of a template, in reading order. A name that occurs twice in a part is asked for once. */
export function templateFields({ components }: Pick<MessageTemplate, 'components'>): TemplateField[] {
  const parts = partsOf(components);
  const header = partOf(parts, 'HEADER');
  const body = partOf(parts, 'BODY');
  return [
    ...(header === undefined ? [] : headerFields(header)),
    ...(body === undefined ? [] : textFields('body', body)),
    ...(partOf(parts, 'BUTTONS')?.buttons ?? []).flatMap(buttonFields),
  ];
}

function headerFields(header: Component): TemplateField[] {
  if (!fileFormats.has(header.format ?? '')) return textFields('header', header);
  const name = header.format!.toLowerCase();
  return [{ key: 'header:file', part: 'header', name, kind: 'link', before: '' }];
}

function textFields(part: 'header' | 'body', component: Component): TemplateField[] {
  return placesIn(component.text).map(({ name, before }, index) => {
    const example = exampleOf(part, component, name, index);
    const field = { key: `${part}:${name}`, part, name, kind: 'text', before } as const;
    return { ...field, ...(example === undefined ? {} : { example }) };
  });
}

function exampleOf(part: 'header' | 'body', { example }: Component, name: string, index: number) {
  const named = part === 'header' ? example?.header_text_named_params : example?.body_text_named_params;
  const listed = part === 'header' ? example?.header_text : example?.body_text?.[0];
  return named?.find(({ param_name }) => param_name === name)?.example ?? listed?.[index];
}

function buttonFields(button: Button, index: number): TemplateField[] {
  if (button.type !== 'URL') return [];
  return placesIn(button.url).map(({ name, before }) => {
    const field = { key: `button:${index}:${name}`, part: 'button', name, kind: 'text', before } as const;
    return { ...field, ...(button.example?.[0] === undefined ? {} : { example: button.example[0] }) };
  });
}

function placesIn(words = ''): { name: string; before: string }[] {
  const found = new Map<string, string>();
  for (const match of words.matchAll(places)) {
    if (!found.has(match[1]!))
      found.set(match[1]!, words.slice(0, match.index).replaceAll(places, '…').trim().slice(-40));
  }
  return Array.from(found, ([name, before]) => ({ name, before }));
}

/** How the customer will see it; places without a value stay as they are. */
export function previewTemplate(
  { components }: Pick<MessageTemplate, 'components'>,
  values: TemplateValues,
): TemplatePreview {
  const parts = partsOf(components);
  const header = partOf(parts, 'HEADER')?.text;
  const footer = partOf(parts, 'FOOTER')?.text;
  return {
    ...(header === undefined ? {} : { header: filled(header, 'header', values) }),
    body: filled(partOf(parts, 'BODY')?.text ?? '', 'body', values),
    ...(footer === undefined ? {} : { footer }),
    buttons: (partOf(parts, 'BUTTONS')?.buttons ?? []).flatMap((button) => button.text ?? []),
  };
}

/** The preview as the text of the message that is kept in the conversation. */
export function templateText({ header, body, footer, buttons }: TemplatePreview): string {
  const choices = buttons.map((button) => `[${button}]`).join(' ');
  return [header, body, footer, choices].filter((part) => part !== undefined && part !== '').join('\n\n');
}

function filled(words: string, part: string, values: TemplateValues): string {
  return words.replaceAll(places, (place, name: string) => values[`${part}:${name}`]?.trim() || place);
}

/** The template with its values, as a send needs it; a problem where a place is empty or a link is none. */
export function fillTemplate(template: MessageTemplate, values: TemplateValues): Result<TemplateContent> {
  const fields = templateFields(template);
  const empty = fields.find(({ key }) => (values[key]?.trim() ?? '') === '');
  if (empty !== undefined)
    return problem(
      'template.incomplete',
      `The place “${empty.name}” of this template is still empty. Nothing was sent.`,
      'Write what belongs there.',
    );
  const wrong = fields.find(({ key, kind }) => kind === 'link' && !isPublicAddress(values[key]!.trim()));
  if (wrong !== undefined)
    return problem(
      'template.address',
      `The ${wrong.name} of this template needs an address that begins with https://. Nothing was sent.`,
    );
  return ok({
    name: template.name,
    language: template.language,
    components: [
      ...component('header', fields, values),
      ...component('body', fields, values),
      ...buttonComponents(fields, values),
    ],
  });
}

function isPublicAddress(address: string): boolean {
  return z.url({ protocol: /^https$/ }).safeParse(address).success;
}

function component(part: 'header' | 'body', fields: TemplateField[], values: TemplateValues): JsonObject[] {
  const parameters = fields
    .filter((field) => field.part === part)
    .map((field) => parameter(field, cleaned(values[field.key]!)));
  return parameters.length === 0 ? [] : [{ type: part, parameters }];
}

function parameter({ name, kind }: TemplateField, value: string): JsonObject {
  if (kind === 'link') return { type: name, [name]: { link: value } };
  const isPositional = /^\d+$/.test(name);
  return { type: 'text', text: value, ...(isPositional ? {} : { parameter_name: name }) };
}

function buttonComponents(fields: TemplateField[], values: TemplateValues): JsonObject[] {
  return fields
    .filter(({ part }) => part === 'button')
    .map(({ key }) => ({
      type: 'button',
      sub_type: 'url',
      index: key.split(':')[1]!,
      parameters: [{ type: 'text', text: cleaned(values[key]!) }],
    }));
}

/** Meta refuses line breaks, tabs and more than four spaces in a row within a parameter. */
function cleaned(value: string): string {
  return value
    .trim()
    .replaceAll(/[\n\r\t]+/g, ' ')
    .replaceAll(/ {5,}/g, '    ');
}

function partsOf(components: MessageTemplate['components']): Component[] {
  return components.flatMap((part) => {
    const read = componentSchema.safeParse(part).data;
    return read === undefined ? [] : { ...read, type: read.type.toUpperCase() };
  });
}

function partOf(parts: Component[], type: string): Component | undefined {
  return parts.find((part) => part.type === type);
}

/** The body of a message for a template. */
export function templateMessage({
  template: { name, language, components },
  ...address
}: Address & { template: TemplateContent }): JsonObject | undefined {
  return whatsappMessage(address, 'template', {
    name,
    language: { policy: 'deterministic', code: language },
    ...(components.length === 0 ? {} : { components: components as JsonObject[] }),
  });
}
