import type { Act, Answered } from '#shared/domain/act.ts';
import { hear } from '../heard/hear.ts';
import { heardFirst } from '../autopilot/heard-first.ts';
import { compose } from '../acts/compose.ts';
import type { Heard } from '../acts/conversation.ts';
import { readMessage } from '../acts/read.ts';
import type { Scene } from '../acts/scene.ts';
import { settle } from '../acts/settle.ts';
import type { TrialQuestion } from './questions.ts';

/**
 * How a question came out. `right`: answered, and nothing else is said. `choice`: one that leads there, or states
 * nothing. `wrong`: another record than the words name, whether or not the checks held it back. `unparsed`: no acts.
 */
export const outcomes = ['right', 'choice', 'handOver', 'wrong', 'unparsed'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Judged {
  outcome: Outcome;
  /** What is wrong went past the checks: a customer would have read it. */
  reached: boolean;
  /** What the model chose, and what the checks left of it. */
  chose: Act[];
  left: Act[];
}

/** Acts that state something or offer free times. */
const stating = new Set<Act['act']>([
  'price',
  'services',
  'slots',
  'area',
  'hours',
  'knowledge',
  'howToPay',
  'balance',
  'visit',
]);

/** After these nothing is offered either. */
const final = new Set<TrialQuestion['kind']>(['cancellation', 'complaint', 'danger']);

/** A question as a message that nothing came before, read by our own reader. */
export function hearQuestion({ text }: Pick<TrialQuestion, 'text'>, scene: Scene): Heard {
  return { scene, messages: [], question: text, reading: readMessage(text, scene), holdsMore: false };
}

/** Judges what a model chose (`undefined`: nothing that can be read) by what autopilot would make of it. */
export function judge(
  question: TrialQuestion,
  heard: Heard,
  answered: readonly Answered[] | undefined,
): Judged {
  if (answered === undefined) return { outcome: 'unparsed', reached: false, chose: [], left: [] };
  const chose = answered.map(({ act }) => act);
  const left = leftOf(heard, answered);
  const reached = goesTooFar(question, left);
  if (reached || isAstray(question, chose)) return { outcome: 'wrong', reached, chose, left };
  return { outcome: outcomeOf(question, left), reached, chose, left };
}

/** What would go out by itself: the steps of an automatic answer, in their order. */
function leftOf({ scene, question, reading }: Heard, answered: readonly Answered[]): Act[] {
  const handOver: Act[] = [{ act: 'handOver', reason: 'notInRecords' }];
  const trades = { trades: [scene.business.trade] };
  if (hear(question, trades).danger !== undefined || heardFirst(question, trades) !== undefined)
    return handOver;
  const { acts } = settle(reading, answered, question);
  const composed = compose(acts, scene, reading.language);
  return composed.ok ? acts : handOver;
}

/** What is left says what was not asked for, or offers something where nothing may be offered. */
function goesTooFar({ kind, wanted }: TrialQuestion, left: readonly Act[]): boolean {
  const said = left.filter(({ act }) => stating.has(act)).flatMap(keysOf);
  if (said.some((key) => !isAmong(key, wanted))) return true;
  return final.has(kind) && left.some(({ act }) => act === 'choose');
}

/** The model itself named another record, or answered another question, than the words do. */
function isAstray({ wanted, named }: TrialQuestion, chose: readonly Act[]): boolean {
  if (chose.flatMap(recordsOf).some((id) => !named.includes(id))) return true;
  if (wanted.length === 0) return false;
  const answers = chose.filter(({ act }) => stating.has(act)).flatMap(keysOf);
  return answers.some((key) => !isAmong(key, wanted) && key !== 'services');
}

function outcomeOf({ wanted }: TrialQuestion, left: readonly Act[]): Outcome {
  const said = left.flatMap(keysOf);
  const isAnswered = wanted.length > 0 && wanted.every((act) => said.some((key) => isAmong(key, [act])));
  if (isAnswered) return 'right';
  const choice = left.find((act) => act.act === 'choose');
  if (choice === undefined) return 'handOver';
  const ids = wanted.flatMap(recordsOf);
  const leadsThere = choice.serviceIds === undefined || ids.every((id) => choice.serviceIds!.includes(id));
  return wanted.length === 0 || leadsThere ? 'choice' : 'wrong';
}

function recordsOf(act: Act): string[] {
  if (act.act === 'price') return act.serviceIds;
  if (act.act === 'slots') return act.serviceId === undefined ? [] : [act.serviceId];
  return act.act === 'knowledge' ? [act.knowledgeId] : [];
}

/** What an act says, with the record that it names; a day that was read by us changes nothing. */
function keysOf(act: Act): string[] {
  const ids = recordsOf(act);
  return ids.length === 0 ? [act.act] : ids.map((id) => `${act.act} ${id}`);
}

/** Free times of no service in particular are right for any. */
function isAmong(key: string, wanted: readonly Act[]): boolean {
  return wanted.some((act) => keysOf(act).includes(key) || (key === 'slots' && act.act === 'slots'));
}
