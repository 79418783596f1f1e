import type { Act, ActKind, ActOf } from '#shared/domain/act.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { workingHours } from '#shared/records/availability.ts';
import { keptTimeOf, tablesOf } from '#shared/records/kept-times.ts';
import { hasHours, localTime, nextOpening, shiftsOn, weekdayOf } from '../clock.ts';
import { balanceLines, ownDocuments } from './balance.ts';
import type { AnswerLanguage } from './languages.ts';
import { type Option, offerFor, timesFor } from './options.ts';
import { type PlannedVisit, type Scene, visitsToCome } from './scene.ts';
import { type Say, type TemplateKey, ownWords, sayIn } from './templates.ts';
import {
  writeAddress,
  writeDay,
  writeDuration,
  writeMoment,
  writeVisit,
  writePrice,
  writeShifts,
  writeTime,
  writeWeek,
} from './written.ts';

/** What a customer reads, made of templates and records, and what they can tap. */
export interface Composed {
  text: string;
  options: Option[];
  language: AnswerLanguage;
  /** Records that it states something from, as `collection/id`; `slots/START` for a computed free time. */
  citations: string[];
  /** It ends with a person: somebody has to go on from here. */
  handsOver: boolean;
}

/** One part of an answer. */
interface Part {
  text: string;
  citations?: string[];
  options?: Option[];
  handsOver?: boolean;
}

interface Writing extends ComposeOptions {
  scene: Scene;
  language: AnswerLanguage;
  say: Say;
}

/** `withTimes`: free times stand in the text too, where nothing can be tapped. */
export interface ComposeOptions {
  withTimes?: boolean;
}

/**
 * Writes the sentences of acts in a language. Every id is looked up: what is not public and not the conversation's
 * known contact's makes no sentence, and the whole answer fails.
 */
