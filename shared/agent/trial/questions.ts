import type { Act } from '#shared/domain/act.ts';
import type { Service } from '#shared/domain/business.ts';
import { matchServices } from '../basic/services.ts';
import { hasHours } from '../clock.ts';
import type { AnswerLanguage } from '../acts/languages.ts';
import { ownDocuments } from '../acts/balance.ts';
import { readDay } from '../acts/read-day.ts';
import { readMessage } from '../acts/read.ts';
import { type Scene, visitsToCome } from '../acts/scene.ts';
import { writeAddress } from '../acts/written.ts';
import { type PlainKind, type TrapKind, phrases } from './phrases/phrases.ts';

/** What a customer could write to this business, and what is right to do with it. */
export interface TrialQuestion {
  text: string;
  language: AnswerLanguage;
  kind: PlainKind | TrapKind;
  /** What the records answer; nothing in a trap. */
  wanted: Act[];
  /** Records that the words name: another one is never meant. */
  named: string[];
}

type Kind = PlainKind | TrapKind;
/** Those that are asked in sentences of ours; the others are questions of the team. */
type TemplateKind = Exclude<Kind, 'knowledge' | 'otherChannel'>;
type Maker = (count: number) => TrialQuestion;

/** As many questions as these: a third of them traps. */
export const plainCount = 44;
export const trapCount = 24;

/** Prices and visits are asked for most. */
const plainOrder: PlainKind[] = [
  'price',
  'slots',
  'knowledge',
  'price',
  'slots',
  'hours',
  'price',
  'slots',
  'area',
  'price',
  'slots',
  'howToPay',
  'services',
  'visit',
  'balance',
];
const trapOrder: TrapKind[] = [
  'otherJob',
  'condition',
  'cancellation',
  'past',
  'discount',
  'injection',
  'complaint',
  'othersPrice',
  'negation',
  'twoThings',
  'danger',
  'otherChannel',
];

/**
 * Questions made of this business's own records, in the languages of its customers; the same records give the same
 * questions. None where the price list is empty: there is nothing to try then.
 */
export function trialQuestions(scene: Scene, languages: readonly AnswerLanguage[]): TrialQuestion[] {
  if (scene.services.length === 0 || languages.length === 0) return [];
  const make = createMakers(scene, languages);
  const plain = inTurn(plainOrder, make, plainCount);
  return [...plain, ...inTurn(trapOrder, make, Math.max(trapCount, Math.ceil(plain.length / 2)))];
}

/** Asks for kinds in turn, until there are enough or nothing new comes. */
function inTurn(
  order: readonly Kind[],
  make: (kind: Kind) => TrialQuestion | undefined,
  count: number,
): TrialQuestion[] {
  const found = new Map<string, TrialQuestion>();
  for (let fruitless = 0, at = 0; found.size < count && fruitless < order.length * 40; at++) {
    const question = make(order[at % order.length]!);
    const isNew = question !== undefined && !found.has(question.text);
    if (isNew) found.set(question.text, question);
    fruitless = isNew ? 0 : fruitless + 1;
  }
  return [...found.values()];
}

/** Gives the next question of a kind: other words, another language and another record each time. */
function createMakers(scene: Scene, languages: readonly AnswerLanguage[]) {
  const counts = new Map<Kind, number>();
  const makers = makersFor(scene, languages);
  return (kind: Kind): TrialQuestion | undefined => {
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return makers[kind]?.(count);
  };
}

