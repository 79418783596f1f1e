import { z } from 'zod';
import { answerLanguageOf } from '#shared/agent/acts/languages.ts';
import { writeShortVisit } from '#shared/agent/acts/written.ts';
import { heardFirst } from '#shared/agent/autopilot/heard-first.ts';
import { oldestAnswered, saidIn, windowRefusal } from '#shared/agent/autopilot/gate.ts';
import { resolveTap } from '#shared/agent/choice/resolve-tap.ts';
import { isPhoto, type OwnVisit, ownVisits, servedMember } from '#shared/agent/technician/served-member.ts';
import { type TechnicianWords, technicianWords } from '#shared/agent/technician/words.ts';
import type { Step } from '#shared/domain/act.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { openDangers } from '#shared/domain/danger.ts';
import type { Visit } from '#shared/domain/visit.ts';
import type { Member } from '#shared/domain/team.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { hasWithdrawn } from '#shared/records/consents.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { addressOfJob } from '#shared/records/sites.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { tradesOf } from '../heard/hear-danger.ts';
import { queueChoice } from '../choice.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { findConversation } from '../conversation.ts';
import { finishVisit } from '../job-work.ts';
import { queueText } from '../message.ts';

/** A tap may wait for an owner's device to wake up; what was written may not. */
const oldestTap = 23 * 60 * 60 * 1000;
const mostListed = 9;

/** What is said to the technician, and what they can tap. */
interface Said {
  text: string;
  options: { title: string; description?: string; step: Step }[];
}

interface Serving {
  draft: RecordWriter;
  context: CommandContext;
  member: Member;
  message: Message;
  visits: OwnVisit[];
  words: TechnicianWords;
  write: (visit: Visit) => string;
}

/**
 * Serves a member who writes from a known number. What they tapped is their proposal; an owner's device carries it
 * out, looked up anew: only their own open visits, and nothing but marking one as done and filing a photo.
 */
const serve = defineCommand({
  name: 'technician.serve',
  title: 'Serve a technician on the phone',
  args: z.strictObject({ conversationId: idSchema, messageId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, messageId }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    const may = mayServe(draft, found.value, messageId, context);
    if (!may.ok) return may;
    const serving = servingOf(draft, may.value, context);
    const said = answer(serving, found.value);
    const { message, words } = serving;
    const sending = { text: said.text, author: 'assistant', autopilot: true, after: message.at } as const;
    const options = said.options.map(({ step, ...shown }) => ({ ...shown, target: step }));
    const { more, open } = words;
    return options.length === 0
      ? queueText(draft, found.value, sending, context)
      : queueChoice(draft, found.value, { ...sending, options, more, open }, context);
  },
});

/** Danger, a wish for a person and a stop come first here too: then nothing is said by itself. */
function mayServe(
  records: RecordReader,
  conversation: Conversation,
  messageId: string,
  { now, isOwner }: CommandContext,
): Result<{ member: Member; message: Message }> {
  const member = servedMember(records, conversation);
  if (member === undefined) return problem('technician.unknown', 'No member of the team writes here.');
  if (isOwner !== true) return problem('technician.not-owner', 'A device of an owner does this.');
  const newest = saidIn(records, conversation.id).at(-1);
  const message = newest?.id === messageId && newest.direction === 'in' ? newest : undefined;
  if (message === undefined || message.revokedAt !== undefined)
    return problem('technician.answered', 'This message has been answered.');
  if (now - message.at > (message.tap === undefined ? oldestAnswered : oldestTap))
    return problem('technician.too-old', 'This was written a while ago.');
  const isHeard =
    openDangers(conversation).length > 0 ||
    conversation.stopQuestion !== undefined ||
    hasWithdrawn(records, conversation.contactId, 'answers') ||
    (message.tap === undefined && heardFirst(message.text ?? '', tradesOf(records)) !== undefined);
  if (isHeard) return problem('technician.heard', 'A person has to look at this.');
  const refused = windowRefusal(conversation, now);
  return refused === undefined ? ok({ member, message }) : err(refused);
}

function servingOf(
  draft: RecordWriter,
  { member, message }: { member: Member; message: Message },
  context: CommandContext,
): Serving {
  const business = draft.get('business', 'business');
  const language = answerLanguageOf(business?.locale ?? '') ?? 'en';
  return {
    draft,
    context,
    member,
    message,
    visits: ownVisits(draft, member.id, context.now),
    words: technicianWords[language],
    write: (visit) => (business === undefined ? '' : writeShortVisit(visit, business, language)),
  };
}