export function compose(
  acts: readonly Act[],
  scene: Scene,
  language: AnswerLanguage,
  options: ComposeOptions = {},
): Result<Composed> {
  const writing = { ...options, scene, language, say: sayIn(scene, language) };
  const parts: Part[] = [];
  for (const act of acts) {
    const part = partOf(act, writing);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  if (parts.length === 0) return problem('acts.empty', 'There is nothing to say.');
  return ok({
    text: parts.map(({ text }) => text).join('\n\n'),
    options: parts.findLast(({ options = [] }) => options.length > 0)?.options ?? [],
    language,
    citations: [...new Set(parts.flatMap(({ citations = [] }) => citations))],
    handsOver: parts.some(({ handsOver }) => handsOver),
  });
}

type Writers = { [Kind in ActKind]: (act: ActOf<Kind>, writing: Writing) => Result<Part> };

function partOf<Kind extends ActKind>(act: ActOf<Kind>, writing: Writing): Result<Part> {
  const write = writers[act.act] as (act: ActOf<Kind>, writing: Writing) => Result<Part>;
  return write(act, writing);
}

const business = ['business/business'];

const writers: Writers = {
  price: ({ serviceIds }, writing) => all(serviceIds, (id) => priceOf(id, writing)),
  services,
  slots({ serviceId, day }, writing) {
    const { scene, say } = writing;
    const service = serviceId === undefined ? undefined : serviceOf(serviceId, scene);
    if (serviceId !== undefined && service === undefined) return unknownRecord();
    const times = timesFor({ purpose: 'book', serviceId, day }, writing);
    if (times.length === 0) return ok({ text: say('noSlots', {}), handsOver: true });
    const text = service === undefined ? say('slotsAny', {}) : say('slots', { service: service.name });
    const list = writing.withTimes === true ? times.map(({ title }) => `\n• ${title}`).join('') : '';
    const options = [...times, ...offerFor({ act: 'choose', of: 'whatToDo' }, writing)];
    const citations = times.flatMap(({ step }) => (step.step === 'hold' ? [`slots/${step.start}`] : []));
    return ok({ text: `${text}${list}`, options, citations });
  },
  area(_, { scene, say }) {
    const address = writeAddress(scene.business);
    const area = scene.business.serviceArea;
    // "Where are you?" of somebody who waits for us today asks for a person, not for an address.
    if (visitsToCome(scene).some(({ visit }) => isToday(visit.start, scene))) return unknownRecord();
    const lines = [
      ...(address === undefined ? [] : [`${say('address', {})}\n${address}`]),
      ...(area === undefined || area === '' ? [] : [say('serviceArea', { area })]),
    ];
    return lines.length === 0 ? unknownRecord() : ok({ text: lines.join('\n'), citations: business });
  },
  hours({ day }, { scene, language, say }) {
    if (!hasHours(scene.business)) return unknownRecord();
    if (day === undefined) {
      const week = writeWeek(scene.business, language, say);
      return ok({ text: `${say('hours', {})}\n${week}`, citations: business });
    }
    const shifts = isClosedOn(day, scene) ? [] : shiftsOn(scene.business, weekdayOf(day));
    const name = writeDay(day, scene.business, language);
    const hours = writeShifts(shifts, scene.business, language);
    const text = shifts.length === 0 ? say('closedOn', { day: name }) : say('openOn', { day: name, hours });
    return ok({ text, citations: business });
  },
  knowledge({ knowledgeId }, { scene }) {
    const row = scene.answers.find(({ id }) => id === knowledgeId);
    return row === undefined ? unknownRecord() : ok({ text: row.text, citations: [`knowledge/${row.id}`] });
  },
  howToPay(_, { scene, say }) {
    const { paymentInstructions = '' } = scene.business;
    if (paymentInstructions.trim() === '') return unknownRecord();
    return ok({ text: `${say('howToPay', {})}\n${paymentInstructions.trim()}`, citations: business });
  },
  balance(_, { scene, language, say }) {
    if (scene.knownContactId === undefined) return unknownPerson();
    const lines = balanceLines(scene, language, say);
    if (lines === undefined) return unknownRecord();
    if (lines.length === 0) return ok({ text: say('balanceNone', {}) });
    const text = [say('balance', {}), ...lines.map((line) => `• ${line.text}`)].join('\n');
    return ok({ text, citations: lines.map(({ id }) => `issued/${id}`) });
  },
  documentCopy({ documentId }, writing) {
    const documents = ownDocuments(writing.scene);
    const [newest, ...others] = documents;
    if (documentId === undefined && others.length > 0)
      return partOf({ act: 'choose', of: 'document' }, writing);
    const issued = documentId === undefined ? newest : documents.find(({ id }) => id === documentId);
    if (issued === undefined) return unknownPerson();
    const text = writing.say('documentCopy', { number: issued.number });
    return ok({ text, citations: [`issued/${issued.id}`], handsOver: true });
  },
  // There are no quotes among the records yet.
  quoteState: () => unknownRecord(),
  visit({ jobId, visitId }, writing) {
    const { scene, say } = writing;
    if (scene.knownContactId === undefined) return unknownPerson();
    const visits = visitsToCome(scene).filter(
      (each) =>
        (jobId === undefined || each.job.id === jobId) && (visitId === undefined || each.visitId === visitId),
    );
    if (visits.length === 0)
      return jobId === undefined ? ok({ text: say('visitNone', {}) }) : unknownRecord();
    const text = visits
      .slice(0, 5)
      .map((each) => visitLine(each, writing))
      .join('\n');
    const [only] = visits;
    const options =
      visits.length === 1
        ? offerFor(whatToDoWith(only!), writing)
        : offerFor({ act: 'choose', of: 'visit' }, writing);
    return ok({ text, options, citations: visits.map(({ job }) => `jobs/${job.id}`) });
  },
  eta({ jobId }, { scene, language, say }) {
    const found = visitsToCome(scene).find(
      ({ job, visit }) => job.id === jobId && isToday(visit.start, scene),
    );
    if (found === undefined) return unknownPerson();
    const when = writeVisit(found.visit, scene.business, language);
    const text = found.job.state === 'enRoute' ? say('onTheWay', {}) : say('plannedToday', { when });
    return ok({ text, citations: [`jobs/${jobId}`] });
  },
  confirmVisit({ jobId, visitId }, { scene, language, say }) {
    const found = visitsToCome(scene).find((each) => each.job.id === jobId && each.visitId === visitId);
    if (found === undefined) return unknownPerson();
    const when = writeVisit(found.visit, scene.business, language);
    return ok({ text: say('confirmVisit', { when }), citations: [`jobs/${jobId}`] });
  },
  held({ start }, { scene, language, say }) {
    const hold = keptTimeOf(tablesOf(scene.records), scene.conversation.contactId, scene.now);
    if (hold?.start !== start) return unknownRecord();
    const [when, until] = [hold.start, hold.until].map((at) => writeMoment(at, scene.business, language));
    return ok({ text: say('held', { when: when!, until: until! }), citations: [`holds/${hold.id}`] });
  },
  moveRequested({ start, jobId, visitId }, { scene, language, say }) {
    const found = visitsToCome(scene).find((each) => each.job.id === jobId && each.visitId === visitId);
    if (found === undefined) return unknownPerson();
    const wish =
      start === undefined ? [] : [say('moveTo', { when: writeMoment(start, scene.business, language) })];
    return ok({ text: [...wish, say('moveRequested', {})].join(' '), handsOver: true });
  },
  cancelRequested: leaves('cancelRequested'),
  quoteRequested: leaves('quoteRequested'),
  callBack(_, { scene: { business }, say }) {
    const { phone = '' } = business;
    const text = [say('callBack', {}), ...(phone === '' ? [] : [say('callUs', { phone })])].join(' ');
    return ok({ text, handsOver: true });
  },
  received: leaves('received'),
  away(_, { scene, language, say }) {
    const { timeZone } = scene.business;
    const dayIn = (days: number) => addDays(dayOf(scene.now, timeZone), days);
    const next = nextOpening(scene.business, localTime(scene.now, timeZone), (days) =>
      isClosedOn(dayIn(days), scene),
    );
    if (next === undefined) return unknownRecord();
    const day = dayIn(next.days);
    const places = {
      day: writeDay(day, scene.business, language),
      time: writeTime(next.shift.from, scene.business, language),
    };
    return ok({ text: say('away', places), citations: business });
  },
  ask({ what }, { say }) {
    const keys = {
      whatNeedsDoing: 'askWhatNeedsDoing',
      address: 'askAddress',
      access: 'askAccess',
      photo: 'askPhoto',
      day: 'askDay',
    } as const;
    return ok({ text: say(keys[what], {}) });
  },
  choose(act, writing) {
    const options = offerFor(act, writing);
    const key = {
      menu: 'chooseMenu',
      service: act.serviceIds === undefined ? 'chooseService' : 'chooseMeant',
      time: 'chooseTime',
      visit: 'chooseVisit',
      whatToDo: 'chooseWhatToDo',
      question: 'chooseMeant',
      document: 'chooseMeant',
    } as const;
    // A person alone is no choice.
    const isEmpty = options.every(({ step }) => step.step === 'person');
    return isEmpty ? unknownRecord() : ok({ text: writing.say(key[act.of], {}), options });
  },
  acknowledge: ({ what }, { say }) => ok({ text: say(what, {}) }),
  aboutAssistant(_, { scene, language, say }) {
    const { persona: name = '', business } = scene;
    // The owner's own words for it stay, also where the assistant has got a name.
    const isNamed = name !== '' && ownWords(scene, language, 'aboutAssistant') === undefined;
    const text = isNamed
      ? say('aboutNamed', { name, business: business.name })
      : say('aboutAssistant', { business: business.name });
    return ok({ text });
  },
  optedOut: ({ of }, { say }) =>
    of === 'reminders'
      ? ok({ text: say('remindersStopped', {}) })
      : ok({ text: say('optedOut', {}), handsOver: true }),
  emergency: leaves('emergency'),
  handOver: leaves('handOver'),
};

/** A sentence of its own that says that a person goes on from here. */
function leaves(key: Extract<TemplateKey, ActKind>): (act: Act, writing: Writing) => Result<Part> {
  return (_, { say }) =>
    ok({ text: (say as (key: string, places: object) => string)(key, {}), handsOver: true });
}

/** More lines than this are no answer but a brochure. */
const mostPrices = 12;

function services(_: ActOf<'services'>, { scene, language, say }: Writing): Result<Part> {
  const shown = scene.services.slice(0, mostPrices);
  if (shown.length === 0) return unknownRecord();
  const lines = shown.map(
    (service) => `• ${service.name}: ${writePrice(service, scene.business, language, say)}`,
  );
  const more = scene.services.length > shown.length ? [say('moreServices', {})] : [];
  const citations = shown.map(({ id }) => `services/${id}`);
  return ok({ text: [say('services', {}), ...lines, ...more].join('\n'), citations });
}

function priceOf(id: string, { scene, language, say }: Writing): Result<Part> {
  const service = serviceOf(id, scene);
  if (service === undefined) return unknownRecord();
  const price = writePrice(service, scene.business, language, say);
  const takes =
    service.durationMinutes === undefined
      ? []
      : [say('takes', { duration: writeDuration(service.durationMinutes, language) })];
  const text = [say('price', { service: service.name, price }), ...takes].join(' ');
  return ok({ text, citations: [`services/${id}`] });
}

/** Its day and time, and the service's name; what the job is called may be a customer's words. */
function visitLine({ job, visit }: PlannedVisit, { scene, language, say }: Writing): string {
  const when = writeVisit(visit, scene.business, language);
  const [service] = Object.values(job.items ?? {}).flatMap(
    ({ serviceId }) => (serviceId && serviceOf(serviceId, scene)) || [],
  );
  return service === undefined ? say('visit', { when }) : say('visitFor', { when, service: service.name });
}

export function whatToDoWith({ job, visitId }: PlannedVisit): ActOf<'choose'> {
  return { act: 'choose', of: 'whatToDo', jobId: job.id, visitId };
}

function serviceOf(id: string, { services: list }: Scene) {
  return list.find((service) => service.id === id);
}

/** A holiday, or a day on which the owner has closed. */
function isClosedOn(day: string, { records, business: here }: Scene): boolean {
  return workingHours(records, here).isClosed(day);
}

function isToday(at: number, { now, business: { timeZone } }: Scene): boolean {
  return dayOf(at, timeZone) === dayOf(now, timeZone);
}

function all(ids: readonly string[], write: (id: string) => Result<Part>): Result<Part> {
  const parts: Part[] = [];
  for (const id of ids) {
    const part = write(id);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const citations = parts.flatMap((part) => part.citations ?? []);
  return ok({ text: parts.map(({ text }) => text).join('\n'), citations });
}

function unknownRecord(): Result<never> {
  return err({ code: 'acts.unknown', message: 'Your records do not answer this.' });
}

function unknownPerson(): Result<never> {
  return err({ code: 'acts.unknown-person', message: 'Nobody vouches for who writes, or it is not theirs.' });
}
