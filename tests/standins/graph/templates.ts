import type { ShownChoice } from './choices.ts';

/** A template as `GET /{waba}/message_templates` lists it. */
export interface StoredTemplate {
  id: string;
  name: string;
  language: string;
  status: string;
  category: string;
  components: Record<string, unknown>[];
}

export interface TemplateStore {
  readonly list: StoredTemplate[];
  /** Takes a template in to be judged, as `POST /{waba}/message_templates` does; or says what is wrong with it. */
  take(body: unknown): { id: string; status: string; category: string } | { fault: string };
  /** One page of the list; `url` is where it was asked for. */
  page(query: URLSearchParams, url: string): unknown;
  /** Meta's code for a send that its templates do not allow. */
  faultOf(sent: unknown): number | undefined;
  /** The quick replies of a template that is sent, each with what it gives back. */
  choiceOf(sent: unknown): ShownChoice | undefined;
}

/** The templates of a small business: with positional and named places, in a header and in a button. */
const samples: StoredTemplate[] = [
  {
    id: '920070352646140',
    name: 'appointment_reminder',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, we will be with you on {{2}}.',
        example: { body_text: [['Anna', '3 March']] },
      },
    ],
  },
  {
    id: '920070352646141',
    name: 'invoice_due',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'A word from {{business}}' },
      { type: 'BODY', text: 'Dear {{first_name}}, {{amount}} is still open. You can pay it online.' },
      { type: 'FOOTER', text: 'Thank you' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Pay', url: 'https://pay.example/{{1}}', example: ['https://pay.example/17'] },
          { type: 'QUICK_REPLY', text: 'Already paid' },
        ],
      },
    ],
  },
  {
    id: '920070352646142',
    name: 'spring_offer',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Ten percent off every boiler service until the end of March.' }],
  },
  {
    id: '920070352646143',
    name: 'feedback_request',
    language: 'en_US',
    status: 'REJECTED',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'How did we do?' }],
  },
];

const pageSize = 3;

/** Small pages, so that whoever reads the list has to ask for the next one. */
export function createTemplateStore(): TemplateStore {
  const list = structuredClone(samples);
  return {
    list,
    page(query, url) {
      const first = Number(query.get('after') ?? 0);
      const data = list.slice(first, first + pageSize);
      const after = String(first + data.length);
      const hasNext = first + pageSize < list.length;
      return {
        data,
        paging: {
          cursors: { before: String(first), after },
          ...(hasNext ? { next: `${url}?after=${after}` } : {}),
        },
      };
    },
    take(body) {
      const template = body as Omit<StoredTemplate, 'id' | 'status'> & { parameter_format?: string };
      const fault = faultOfNew(list, template);
      if (fault !== undefined) return { fault };
      const { name, language, category, components } = template;
      const id = String(920_070_352_647_000 + list.length);
      list.push({ id, name, language, category, components, status: 'PENDING' });
      return { id, status: 'PENDING', category };
    },
    faultOf: (sent) => faultOf(list, sent as SentTemplate),
    choiceOf(sent) {
      const template = find(list, sent as SentTemplate);
      const options = (template === undefined ? [] : quickRepliesOf(template)).map(({ index, text }) => ({
        id: payloadsOf(sent as SentTemplate).get(index) ?? text,
        title: text,
      }));
      return options.length === 0 ? undefined : { kind: 'template', options };
    },
  };
}

/** As far as Meta says beforehand what it refuses: names, categories, places and an example for each. */
function faultOfNew(
  list: StoredTemplate[],
  {
    name,
    language,
    category,
    components,
    parameter_format,
  }: Omit<StoredTemplate, 'id' | 'status'> & {
    parameter_format?: string;
  },
): string | undefined {
  if (!/^[a-z0-9_]{1,512}$/.test(name)) return 'Invalid template name';
  if (!['MARKETING', 'UTILITY', 'AUTHENTICATION'].includes(category)) return 'Invalid category';
  if (list.some((one) => one.name === name && one.language === language)) return 'Content already exists';
  const body = components.find(({ type }) => type === 'BODY');
  const { text = '' } = (body ?? {}) as { text?: string };
  if (text === '' || text.length > 1024) return 'Invalid body';
  if (/^\{\{|\}\}$/.test(text)) return 'Variables can’t be at the start or end of the template';
  const places = Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, place]) => place!);
  const { body_text_named_params: examples = [] } = (body?.['example'] ?? {}) as {
    body_text_named_params?: { param_name: string; example: string }[];
  };
  const isShown = (place: string) =>
    examples.some(({ param_name, example }) => param_name === place && example !== '');
  if (places.length > 0 && parameter_format !== 'NAMED') return 'Invalid parameter format';
  return places.every(isShown) ? undefined : 'Missing sample for a variable';
}

interface SentTemplate {
  name: string;
  language: { code: string };
  components?: {
    type: string;
    sub_type?: string;
    index?: string | number;
    parameters?: { text?: string; parameter_name?: string; payload?: string }[];
  }[];
}

function find(list: StoredTemplate[], { name, language }: SentTemplate): StoredTemplate | undefined {
  return list.find((one) => one.name === name && one.language === language.code);
}

function faultOf(list: StoredTemplate[], sent: SentTemplate): number | undefined {
  const template = find(list, sent);
  const components = (sent.components ?? []).filter((one) => !isQuickReply(one));
  if (template === undefined) return 132001;
  if (template.status === 'PAUSED') return 132015;
  if (template.status !== 'APPROVED') return 132016;
  const isFilled = ['header', 'body', 'button'].every((part) => {
    const given = components
      .filter(({ type }) => type === part)
      .flatMap(({ parameters }) => parameters ?? []);
    const wanted = placesOf(template, part);
    return (
      given.length === wanted.length &&
      given.every(({ text = '', parameter_name }, index) => {
        const place = wanted[index]!;
        return text !== '' && (/^\d+$/.test(place) || parameter_name === place);
      })
    );
  });
  const places = new Set(quickRepliesOf(template).map(({ index }) => index));
  const isAnswerable = [...payloadsOf(sent)].every(([index, payload]) => places.has(index) && payload !== '');
  return isFilled && isAnswerable ? undefined : 132000;
}

function isQuickReply({ type, sub_type }: { type: string; sub_type?: string }): boolean {
  return type === 'button' && sub_type === 'quick_reply';
}

/** What each quick reply gives back, by its place among the buttons; where nothing is said, its words. */
function payloadsOf({ components = [] }: SentTemplate): Map<string, string> {
  const replies = components.filter(isQuickReply);
  return new Map(replies.map(({ index, parameters }) => [String(index), parameters?.[0]?.payload ?? '']));
}

function quickRepliesOf({ components }: StoredTemplate): { index: string; text: string }[] {
  const buttons = components.flatMap((one) =>
    one['type'] === 'BUTTONS' ? (one['buttons'] as { type: string; text: string }[]) : [],
  );
  return buttons.flatMap(({ type, text }, index) =>
    type === 'QUICK_REPLY' ? [{ index: String(index), text }] : [],
  );
}

function placesOf({ components }: StoredTemplate, part: string): string[] {
  const type = part === 'button' ? 'BUTTONS' : part.toUpperCase();
  const words = components
    .filter((one) => one['type'] === type)
    .flatMap((one) => [one['text'], ...((one['buttons'] ?? []) as { url?: string }[]).map(({ url }) => url)]);
  const places = words.flatMap((word) => [
    ...(typeof word === 'string' ? word : '').matchAll(/\{\{(\w+)\}\}/g),
  ]);
  return [...new Set(places.map((match) => match[1]!))];
}
