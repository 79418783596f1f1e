import { answerLanguages } from '#shared/agent/acts/languages.ts';
import { phrases } from '#shared/agent/trial/phrases/phrases.ts';
import type { ChatBody } from './options.ts';

interface ActSchema {
  properties?: {
    act?: { const?: string };
    service?: { enum?: string[] };
    question?: { enum?: string[] };
    day?: { enum?: string[] };
  };
}

interface ActsForm {
  properties?: { acts?: { items?: { anyOf?: ActSchema[] } } };
}

/** The acts that a form offers; none where it is another form. */
function offeredIn({ format }: ChatBody): ActSchema[] {
  return (format as ActsForm | undefined)?.properties?.acts?.items?.anyOf ?? [];
}

export function asksForActs(body: ChatBody): boolean {
  return offeredIn(body).length > 0;
}

/**
 * What a good model chooses: it understands how customers ask for what a business has, takes whatever else they write
 * for a person's matter, and names only what is offered.
 */
export function actsAnswer(body: ChatBody): string {
  const quote = customersText(body);
  const said = plainWords(quote);
  const offered = offeredIn(body);
  const services = namesIn(offered, 'service').toSorted((a, b) => b.length - a.length);
  const questions = namesIn(offered, 'question');
  const question = questions.find((each) => plainWords(each) === said);
  if (question !== undefined) return acts({ act: 'knowledge', question, quote });
  for (const language of answerLanguages) {
    const { openers, closers, plain } = phrases[language];
    const core = without(said, openers, closers);
    for (const [act, sentences] of Object.entries(plain)) {
      for (const sentence of sentences) {
        const isWhole = (service: string) => plainWords(sentence.replace('{service}', service)) === core;
        const service = sentence.includes('{service}') ? services.find(isWhole) : undefined;
        const fits = sentence.includes('{service}') ? service !== undefined : isWhole('');
        if (fits)
          return acts({ act, ...(service !== undefined && { service }), ...dayOf(act, offered), quote });
      }
    }
  }
  return acts({ act: 'handOver', quote });
}

function acts(...chosen: object[]): string {
  return JSON.stringify({ acts: chosen });
}

/** The day that is offered, where the message names one. */
function dayOf(act: string, offered: readonly ActSchema[]): { day?: string } {
  const days = offered.find(({ properties }) => properties?.act?.const === act)?.properties?.day?.enum;
  return days === undefined ? {} : { day: days.at(-1)! };
}

function namesIn(offered: readonly ActSchema[], key: 'service' | 'question'): string[] {
  const names = offered.flatMap(({ properties }) => properties?.[key]?.enum ?? []);
  return [...new Set(names)].filter((name) => name !== 'none');
}

/** A customer's words are the one line that is a string in JSON. */
function customersText({ messages }: ChatBody): string {
  const lines = messages.at(-1)?.content.split('\n') ?? [];
  const quoted = lines.find((line) => line.startsWith('"'));
  return quoted === undefined ? '' : String(JSON.parse(quoted));
}

function without(said: string, openers: readonly string[], closers: readonly string[]): string {
  const opener = openers.map(plainWords).findLast((each) => each !== '' && said.startsWith(`${each} `)) ?? '';
  const rest = said.slice(opener.length).trim();
  const closer = closers.map(plainWords).findLast((each) => each !== '' && rest.endsWith(` ${each}`)) ?? '';
  return rest.slice(0, rest.length - closer.length).trim();
}

function plainWords(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
