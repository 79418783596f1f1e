import type { Business } from '#shared/domain/business.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import type { TypedModelRequest } from '#shared/agent/model-port.ts';
import { buildPrompt } from '#shared/agent/prompt.ts';
import { type ModelReading, readingForm } from './model-form.ts';
import type { Evidence, JobProposal, Reading } from './proposal.ts';
import { durationOf, isOpenAlready, recentTalk } from './proposal.ts';

const answerTokens = 200;

const task = `Fill in a form about the visit that the customer asks for.
- wantsVisit: whether the customer wants somebody to come.
- service: the line of the price list that fits, none if none does. serviceWords: the customer's words for it.
- day: the day of the visit, time: as HH:MM of 24 hours; none if the conversation does not say. whenWords: the words for them, exactly as written.
- place: the address of the visit exactly as written, or empty.`;

/** One question with a fixed form as its answer and no tools: all that a customer's text can do is fill it in. */
export function readingRequest(facts: ReplyFacts): TypedModelRequest<ModelReading> {
  return {
    purpose: 'extraction',
    about: facts.contact === undefined ? [] : [facts.contact.id],
    messages: (budget) => buildPrompt(facts, { task, needs: ['prices'] }, budget),
    maxTokens: answerTokens,
    format: readingForm(facts),
  };
}

/**
 * What rules and model make of it together. A value of the model counts only where the words that it
 * gives for it stand in the conversation; where it disagrees about day or time, the owner is asked.
 */
export function withModelReading(
  basic: JobProposal | undefined,
  reading: ModelReading,
  conversationId: string,
  facts: ReplyFacts,
): JobProposal | undefined {
  const talk = recentTalk(facts);
  const upTo = talk.findLast(({ direction }) => direction === 'in')?.at;
  if (upTo === undefined || (basic === undefined && !reading.wantsVisit)) return undefined;
  const service = basic?.service ?? serviceOf(reading, facts);
  const place = basic?.place ?? placeOf(reading, facts);
  const when = whenOf(basic?.when, reading, facts);
  // Nothing but a model's word that somebody is wanted is no proposal.
  if (basic === undefined && service === undefined) return undefined;
  const { title = service?.name ?? '', notes = '' } = basic ?? {};
  const proposal = {
    conversationId,
    upTo,
    title: service?.name ?? title,
    service,
    when,
    place,
    notes,
    durationMinutes: durationOf(facts, service?.id),
  };
  return isOpenAlready(proposal, facts) ? undefined : proposal;
}

function serviceOf(
  { service: wanted, serviceWords }: ModelReading,
  facts: ReplyFacts,
): JobProposal['service'] {
  const service = facts.services.find(({ id }) => id === wanted);
  const evidence = quoteIn(serviceWords, facts);
  if (service === undefined || evidence === undefined) return undefined;
  return { id: service.id, name: service.name, evidence: [evidence] };
}

function placeOf({ place }: ModelReading, facts: ReplyFacts): JobProposal['place'] {
  const evidence = quoteIn(place, facts);
  return evidence === undefined ? undefined : { address: { street: place.trim() }, evidence: [evidence] };
}

function whenOf(basic: JobProposal['when'], reading: ModelReading, facts: ReplyFacts): JobProposal['when'] {
  const theirs = readingOf(reading, facts.business, facts.now);
  const evidence = quoteIn(reading.whenWords, facts);
  if (theirs === undefined || evidence === undefined) return basic;
  // Alone a model is not believed: what it read stands beside "no time was said".
  if (basic === undefined) return { readings: [theirs, {}], evidence: [evidence] };
  const shared = basic.readings.filter((ours) => agree(ours, theirs));
  const [only] = shared;
  if (only !== undefined)
    return { ...basic, readings: basic.readings.length === 1 ? [only] : basic.readings };
  return { readings: [...basic.readings, theirs].slice(0, 3), evidence: [...basic.evidence, evidence] };
}

function readingOf({ day, time }: ModelReading, business: Business, now: number): Reading | undefined {
  if (day === undefined && time === undefined) return undefined;
  const start = day === undefined ? undefined : momentOf(day, time ?? '23:59', business.timeZone);
  if (start !== undefined && start <= now) return undefined;
  return { ...(day !== undefined && { day }), ...(time !== undefined && { time }) };
}

/** What one of them does not say, it does not deny. */
function agree(a: Reading, b: Reading): boolean {
  const same = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  return same(a.day, b.day) && same(a.time, b.time);
}

/** Where the model's quotation stands in the conversation; nowhere, if it made it up. */
function quoteIn(words: string, facts: ReplyFacts): Evidence | undefined {
  const quote = words.trim().toLowerCase();
  if (quote.length < 2) return undefined;
  for (const { id, text = '' } of recentTalk(facts).toReversed()) {
    const start = text.toLowerCase().indexOf(quote);
    if (start >= 0) return { messageId: id, start, end: Math.min(text.length, start + quote.length) };
  }
  return undefined;
}
