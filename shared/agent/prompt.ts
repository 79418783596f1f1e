import type { Message } from '#shared/domain/conversation.ts';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { matchServices } from './basic/services.ts';
import { writeTime } from './acts/written.ts';
import { buildBeginning, priceLine, section, servicesBeyond } from './beginning.ts';
import { localTime, openShift, weekdayOf } from './clock.ts';
import type { InvoiceFacts, ReplyFacts } from './facts.ts';
import { questionOf, unanswered } from './facts.ts';
import { oneLine } from './model-options.ts';
import type { ChatMessage, PromptBudget } from './model-port.ts';
import { checkBudget } from './model-port.ts';
import type { Slot } from './slots.ts';
import { quarantined, talkLines } from './talk.ts';

/** What a question about a conversation wants to know besides what was said. */
export interface Question {
  /** Comes last: all before it may be the same for another task. */
  task: string;
  /** What a remote model gets, and no other; one of this computer has the prices at hand for any task. */
  needs: readonly ('prices' | 'records')[];
}

/** The model's messages for a reply. `composed`: what the records say to it, in sentences that it may join and soften. */
export function buildReplyPrompt(
  facts: ReplyFacts,
  budget: PromptBudget,
  composed?: string,
): Result<ChatMessage[]> {
  return buildPrompt(facts, { task: replyTask(composed), needs: ['prices', 'records'] }, budget);
}

/**
 * The model's messages for any task about a conversation. A model computes nothing again of what its last prompt
 * began with. So for one of this computer the one system message is the same for all tasks, and in the one user
 * message follows what changes least: what holds on the channel, what was said, what was found, the customer's
 * records, the date, the task.
 *
 * Records are facts from the owner; what customers wrote (their name included) comes apart from them, as JSON
 * strings in which it can neither end its line nor form a control token of a chat template. The oldest messages
 * are left out where the context is too small for all.
 */
export function buildPrompt(
  facts: ReplyFacts,
  question: Question,
  budget: PromptBudget,
): Result<ChatMessage[]> {
  const { system, found } = beginningFor(facts, question, budget);
  const { business, contact } = facts;
  const onChannel = channelLines(facts, question, budget);
  const tail = [...found, ...recordLines(facts, question, budget), ...dateLines(facts), '', question.task];
  const least = facts.messages.indexOf(unanswered(facts.messages).at(-1)!);
  let failure: Result<ChatMessage[]> | undefined;
  for (const first of starts(facts.messages)) {
    if (least >= 0 && first > least) break;
    const messages: ChatMessage[] = [
      { role: 'system', content: system },
      {
        role: 'user',
        content: [
          ...onChannel,
          ...talkLines(business, contact?.name, facts.messages.slice(first)),
          ...tail,
        ].join('\n'),
      },
    ];
    const fits = checkBudget({ ...budget, messages });
    if (fits.ok) return ok(messages);
    failure = fits;
  }
  return failure!;
}

/** Tokens of the beginning for a remote model, as a share of its window; it gets what the question needs. */
const priceListShare = 0.4;

/** The system message, and the price lines for this question that it has no room for. */
function beginningFor(facts: ReplyFacts, { needs }: Question, { contextTokens, beginning }: PromptBudget) {
  const asked = matchServices(questionOf(facts.messages), facts.services);
  const room = beginning ?? contextTokens * priceListShare;
  if (beginning === undefined) {
    const services = needs.includes('prices') ? [...new Set([...asked, ...facts.services])] : [];
    return { system: buildBeginning({ ...facts, services }, room), found: [] };
  }
  const beyond = servicesBeyond(facts, room);
  const lines = asked.filter(({ id }) => beyond.has(id)).map((service) => priceLine(service, facts.business));
  return { system: buildBeginning(facts, room), found: blockOf('More of the price list', lines) };
}

/**
 * Where a conversation may be cut: at messages that their own id chooses, so that the cut stays where it is while
 * messages are added; at any message only where that leaves too little.
 */
function starts(messages: readonly Message[]): number[] {
  const all = messages.map((_, index) => index);
  const chosen = all.filter((index) => index === 0 || isAnchor(messages[index]!.id));
  const begin = messages.length >= longestTalk ? chosen.filter((index) => index > 0) : chosen;
  return [...begin, ...all.filter((index) => !chosen.includes(index)), messages.length];
}

/** From so many messages on facts hold only the newest: their first one changes with each. */
const longestTalk = 60;

function isAnchor(id: string): boolean {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + sign.codePointAt(0)!) % 65_521;
  return sum % 8 === 0;
}