function makersFor(scene: Scene, languages: readonly AnswerLanguage[]): Partial<Record<Kind, Maker>> {
  const { business, services, answers } = scene;
  const of = languages.length;
  /** Each language says something else before its words come again. */
  const wordsFor = (count: number, templates: (language: AnswerLanguage) => readonly string[]) => {
    const language = languages[count % of]!;
    const list = templates(language);
    const turn = Math.floor(count / of);
    return { language, text: wrapped(list[turn % list.length]!, language, Math.floor(turn / list.length)) };
  };
  const serviceAt = (count: number): Service => services[(count + Math.floor(count / of)) % services.length]!;
  const aboutService =
    (
      kind: TemplateKind,
      templates: (language: AnswerLanguage) => readonly string[],
      wanted: (service: Service) => Act[],
    ): Maker =>
    (count) => {
      const service = serviceAt(count);
      const { language, text } = wordsFor(count, templates);
      const named = text.includes('{service}') ? namesakes(service, services) : [];
      const said = text.replaceAll('{service}', service.name);
      const acts = wanted(service).map((act) => onDay(act, said, language, scene));
      return { kind, language, text: said, wanted: acts, named };
    };
  const plain = (kind: Exclude<PlainKind, 'knowledge'>, wanted: (service: Service) => Act[]): Maker =>
    aboutService(kind, (language) => phrases[language].plain[kind], wanted);
  const isOpen = hasHours(business);
  const hasPlace = writeAddress(business) !== undefined || (business.serviceArea ?? '') !== '';
  const traps = trapOrder.filter((kind) => kind !== 'otherJob' && kind !== 'otherChannel');
  const elsewhere = answersElsewhere(scene);
  return {
    price: plain('price', (service) => [{ act: 'price', serviceIds: namesakes(service, services) }]),
    services: plain('services', () => [{ act: 'services' }]),
    ...(isOpen && {
      slots: plain('slots', ({ id }) => [{ act: 'slots', serviceId: id }]),
      hours: plain('hours', () => [{ act: 'hours' }]),
    }),
    ...(hasPlace && { area: plain('area', () => [{ act: 'area' }]) }),
    ...((business.paymentInstructions ?? '').trim() !== '' && {
      howToPay: plain('howToPay', () => [{ act: 'howToPay' }]),
    }),
    ...(visitsToCome(scene).length > 0 && { visit: plain('visit', () => [{ act: 'visit' }]) }),
    ...(ownDocuments(scene).length > 0 && { balance: plain('balance', () => [{ act: 'balance' }]) }),
    ...(answers.length > 0 && { knowledge: knowledgeMaker(scene, languages[0]!) }),
    ...(elsewhere.length > 0 && {
      otherChannel: (count) => {
        const text = elsewhere[count % elsewhere.length]!;
        return { kind: 'otherChannel', language: languages[0]!, text, wanted: [], named: [] };
      },
    }),
    ...Object.fromEntries(
      traps.map((kind) => [
        kind,
        aboutService(
          kind,
          (language) => phrases[language].traps[kind],
          () => [],
        ),
      ]),
    ),
    otherJob: (count) =>
      otherJob(
        wordsFor(count, (language) => phrases[language].traps.otherJob),
        count,
        scene,
      ),
  };
}

/** Free times of the day that a question names. */
function onDay(act: Act, text: string, language: AnswerLanguage, { now, business }: Scene): Act {
  if (act.act !== 'slots') return act;
  const day = readDay(text, now, language, business)?.day;
  return day === undefined ? act : { ...act, day };
}

/** Questions that the team answers on other channels only: here nothing answers them. */
function answersElsewhere(scene: Scene): string[] {
  const titles = [...scene.records.all('knowledge')]
    .filter(({ kind, status, onlyOn }) => kind === 'answer' && status === 'approved' && onlyOn !== undefined)
    .map(({ title }) => title);
  return titles.filter((title) => readMessage(title, scene).acts === undefined);
}

/** An approved question, word for word: there are as many as answers. */
function knowledgeMaker({ answers }: Scene, language: AnswerLanguage): Maker {
  return (count) => {
    const { id, title } = answers[count % answers.length]!;
    return {
      kind: 'knowledge',
      language,
      text: title,
      wanted: [{ act: 'knowledge', knowledgeId: id }],
      named: [id],
    };
  };
}

function otherJob(
  { language, text }: { language: AnswerLanguage; text: string },
  count: number,
  { services }: Scene,
): TrialQuestion {
  const jobs = phrases[language].otherJobs;
  const others = jobs.filter((job) => matchServices(job, services).length === 0);
  // A business that does all of them has none to be asked for: the first is then a question of its own list.
  const job = others[count % others.length] ?? jobs[0]!;
  const named = matchServices(job, services).map(({ id }) => id);
  return { kind: 'otherJob', language, text: text.replaceAll('{other}', job), wanted: [], named };
}

/** Two lines of the list with one name are the same to a customer. */
function namesakes({ name }: Service, services: readonly Service[]): string[] {
  return services.filter((each) => each.name === name).map(({ id }) => id);
}

/** With a greeting and thanks, so that a few sentences make many. */
function wrapped(text: string, language: AnswerLanguage, count: number): string {
  const { openers, closers } = phrases[language];
  const opener = openers[count % openers.length]!;
  const closer = closers[(count + Math.floor(count / openers.length)) % closers.length]!;
  return `${opener}${text}${closer}`;
}
