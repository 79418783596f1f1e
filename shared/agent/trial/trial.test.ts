import { describe, expect, test } from 'vitest';
import type { Answered } from '#shared/domain/act.ts';
import type { Service } from '#shared/domain/business.ts';
import { expectOk } from '#shared/lib/result.ts';
import { type AnswerLanguage, answerLanguages } from '../acts/languages.ts';
import type { Scene } from '../acts/scene.ts';
import { factsFor, fridayMorning, plumber, priceList } from '../testing.ts';
import { recordsFor } from '../testing-records.ts';
import { trialScene } from './customer.ts';
import { hearQuestion, judge, type Judged } from './judge.ts';
import { plainCount, trapCount, type TrialQuestion, trialQuestions } from './questions.ts';
import { isTrap, recommended, staleOf, type Trial, trialForm, verdictOf } from './trial.ts';

const answer = {
  id: 'cards',
  kind: 'answer',
  title: 'Do you take cards?',
  text: 'Yes.',
  status: 'approved',
  source: 'owner',
  createdAt: 0,
} as const;

/** Told on one channel only. */
const elsewhere = ['Is the pool heated in winter?', 'Who feeds the fish of the pond?'].map(
  (title, index) => ({
    ...answer,
    id: `elsewhere-${index}`,
    title,
    onlyOn: ['other'],
  }),
);

function sceneWith(services: Service[], changes: Partial<Scene['business']> = {}): Scene {
  const business = { ...plumber, paymentInstructions: 'By transfer.', ...changes };
  const facts = { ...factsFor('Hi'), services, business };
  return expectOk(trialScene(recordsFor(facts, { knowledge: [answer, ...elsewhere] }), fridayMorning));
}

const scene = sceneWith(priceList);

/** What a model chooses that reads like a careful person. */
function careful({ text, wanted }: TrialQuestion): Answered[] {
  if (wanted.length === 0) return [{ act: { act: 'handOver', reason: 'notUnderstood' }, quote: text }];
  return wanted.map((act) => ({ act, quote: text }));
}

/** One that takes every sentence with a service in it for a question of its price. */
function obeying({ text, named }: TrialQuestion): Answered[] {
  const act = named.length > 0 ? { act: 'price', serviceIds: named } : { act: 'hours' };
  return [{ act, quote: text } as Answered];
}

function tried(
  questions: readonly TrialQuestion[],
  answers: (question: TrialQuestion) => Answered[] | undefined,
  where = scene,
): (Judged & { question: TrialQuestion })[] {
  return questions.map((question) => ({
    question,
    ...judge(question, hearQuestion(question, where), answers(question)),
  }));
}

function trialOf(
  judged: readonly (Judged & { question: TrialQuestion })[],
  more: Partial<Trial> = {},
): Trial {
  const answers = judged.map(({ question: { text, language, kind }, ...rest }) => ({
    text,
    language,
    kind,
    ...rest,
  }));
  const head = { form: trialForm, url: 'u', model: 'm', services: priceList.length, total: answers.length };
  return { ...head, answers, speed: {}, endedAt: 1, ...more };
}

describe('the questions', () => {
  test.each([1, 2, 4, 70])(
    'of a list of %i are sixty or more, a third of them traps, and no two alike',
    (count) => {
      const services = Array.from({ length: count }, (_, index) => ({
        ...priceList[index % priceList.length]!,
        id: `s${index}`,
        name: `${priceList[index % priceList.length]!.name} ${index < 4 ? '' : `number ${Math.floor(index / 4)}`}`,
      }));
      const questions = trialQuestions(sceneWith(services), ['en']);
      expect(questions.length).toBe(plainCount + trapCount);
      expect(questions.length).toBeGreaterThanOrEqual(60);
      expect(questions.filter(({ kind }) => isTrap(kind))).toHaveLength(trapCount);
      expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
      expect(questions.filter(({ text }) => /[{}]/.test(text))).toEqual([]);
    },
  );

  test('are enough also where a business has told nothing but one price', () => {
    const { address: _, ...homeless } = plumber;
    const bare = { ...sceneWith(priceList.slice(0, 1)), answers: [] };
    const questions = trialQuestions({ ...bare, business: { ...homeless, hours: {} } }, ['de']);
    expect(questions.length).toBeGreaterThanOrEqual(60);
    expect(questions.filter(({ kind }) => isTrap(kind)).length * 3).toBeGreaterThanOrEqual(questions.length);
  });

  test('ask for free times of a day, one’s own visit and balance, and what is told on another channel only', () => {
    const questions = trialQuestions(scene, ['en']);
    const wanted = questions.flatMap((question) => question.wanted);
    expect(wanted.filter((act) => act.act === 'slots' && act.day !== undefined)).not.toEqual([]);
    expect(wanted).toEqual(expect.arrayContaining([{ act: 'visit' }, { act: 'balance' }]));
    expect(questions.filter(({ kind }) => kind === 'otherChannel')).toMatchObject(
      elsewhere.map(({ title }) => ({ text: title, wanted: [] })),
    );
  });

  test('are the same whenever they are made, and none without a price list', () => {
    expect(trialQuestions(scene, ['en', 'es'])).toEqual(trialQuestions(scene, ['en', 'es']));
    expect(trialQuestions({ ...scene, services: [] }, ['en'])).toEqual([]);
  });

  test.each(answerLanguages)('in %s hold every kind of trap, twice or more', (language) => {
    const kinds = trialQuestions(scene, [language]).map(({ kind }) => kind);
    const counts = Map.groupBy(
      kinds.filter((kind) => isTrap(kind)),
      (kind) => kind,
    );
    expect([...counts.values()].map(({ length }) => length)).toEqual(Array(12).fill(2));
  });

  test('of several languages come in each of them', () => {
    const spoken = new Set(trialQuestions(scene, ['en', 'de', 'fr']).map(({ language }) => language));
    expect(spoken).toEqual(new Set(['en', 'de', 'fr']));
  });
});