function replyTask(composed?: string): string {
  return [
    'Write the reply of the business to what the customer wrote last.',
    ...(composed === undefined
      ? []
      : [
          'The reply says what these sentences say. They are made of the records: you may join and soften them, and add what the customer asked beside; every name, amount and time stays as it is.',
          JSON.stringify(composed),
        ]),
  ].join('\n');
}

function recordLines(facts: ReplyFacts, { needs }: Question, { beginning }: PromptBudget): string[] {
  if (!needs.includes('records')) return [];
  return [
    ...knowledgeLines(facts),
    ...preferenceLines(facts, beginning === undefined),
    ...blockOf(
      'Jobs of this customer',
      facts.jobs.map((job) => jobLine(job, facts)),
    ),
    ...blockOf(
      'Invoices of this customer',
      facts.invoices.map((invoice) => invoiceLine(invoice, facts)),
    ),
    ...blockOf(
      'Free times for a visit',
      facts.slots.map((slot) => slotLine(slot, facts)),
    ),
  ];
}

function blockOf(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', section(title, lines)];
}

function dateLines({ business, now }: ReplyFacts): string[] {
  const time = localTime(now, business.timeZone);
  const open = openShift(business, time);
  const state = open === undefined ? 'Closed now.' : `Open now until ${writeTime(open.to, business, 'en')}.`;
  return ['', `Today is ${time.weekday} ${time.day}, ${timeOf(now, business.timeZone)}. ${state}`];
}

/** What differs by channel. A conversation stays on its own, so that this comes before it, whatever the task. */
function channelLines(
  { business: { phone = '' }, voice: { tone = '', persona = '', signature = '' } }: ReplyFacts,
  { needs }: Question,
  { beginning }: PromptBudget,
): string[] {
  if (beginning === undefined && !needs.includes('records')) return [];
  const lines = [
    ...(phone === '' ? [] : [`Phone number on this channel: ${oneLine(phone)}`]),
    ...(persona === '' ? [] : [`Who writes: ${oneLine(persona)}`]),
    ...(tone === '' ? [] : [`Tone: ${oneLine(tone)}`]),
    ...(signature === '' ? [] : [`Signature of the first reply: ${oneLine(signature)}`]),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function slotLine({ start, end }: Slot, { business: { timeZone } }: ReplyFacts): string {
  return `${weekdayOf(dayOf(start, timeZone))} ${dayOf(start, timeZone)}, ${timeOf(start, timeZone)}–${timeOf(end, timeZone)}`;
}

function jobLine(job: ReplyFacts['jobs'][number], { business }: ReplyFacts): string {
  const visits = Object.values(job.visits).toSorted((a, b) => a.start - b.start);
  const times = visits.map(
    ({ start, end, anyTime }) =>
      `${dayOf(start, business.timeZone)} ${anyTime ? 'any time' : `${timeOf(start, business.timeZone)}–${timeOf(end, business.timeZone)}`}`,
  );
  return `{"title":${quarantined(job.title)},"state":"${job.state}","visits":${JSON.stringify(times)}}`;
}

function invoiceLine({ issued, open }: InvoiceFacts, { business }: ReplyFacts): string {
  const total = formatMoney(issued.totals.gross, issued.currency, business.locale);
  const left = formatMoney(open, issued.currency, business.locale);
  const due = issued.dueDate === undefined ? '' : `, due ${issued.dueDate}`;
  return `${issued.number} of ${issued.issueDate}: total ${total}, still open ${left}${due}`;
}

/** A document may hold what others wrote: its passages are quoted like a customer's words. */
function knowledgeLines({ knowledge }: ReplyFacts): string[] {
  if (knowledge.length === 0) return [];
  return [
    '',
    'What the business knows:',
    ...knowledge.map(({ row }) => `{"about":${quarantined(row.title)},"text":${quarantined(row.text)}}`),
  ];
}

const mostRemembered = 20;

/**
 * What is remembered of this customer, the newest last, quoted because it may be their words. What holds a digit may be
 * the code of a gate: no model on another computer gets it.
 */
function preferenceLines({ contact }: ReplyFacts, isRemote: boolean): string[] {
  const texts = Object.values(contact?.preferences ?? {})
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .filter((text) => !isRemote || !/\p{Nd}/u.test(text))
    .slice(-mostRemembered);
  if (texts.length === 0) return [];
  return [
    '',
    'What holds for this customer; keep to it:',
    ...texts.map((text) => `{"holds":${quarantined(text)}}`),
  ];
}