function answer(serving: Serving, { id: conversationId }: Conversation): Said {
  const { draft, context, message } = serving;
  if (isPhoto(message)) return filePhoto(serving);
  const { tap, text } = message;
  const target = resolveTap(draft, { conversationId, token: tap?.token, text, now: context.now });
  return target.ok && target.value.step !== 'page' ? follow(serving, target.value) : menu(serving);
}

function follow(serving: Serving, step: Step): Said {
  const { visits, words } = serving;
  if (step.step === 'ownVisits') return list(serving);
  if (step.step === 'whichDone') return whichDone(serving);
  if (step.step !== 'askDone' && step.step !== 'done' && step.step !== 'photoOf') return menu(serving);
  const own = visits.find(({ job, visitId }) => job.id === step.jobId && visitId === step.visitId);
  if (own === undefined) return menu(serving, words.gone);
  if (step.step === 'photoOf') return keepPhoto(serving, own, step.messageId);
  return step.step === 'askDone' ? askDone(serving, own) : markDone(serving, own);
}

function menu({ visits, words }: Serving, text: string = words.menu): Said {
  const done = visits.length === 0 ? [] : [{ title: words.done, step: { step: 'whichDone' } as const }];
  return { text, options: [{ title: words.next, step: { step: 'ownVisits' } }, ...done] };
}

function list(serving: Serving): Said {
  const { visits, words, context } = serving;
  const next = visits.filter(({ visit }) => visit.end > context.now).slice(0, mostListed);
  if (next.length === 0) return menu(serving, words.none);
  const lines = next.map((own) => `• ${linesOf(serving, own).join(', ')}`);
  return menu(serving, [words.visits, ...lines].join('\n'));
}

function whichDone(serving: Serving): Said {
  const { visits, words } = serving;
  const [only, ...others] = visits;
  if (only === undefined) return menu(serving, words.none);
  if (others.length === 0) return askDone(serving, only);
  const options = visits.slice(0, mostListed).map((own) => ({
    ...titled(serving, own),
    step: { step: 'askDone', jobId: own.job.id, visitId: own.visitId } as const,
  }));
  return { text: words.which, options };
}

function askDone({ words }: Serving, { job, visitId }: OwnVisit): Said {
  const yes = { title: words.yes, step: { step: 'done', jobId: job.id, visitId } as const };
  return { text: words.sure(job.title), options: [yes, { title: words.no, step: { step: 'ownVisits' } }] };
}

function markDone(serving: Serving, { job, visitId }: OwnVisit): Said {
  const { draft, context, words, member } = serving;
  const done = finishVisit(draft, { id: job.id, visitId, workerId: member.id }, context);
  if (!done.ok) return menu(serving, words.gone);
  const left = { ...serving, visits: serving.visits.filter((own) => own.visitId !== visitId) };
  return menu(left, words.marked(job.title));
}

/** With one visit it is clear where a photo belongs; otherwise it waits until it is said. */
function filePhoto(serving: Serving): Said {
  const { visits, words, message } = serving;
  const [only, ...others] = visits;
  if (only === undefined) return menu(serving, words.photoWaits);
  if (others.length === 0) return keepPhoto(serving, only, message.id);
  const options = visits.slice(0, mostListed).map((own) => ({
    ...titled(serving, own),
    step: { step: 'photoOf', jobId: own.job.id, visitId: own.visitId, messageId: message.id } as const,
  }));
  return { text: words.photoWhich, options };
}

function keepPhoto(serving: Serving, { job }: OwnVisit, messageId: string): Said {
  const { draft, member, message, words } = serving;
  const photo = saidIn(draft, message.conversationId).find(({ id }) => id === messageId);
  if (photo === undefined || !isPhoto(photo)) return menu(serving, words.gone);
  draft.putEntry('jobs', job.id, 'photos', messageId, {
    conversationId: photo.conversationId,
    memberId: member.id,
    at: photo.at,
  });
  return menu(serving, words.photoKept(job.title));
}

/** When, what, whose and where. */
function linesOf({ draft, write }: Serving, { job, visit }: OwnVisit): string[] {
  const contact = draft.get('contacts', job.contactId)?.name;
  const { street, city } = addressOfJob(draft, job) ?? {};
  return [write(visit), job.title, contact, street, city].flatMap((part) => part || []);
}

function titled(serving: Serving, own: OwnVisit): { title: string; description: string } {
  const [when = '', ...rest] = linesOf(serving, own);
  return { title: when, description: rest.join(', ').slice(0, 300) };
}

export const technicianCommands = [serve] as const;
