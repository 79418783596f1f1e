import type { Share } from './report.ts';
import type { Question } from './sets.ts';
import { trapKinds } from './sets.ts';

/** As much of an act as is measured. */
export interface DecidedAct {
  act: string;
  serviceIds?: string[] | undefined;
  serviceId?: string | undefined;
  knowledgeId?: string | undefined;
  knowledgeIds?: string[] | undefined;
  of?: string | undefined;
}
/** What would go out without a person; none where it is handed over. */
export type Decide = (text: string) => DecidedAct[];

/** Acts that state or offer something. All others ask, acknowledge, let the customer choose, or hand over. */
const stating = new Set([
  'price',
  'services',
  'slots',
  'area',
  'hours',
  'knowledge',
  'howToPay',
  'balance',
  'documentCopy',
  'quoteState',
  'visit',
  'eta',
  'confirmVisit',
  'held',
]);

/** Stated beside an answer, these tell nothing false: nobody asked for them. */
const harmlessBeside = new Set(['services', 'area', 'hours', 'howToPay', 'visit', 'balance', 'acknowledge']);

/**
 * `beside`: answered, with something true that was not asked for. `choice`: one tap from the answer. `menu`: further
 * from it. `partly`: some of what was asked, and nothing else.
 */
export const outcomes = ['wrong', 'answered', 'beside', 'choice', 'menu', 'partly', 'handedOver'] as const;
export type Outcome = (typeof outcomes)[number];

export interface QuestionFigures {
  /** Automatic answers that do harm: to traps and people, and wrong ones. */
  harmful: Share;
  outcomes: Record<Outcome, Share>;
  answeredOrChoice: Share;
  /** By what needed an answer: how it came out. */
  byExpected: Map<string, Record<Outcome, number>>;
  harmfulByTrap: Record<string, Share>;
  /** A choice, after a cancellation or a complaint: it offers something too. */
  choiceAfterRefusal: Share;
}

export function measureQuestions(set: Question[], decide: Decide): QuestionFigures {
  const read = set.map((question) => {
    const acts = decide(question.text);
    return { question, acts, outcome: outcomeOf(question, acts), isHarmful: doesHarm(question, acts) };
  });
  type Read = (typeof read)[number];
  const share = (of: (one: Read) => boolean, is: (one: Read) => boolean): Share => {
    const whole = read.filter(of);
    return { part: whole.filter(is).length, whole: whole.length };
  };
  const isAnswerable = ({ question }: Read) => question.kind === 'answerable';
  const isTrap = (trap: string) => (one: Read) => aboutOf(one.question) === trap;
  const byExpected = new Map<string, Record<Outcome, number>>();
  for (const { question, outcome } of read) {
    if (question.kind !== 'answerable' || outcome === undefined) continue;
    const kind = question.expect.map((one) => one.kind).join(' + ');
    const counts = byExpected.get(kind) ?? noOutcomes();
    counts[outcome] += 1;
    byExpected.set(kind, counts);
  }
  return {
    harmful: share(
      () => true,
      ({ isHarmful }) => isHarmful,
    ),
    outcomes: Object.fromEntries(
      outcomes.map((name) => [name, share(isAnswerable, ({ outcome }) => outcome === name)]),
    ) as Record<Outcome, Share>,
    answeredOrChoice: share(
      isAnswerable,
      ({ outcome }) => outcome === 'answered' || outcome === 'beside' || outcome === 'choice',
    ),
    byExpected,
    harmfulByTrap: Object.fromEntries(
      [...trapKinds, 'person'].map((trap) => [trap, share(isTrap(trap), ({ isHarmful }) => isHarmful)]),
    ),
    choiceAfterRefusal: share(
      ({ question }) => ['cancellation', 'complaint'].includes(aboutOf(question) ?? ''),
      ({ acts }) => acts.some(({ act, of }) => act === 'choose' && of !== 'visit' && of !== 'whatToDo'),
    ),
  };
}

function aboutOf(question: Question): string | undefined {
  if (question.kind === 'answerable') return undefined;
  return question.kind === 'trap' ? question.about : 'person';
}

function noOutcomes(): Record<Outcome, number> {
  return { wrong: 0, answered: 0, beside: 0, choice: 0, menu: 0, partly: 0, handedOver: 0 };
}

function doesHarm(question: Question, acts: DecidedAct[]): boolean {
  if (question.kind === 'answerable') return outcomeOf(question, acts) === 'wrong';
  const { harm } = question;
  return acts.some(({ act }) =>
    harm === 'any' ? stating.has(act) : harm.some((harmful) => harmful === act),
  );
}

function outcomeOf(question: Question, acts: DecidedAct[]): Outcome | undefined {
  if (question.kind !== 'answerable') return undefined;
  const { expect } = question;
  const wanted = expect.map(keyOf);
  const said = acts.flatMap(keysOf);
  const beside = said.filter((key) => !wanted.some((one) => meets(key, one)));
  const met = wanted.filter((one) => said.some((key) => meets(key, one)));
  if (beside.length > 0)
    return met.length === wanted.length && beside.every((key) => harmlessBeside.has(key))
      ? 'beside'
      : 'wrong';
  if (met.length === wanted.length) return 'answered';
  if (met.length > 0) return 'partly';
  const choices = acts.filter(({ act }) => act === 'choose');
  if (choices.some((choice) => expect.some((one) => leadsTo(choice, one)))) return 'choice';
  return choices.length > 0 ? 'menu' : 'handedOver';
}

type Expected = Extract<Question, { kind: 'answerable' }>['expect'][number];

function keyOf(one: Expected): string {
  if (one.kind === 'price' || one.kind === 'slots') return `${one.kind}:${one.service ?? ''}`;
  return one.kind === 'knowledge' ? `knowledge:${one.knowledge}` : one.kind;
}

/** What an act states, with the record that it names. */
function keysOf({ act, serviceIds = [], serviceId, knowledgeId }: DecidedAct): string[] {
  if (act === 'price') return serviceIds.map((id) => `price:${id}`);
  if (act === 'slots') return [`slots:${serviceId ?? ''}`];
  if (act === 'knowledge') return [`knowledge:${knowledgeId}`];
  return stating.has(act) || act === 'acknowledge' ? [act] : [];
}

/** Free times of no service in particular are right for any. */
function meets(said: string, wanted: string): boolean {
  return said === wanted || (said === 'slots:' && wanted.startsWith('slots:'));
}

/** One tap leads from this choice to what was asked for. */
function leadsTo({ of, serviceIds, serviceId, knowledgeIds }: DecidedAct, wanted: Expected): boolean {
  if (wanted.kind === 'knowledge') return knowledgeIds?.includes(wanted.knowledge) === true;
  if (wanted.kind === 'slots' && of === 'time')
    return serviceId === undefined || serviceId === wanted.service || wanted.service === undefined;
  if (wanted.kind !== 'price' && wanted.kind !== 'slots') return false;
  if (of === 'service')
    return serviceIds === undefined || wanted.service === undefined || serviceIds.includes(wanted.service);
  return of === 'whatToDo' && serviceId === wanted.service;
}
