import type { DangerKind, HeardLanguage } from '#shared/domain/danger.ts';
import { heardLanguages } from '#shared/domain/danger.ts';
import { languageOfText } from '../language.ts';
import type { Scores } from './decide.ts';
import { dangerIn, doubt } from './decide.ts';
import type { Listener } from './listener.ts';
import { listen, unpack } from './listener.ts';
import { foldWord } from './tokens.ts';
import { learnt } from './weights/learnt.ts';

export interface Heard {
  danger?: { kind: DangerKind; strength: 'certain' | 'likely' };
  /** It is not heard as danger, and sounds too much like it for anything but a person to answer. */
  mayBeDanger: boolean;
  /** The language that most of the words are in. */
  language: HeardLanguage;
  /** They want a person of the business. */
  person: boolean;
  /** They ask whether they write with a machine. */
  asksAboutAssistant: boolean;
  /** They want no more messages; `ambiguous` where it may be about something else. */
  stop?: 'clear' | 'ambiguous';
  /** Of what they want no more. */
  stops?: 'messages' | 'reminders';
}

/** What ends messages wherever they are sent to a number, if nothing but a courtesy is said beside it. */
const optOuts = asSaid(
  'stop, stop all, unsubscribe, opt out, quit, baja, parar, pare, basta, sair, stopp, abmelden, abbestellen, hören Sie auf, arrêt, arrêtez, désabonner, disiscrivimi',
);
const courtesies = /^(please|thanks|por|favor|gracias|obrigad[oa]|bite|danke|svp|merci|per|favore|grazie)$/;

let listener: Listener | undefined;

/**
 * What is heard before anything else in a customer's words: danger, a person, stop. Every language is heard without
 * asking which it is, because what matters may be short, mixed or misspelt. How it was learnt: `build/hearing`.
 */
export function hear(text: string, { trades = [] }: { trades?: readonly string[] } = {}): Heard {
  listener ??= unpack(learnt);
  const { certain, least } = learnt.thresholds;
  const scores = listen(listener, text);
  const { kind, score } = dangerIn(scores, learnt.thresholds, trades);
  const isAlone = isOneWord(text);
  const isDanger = score > (isAlone ? certain : 0);
  // Who wants no more of life wants no more of many things.
  const stop = isDanger && kind === 'wishToDie' ? {} : stopIn(text, scores);
  return {
    ...(isDanger && { danger: { kind, strength: score > certain ? 'certain' : 'likely' } }),
    mayBeDanger: !isDanger && score > (isAlone ? 0 : -doubt),
    language: languageOf(text, scores),
    person: scores.person > least.person,
    asksAboutAssistant: scores.assistant > least.assistant,
    ...stop,
  };
}

/**
 * Whether a clause by itself would be heard as a danger, where the whole is not: a question beside it makes it sound
 * like any other message. Ordinary messages have such clauses too, so that it only keeps an offer back.
 */
export function holdsDangerousClause(text: string, trades: readonly string[]): boolean {
  return text
    .split(/[.,!?¿¡;:\n…]+/u)
    .some((clause) => !isOneWord(clause) && hear(clause, { trades }).danger !== undefined);
}

function stopIn(text: string, scores: Scores): Pick<Heard, 'stop' | 'stops'> {
  const words = (foldWord(text).match(/\p{L}+/gu) ?? []).filter((word) => !courtesies.test(word));
  if (optOuts.has(words.join(' '))) return { stop: 'clear', stops: 'messages' };
  if (scores.stop <= learnt.thresholds.least.stop) return {};
  return {
    stop: scores.clear > 0 && !isOneWord(text) ? 'clear' : 'ambiguous',
    stops: scores.reminders > 0 ? 'reminders' : 'messages',
  };
}

/** “Sent”, “Home”: too little to be sure by what was learnt, which knows few words by themselves. */
function isOneWord(text: string): boolean {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).length === 1;
}

/** What its words were learnt from, unless the text is plainly in another language. */
function languageOf(text: string, scores: Scores): HeardLanguage {
  const likely = heardLanguages.reduce((best, each) => (scores[each] > scores[best] ? each : best));
  const told = languageOfText(text, likely);
  return heardLanguages.find((language) => language === told) ?? likely;
}

function asSaid(list: string): ReadonlySet<string> {
  return new Set(list.split(', ').map(foldWord));
}