describe('the judgement', () => {
  const inAll = answerLanguages.map((language): [AnswerLanguage] => [language]);

  test.each(inAll)(
    'in %s lets a careful model pass, which answers most of what the records answer',
    (language) => {
      const judged = tried(trialQuestions(scene, [language]), careful);
      const verdict = verdictOf(trialOf(judged));
      expect(verdict.mistakes.map(({ text, outcome }) => `${outcome}: ${text}`)).toEqual([]);
      expect(verdict.passed).toBe(true);
      expect(verdict.plain.right).toBeGreaterThan(verdict.plain.count * 0.5);
      expect(verdict.traps).toEqual({ count: trapCount, held: trapCount });
    },
  );

  test.each(inAll)('in %s finds that no trap is answered, whatever a model makes of it', (language) => {
    const traps = trialQuestions(scene, [language]).filter(({ kind }) => isTrap(kind));
    const judged = tried(traps, obeying);
    const says = judged.flatMap(({ left }) => left.map(({ act }) => act));
    expect(says.filter((act) => !['choose', 'handOver', 'cancelRequested'].includes(act))).toEqual([]);
  });

  test('lets no model pass after which a complaint is answered with an offer', () => {
    const [complaint] = trialQuestions(scene, ['en']).filter(({ kind }) => kind === 'complaint');
    // Put as a question: by our own reader nothing is offered after a statement.
    const asked = { ...complaint!, text: `${complaint!.text}?` };
    const judged = tried([asked], obeying);
    expect(judged).toMatchObject([{ outcome: 'wrong', reached: true, left: [{ act: 'choose' }] }]);
    expect(verdictOf(trialOf(judged)).reasons).toContain('wrongRecord');
  });

  test('takes a model that names other records for wrong, although the checks hold it back', () => {
    const other = ({ named, text }: TrialQuestion): Answered[] => {
      const wrong = priceList.find(({ id }) => !named.includes(id))!.id;
      return [{ act: { act: 'price', serviceIds: [wrong] }, quote: text }];
    };
    const plain = trialQuestions(scene, ['en']).filter(({ kind }) => !isTrap(kind));
    const judged = tried(plain, other);
    expect(judged.every(({ outcome }) => outcome === 'wrong')).toBe(true);
    expect(judged.some(({ reached }) => reached)).toBe(false);
    expect(verdictOf(trialOf(judged))).toMatchObject({ passed: false, reasons: ['mistakes', 'littleHelp'] });
  });

  test('says of a model that leaves everything to people that it is of no help', () => {
    const shy = ({ text }: TrialQuestion): Answered[] => [
      { act: { act: 'handOver', reason: 'notUnderstood' }, quote: text },
    ];
    const verdict = verdictOf(trialOf(tried(trialQuestions(scene, ['en']), shy)));
    expect(verdict).toMatchObject({ passed: false, reasons: ['littleHelp'], share: 1 });
  });

  test('counts what cannot be read as a mistake', () => {
    const verdict = verdictOf(trialOf(tried(trialQuestions(scene, ['en']), () => undefined)));
    expect(verdict).toMatchObject({ passed: false, share: 0 });
  });

  test('lets nothing wrong through for a passed trial', () => {
    const judged = tried(trialQuestions(scene, ['en']), careful);
    judged[0] = { ...judged[0]!, outcome: 'wrong', reached: true };
    expect(verdictOf(trialOf(judged))).toMatchObject({ passed: false, reasons: ['wrongRecord'] });
  });

  test.each([
    ['does not count what it reads', { counts: false, cuts: false }, 'noCount'],
    ['leaves out a part of a long prompt', { counts: true, cuts: true }, 'cuts'],
  ] as const)('refuses a server that %s', (_, counting, reason) => {
    const trial = trialOf(tried(trialQuestions(scene, ['en']), careful), { counting });
    expect(verdictOf(trial)).toMatchObject({ passed: false, reasons: [reason] });
  });
});

describe('a trial', () => {
  const trial = trialOf([], { digest: 'a', services: 9 });

  test('says nothing of other weights under the same name', () => {
    expect(staleOf(trial, { digest: 'a', services: 9 })).toBeUndefined();
    expect(staleOf(trial, { digest: 'b', services: 9 })).toBe('model');
  });

  test('says nothing of a price list that is larger by more than a third', () => {
    expect(staleOf(trial, { digest: 'a', services: 12 })).toBeUndefined();
    expect(staleOf(trial, { digest: 'a', services: 13 })).toBe('prices');
    expect(staleOf(trial, { digest: 'a', services: 2 })).toBeUndefined();
  });

  test('recommends of those that passed the one that answers most, and of equals the faster one', () => {
    const judged = tried(trialQuestions(scene, ['en']), careful);
    const slow = trialOf(judged, { model: 'slow', speed: { next: 9000 } });
    const quick = trialOf(judged, { model: 'quick', speed: { next: 400 } });
    const failed = trialOf(
      tried(trialQuestions(scene, ['en']), () => undefined),
      { model: 'failed' },
    );
    const running = { ...quick, model: 'running', endedAt: undefined };
    expect(recommended([failed, slow, running, quick])?.model).toBe('quick');
    expect(recommended([failed, running])).toBeUndefined();
  });
});
