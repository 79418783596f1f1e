import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readVisit } from './form-visit.ts';
import type { ChatBody } from './options.ts';
import { politeReply } from './polite-reply.ts';
import { customersWords, talkIn } from './talk.ts';

interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  default?: unknown;
}

const ajv = new Ajv({ strict: false });
addFormats(ajv);

/**
 * An answer that follows a JSON schema, as a model gives it whose output is bound to one: fields whose names it
 * knows are filled with what the prompt says, all others with the least that the schema allows.
 */
export function formAnswer(body: ChatBody): string {
  const known = valuesFor(body);
  return JSON.stringify(fill(body.format as Schema, known, ''));
}

function fill(schema: Schema, known: Record<string, unknown>, key: string): unknown {
  const wanted = Object.hasOwn(known, key) ? known[key] : undefined;
  if (wanted !== undefined && ajv.validate(schema, wanted)) return wanted;
  const offered = wanted === undefined || wanted === '' ? undefined : offeredFor(schema, wanted);
  if (offered !== undefined) return offered;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return least(schema) ?? fill(choice, known, key);
  if (schema.type === 'object') {
    const { properties = {}, required = [] } = schema;
    return Object.fromEntries(required.map((name) => [name, fill(properties[name] ?? {}, known, name)]));
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => fill(schema.items ?? {}, known, ''));
  return least(schema);
}

/** Of the values that are offered the one that says what is known, as `tue 2026-11-24` says a day. */
function offeredFor({ enum: values = [] }: Schema, wanted: unknown): unknown {
  return values.find((value) => typeof value === 'string' && value.endsWith(` ${String(wanted)}`));
}

/** The first of a few plain values that fits. */
function least(schema: Schema): unknown {
  const values = ['', false, schema.minimum ?? 0, null, 'none', 'en', '2026-01-01', '00:00'];
  return values.find((value) => ajv.validate(schema, value));
}

/** By the names of the fields: what a small model would make of the prompt. */
function valuesFor(body: ChatBody): Record<string, unknown> {
  const talk = talkIn(body);
  const said = customersWords(talk);
  const last = said.at(-1) ?? '';
  const intent = intentOf(last);
  const prompt = body.messages.map(({ content }) => content).join('\n');
  const isWaiting = talk.at(-1)?.from === 'customer';
  const isUpset = intent === 'complaint' || intent === 'human';
  return {
    summary: summaryOf(said, intent, isWaiting),
    intent,
    sentiment: sentimentOf(last),
    language: languageOf(said.join(' ')),
    labels: labelsIn(prompt, said.join(' ')),
    nextStep: isWaiting ? nextSteps[intent] : 'wait',
    remember: said.flatMap((text) => text.split(/(?<=[.!?])\s+/)).filter((each) => /\bring\b/.test(each)),
    ...readVisit(prompt, said),
    translations: talk.flatMap(({ number, text }) =>
      number === undefined ? [] : [{ number, text: `(${languageNamed(prompt)}) ${text}` }],
    ),
    action: isUpset ? 'handoff' : 'reply',
    text: isUpset ? '' : politeReply(body),
    reason: isUpset ? 'The customer should talk to a person.' : '',
    tool: 'answer',
    arguments: {},
    say: 'I am the model of the demo and know few phrases. Ask me such as “Who owes me money?”.',
  };
}

type Intent = keyof typeof wants;

/** What a customer wants, and how a summary says it; the first that fits counts. */
const wants = {
  human: { words: /\b(real person|human|speak to|talk to)\b/i, says: 'wants to talk to a person' },
  complaint: {
    words: /\b(complain\w*|unhappy|disappointed|terrible|refund|still (leak|broken|not)\w*)\b/i,
    says: 'is not content',
  },
  price: { words: /\b(how much|price|cost|quote|estimate)\b/i, says: 'asks what it costs' },
  booking: {
    words: /\b(come|appointment|book|visit|fix|repair|install|leak\w*|broken|service|available)\b/i,
    says: 'asks for a visit',
  },
  hours: { words: /\b(open|opening|hours|close)\b/i, says: 'asks when you are open' },
  location: { words: /\b(where are you|address|located|directions)\b/i, says: 'asks where you are' },
  thanks: { words: /\b(thanks|thank you|perfect|great)\b/i, says: 'says thank you' },
  greeting: { words: /^\s*(hello|hi|hey|good (morning|afternoon|evening))\b/i, says: 'says hello' },
  other: { words: /(?:)/, says: 'writes' },
};

const nextSteps: Record<Intent, string> = {
  human: 'handOff',
  complaint: 'handOff',
  price: 'sendPrice',
  booking: 'offerTime',
  hours: 'reply',
  location: 'reply',
  thanks: 'resolve',
  greeting: 'reply',
  other: 'reply',
};

function intentOf(text: string): Intent {
  return (Object.keys(wants) as Intent[]).find((name) => wants[name].words.test(text))!;
}

/** Two sentences that hold nothing but what was said. */
function summaryOf(said: readonly string[], intent: Intent, isWaiting: boolean): string {
  const last = said.at(-1);
  if (last === undefined) return 'The customer has not written yet.';
  const quote = last.length > 160 ? `${last.slice(0, 160).trimEnd()}…` : last;
  const state = isWaiting ? 'Nobody has answered yet.' : 'The last word was yours.';
  return `The customer ${wants[intent].says}: “${quote}” ${state}`;
}

function sentimentOf(text: string): string {
  if (/\b(terrible|awful|unacceptable|furious|rude)\b/i.test(text)) return 'angry';
  if (/\b(urgent\w*|emergency|worried|flood\w*|burst|asap)\b/i.test(text)) return 'worried';
  return /\b(thank\w*|great|perfect|lovely)\b/i.test(text) ? 'pleased' : 'neutral';
}

const languages: [string, RegExp][] = [
  ['es', /\b(hola|gracias|cuánto|pueden|mañana|está)\b/i],
  ['pt', /\b(olá|obrigad[oa]|quanto|podem|amanhã|você)\b/i],
  ['de', /\b(hallo|danke|wieviel|können|morgen|bitte)\b/i],
];

function languageOf(text: string): string {
  return languages.find(([, words]) => words.test(text))?.[0] ?? 'en';
}

/** `Translate each text into Spanish.` */
function languageNamed(prompt: string): string {
  return /into (\p{Lu}\p{L}+)/u.exec(prompt)?.[1] ?? 'translated';
}

/** Those of the labels that a customer's words name. */
function labelsIn(prompt: string, text: string): string[] {
  const listed = /^Labels: (\[.*\])$/m.exec(prompt)?.[1] ?? '[]';
  const words = text.toLowerCase();
  return (JSON.parse(listed) as string[]).filter((name) => words.includes(name.toLowerCase())).slice(0, 3);
}
