import type { Act, ActOf, Step } from '#shared/domain/act.ts';
import type { Service } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { hasHours } from '../clock.ts';
import { availability, freeSlots } from '../slots.ts';
import { ownDocuments } from './balance.ts';
import type { AnswerLanguage } from './languages.ts';
import { type Scene, visitsToCome } from './scene.ts';
import type { Say } from './templates.ts';
import {
  writeAddress,
  writeDay,
  writeMoney,
  writePrice,
  writeShortMoment,
  writeShortVisit,
} from './written.ts';

/** Something to tap, and what follows from it. */
export interface Option {
  title: string;
  description?: string;
  step: Step;
}

interface Writing {
  scene: Scene;
  language: AnswerLanguage;
  say: Say;
}

type Choose = ActOf<'choose'>;

/** Times that are offered at once. */
const mostTimes = 9;

/** The options of a choice, as the records allow them now. */
export function offerFor(act: Choose, writing: Writing): Option[] {
  const options = {
    menu: () => menu(writing),
    service: () => servicesFor(act, writing),
    time: () => timesFor(act, writing),
    visit: () => visits(writing),
    whatToDo: () => whatToDo(act, writing),
    question: () => questions(act, writing),
    document: () => documents(writing),
  };
  return [...options[act.of](), person(writing)];
}

function menu({ scene, say }: Writing): Option[] {
  const hasServices = scene.services.length > 0;
  const asks = (purpose: 'price' | 'book') => saying({ act: 'choose', of: 'service', purpose });
  const place = writeAddress(scene.business) ?? scene.business.serviceArea;
  return [
    ...(hasServices ? [{ title: say('optionPrices', {}), step: asks('price') }] : []),
    ...(hasServices ? [{ title: say('optionBook', {}), step: asks('book') }] : []),
    ...(visitsToCome(scene).length > 0
      ? [{ title: say('optionVisits', {}), step: saying({ act: 'visit' }) }]
      : []),
    ...(hasHours(scene.business) ? [{ title: say('optionHours', {}), step: saying({ act: 'hours' }) }] : []),
    ...(place === undefined ? [] : [{ title: say('optionArea', {}), step: saying({ act: 'area' }) }]),
  ];
}

function servicesFor({ serviceIds, purpose, day }: Choose, { scene, language, say }: Writing): Option[] {
  const { services, business } = scene;
  const shown = serviceIds === undefined ? services : services.filter(({ id }) => serviceIds.includes(id));
  const stepOf = ({ id }: Service): Step => {
    if (purpose === 'price') return saying({ act: 'price', serviceIds: [id] }, whatToDoWithService(id));
    if (purpose === 'book') return saying({ act: 'slots', serviceId: id, ...(day !== undefined && { day }) });
    return saying(whatToDoWithService(id));
  };
  return shown.map((service) => ({
    title: service.name,
    // Candidates for what was not understood wholly: their price may not be what was asked.
    ...(purpose !== 'book' &&
      serviceIds === undefined && { description: writePrice(service, business, language, say) }),
    step: stepOf(service),
  }));
}

/** Free times, by hours and visits as they are: to keep one, or to move a visit there. */
export function timesFor(
  {
    serviceId,
    day,
    purpose,
    jobId,
    visitId,
  }: Pick<Choose, 'serviceId' | 'day' | 'purpose' | 'jobId' | 'visitId'>,
  { scene, language }: Writing,
): Option[] {
  const { records, business, now, services } = scene;
  const minutes = services.find(({ id }) => id === serviceId)?.durationMinutes;
  const stepOf = (start: number): Step =>
    purpose === 'move' && jobId !== undefined && visitId !== undefined
      ? { step: 'move', jobId, visitId, start }
      : { step: 'hold', start, ...(serviceId !== undefined && { serviceId }) };
  return freeSlots(availability(records, business, now), now, minutes, mostTimes * 2)
    .filter(({ start }) => day === undefined || dayOf(start, business.timeZone) === day)
    .slice(0, mostTimes)
    .map(({ start }) => ({ title: writeShortMoment(start, business, language), step: stepOf(start) }));
}

/** Questions in the words of the team, each with its approved answer behind it. */
function questions({ knowledgeIds = [] }: Choose, { scene }: Writing): Option[] {
  const rows = knowledgeIds.flatMap((id) => scene.answers.find((row) => row.id === id) ?? []);
  return rows.map(({ id, title }) => ({ title, step: saying({ act: 'knowledge', knowledgeId: id }) }));
}

const mostDocuments = 9;

/** What was issued to the customer: number, day and sum. */
function documents({ scene, language }: Writing): Option[] {
  const { business } = scene;
  return ownDocuments(scene)
    .slice(0, mostDocuments)
    .map(({ id, number, issueDate, totals, currency, digits }) => {
      const sum = writeMoney(totals.gross, currency, business, language, digits);
      const description = `${writeDay(issueDate, business, language)} · ${sum}`;
      return { title: number, description, step: saying({ act: 'documentCopy', documentId: id }) };
    });
}

function visits({ scene, language }: Writing): Option[] {
  return visitsToCome(scene).map(({ job, visitId, visit }) => ({
    title: writeShortVisit(visit, scene.business, language),
    step: saying({ act: 'visit', jobId: job.id, visitId }),
  }));
}

function whatToDo({ serviceId, jobId, visitId }: Choose, { scene, say }: Writing): Option[] {
  if (jobId !== undefined && visitId !== undefined) {
    const isTheirs = visitsToCome(scene).some((each) => each.job.id === jobId && each.visitId === visitId);
    if (!isTheirs) return [];
    const move = saying({ act: 'choose', of: 'time', purpose: 'move', jobId, visitId });
    return [
      { title: say('optionMove', {}), step: move },
      { title: say('optionCancel', {}), step: { step: 'cancel', jobId, visitId } },
    ];
  }
  if (!scene.services.some(({ id }) => id === serviceId)) return [];
  return [
    { title: say('optionPrice', {}), step: saying({ act: 'price', serviceIds: [serviceId!] }) },
    { title: say('optionBook', {}), step: saying({ act: 'slots', serviceId: serviceId! }) },
  ];
}

function whatToDoWithService(serviceId: string): Act {
  return { act: 'choose', of: 'whatToDo', serviceId };
}

function person({ say }: Writing): Option {
  return { title: say('optionPerson', {}), step: { step: 'person' } };
}

function saying(...acts: Act[]): Step {
  return { step: 'say', acts };
}
