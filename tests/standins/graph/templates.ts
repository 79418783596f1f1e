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
  /** One page of the list; `url` is where it was asked for. */
  page(query: URLSearchParams, url: string): unknown;
  /** Meta's code for a send that its templates do not allow. */
  faultOf(sent: unknown): number | undefined;
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
    faultOf: (sent) => faultOf(list, sent as SentTemplate),
  };
}

interface SentTemplate {
  name: string;
  language: { code: string };
  components?: { type: string; parameters?: { text?: string; parameter_name?: string }[] }[];
}

function faultOf(list: StoredTemplate[], { name, language, components = [] }: SentTemplate) {
  const template = list.find((one) => one.name === name && one.language === language.code);
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
  return isFilled ? undefined : 132000;
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
