import { addDays, dayOf } from '#shared/domain/day.ts';
import { isOpenEnquiry } from '#shared/domain/enquiry.ts';
import {
  type Deed,
  everybody,
  type OwnRule,
  type RuleAction,
  type SendingAction,
} from '#shared/domain/own-rule.ts';
import { webhookKindOf } from '#shared/domain/webhook-fields.ts';
import { contentId } from '#shared/lib/hash.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { isStage } from '../enquiry.ts';
import { becomeContact } from '../inbox/people.ts';
import type { Cause } from './cause.ts';
import { fillRule } from './fill.ts';
import { taskLink } from './task-link.ts';
import { holderOf, lastTurns, nextInTurn, turnsOf } from './turns.ts';

/** What a run does: the rule, what made it run, and the run's own record. */
export interface Running {
  rule: OwnRule;
  cause: Cause;
  id: string;
  now: number;
}

type Quiet = Exclude<RuleAction, SendingAction>;

/** Does one thing that reaches no customer, and tells what it came to. */
export function act(draft: RecordWriter, action: Quiet, place: string, running: Running): Deed {
  const { cause, rule } = running;
  switch (action.do) {
    case 'label':
      return label(draft, action.labelId, cause);
    case 'priority':
      return prioritise(draft, action, cause);
    case 'assign':
      return assign(draft, { do: 'assign', memberId: action.memberId }, running);
    case 'turns': {
      const last = lastTurns(draft, rule, cause.at);
      return assign(
        draft,
        { do: 'turns', memberId: nextInTurn(draft, action, { at: cause.at, last }) },
        running,
      );
    }
    case 'task':
      return task(draft, action, place, running);
    case 'enquiry':
      return openEnquiry(draft, running);
    case 'stage':
      return moveOn(draft, action.stage, running);
    case 'notify':
      return notify(draft, action.memberId ?? holderOf(draft, cause) ?? everybody, running);
    case 'webhook':
      return webhook(draft, action, place, running);
    default:
      // It was kept apart when it came: see `quarantine.ts`.
      return draft.get('conversations', cause.aboutId)?.aside?.messageId === cause.messageId
        ? { do: 'quarantine' }
        : { do: 'quarantine', left: 'already' };
  }
}

/** Nobody has answered: the next person, and then the last one, has it and hears of it. */
export function handOn(draft: RecordWriter, running: Running): Deed {
  const { rule, cause } = running;
  const { when } = rule;
  if (when?.on !== 'unanswered' || when.next === undefined) return { do: 'next', left: 'gone' };
  const not = holderOf(draft, cause);
  const last = lastTurns(draft, rule, cause.at);
  const next =
    cause.step === 2 ? when.next.lastId : nextInTurn(draft, turnsOf(rule), { at: cause.dueAt, last, not });
  const deed = assign(draft, { do: 'next', memberId: next, isTaken: true }, running);
  if (next !== undefined) notify(draft, next, running);
  return deed;
}

function label(draft: RecordWriter, labelId: string, { aboutId }: Cause): Deed {
  if (draft.get('labels', labelId) === undefined) return { do: 'label', what: labelId, left: 'gone' };
  if (draft.get('conversations', aboutId)?.labels?.[labelId] === true)
    return { do: 'label', what: labelId, left: 'already' };
  draft.putEntry('conversations', aboutId, 'labels', labelId, true);
  return { do: 'label', what: labelId };
}

function prioritise(
  draft: RecordWriter,
  { priority }: RuleAction & { do: 'priority' },
  { aboutId }: Cause,
): Deed {
  const before = draft.get('conversations', aboutId)?.priority;
  if (before === priority) return { do: 'priority', what: priority, left: 'already' };
  draft.patch('conversations', aboutId, { priority });
  return { do: 'priority', what: priority, ...(before !== undefined && { before }) };
}

/** `isTaken`: also from who has it already. */
interface Assigned {
  do: 'assign' | 'turns' | 'next';
  memberId: string | undefined;
  isTaken?: true;
}

function assign(draft: RecordWriter, { do: kind, memberId, isTaken }: Assigned, { cause }: Running): Deed {
  if (memberId === undefined || draft.get('members', memberId) === undefined)
    return { do: kind, left: 'nobody' };
  const before = holderOf(draft, cause);
  const deed = { do: kind, what: memberId, ...(before !== undefined && { before }) };
  if (before === memberId) return { ...deed, left: 'already' };
  // Nothing is taken from a person.
  if (before !== undefined && isTaken !== true) return { ...deed, left: 'taken' };
  if (cause.aboutKind === 'conversations')
    draft.patch('conversations', cause.aboutId, { assigneeId: memberId });
  else if (cause.aboutKind === 'enquiries') draft.patch('enquiries', cause.aboutId, { memberId });
  else return { ...deed, left: 'gone' };
  return deed;
}

function task(
  draft: RecordWriter,
  { title, memberId, days }: RuleAction & { do: 'task' },
  place: string,
  { cause, id: runId, now }: Running,
): Deed {
  const id = contentId(['rule-task', runId, place]);
  if (draft.get('tasks', id) !== undefined) return { do: 'task', what: id, left: 'already' };
  const isMember = memberId !== undefined && draft.get('members', memberId) !== undefined;
  const zone = businessTimeZone(draft);
  draft.create('tasks', {
    id,
    createdAt: now,
    title: fillRule(draft, title, cause).slice(0, 300).toWellFormed(),
    ...taskLink(cause),
    ...(isMember && { memberId }),
    ...(days !== undefined && { due: { day: addDays(dayOf(cause.at, zone), days) } }),
  });
  return { do: 'task', what: id };
}

/** What somebody asks for under a post. Who has one that is open asks for nothing else. */
function openEnquiry(draft: RecordWriter, { cause, id: runId, now }: Running): Deed {
  const { contactId, aboutId, messageId = '' } = cause;
  const contact = draft.get('contacts', contactId);
  const wasUnknown = contact?.onlyComments === true;
  becomeContact(draft, contactId, now);
  if (wasUnknown) return { do: 'enquiry', what: contactId, before: 'onlyComments' };
  if (draft.by('enquiries', 'contactId', contactId).some(isOpenEnquiry))
    return { do: 'enquiry', left: 'already' };
  const id = contentId(['rule-enquiry', runId]);
  const title = (draft.get('messages', messageId)?.text ?? '').slice(0, 200).toWellFormed();
  const source = draft.get('conversations', aboutId)?.channel ?? '';
  const made = { contactId, title, stage: 'new' as const, stageAt: now, source, conversationId: aboutId };
  if (draft.get('enquiries', id) === undefined) draft.create('enquiries', { ...made, id, createdAt: now });
  return { do: 'enquiry', what: id };
}

/** What an endpoint is to be told; whoever has its secret sends it: see `vault/webhooks`. */
function webhook(
  draft: RecordWriter,
  { endpointId, fields }: RuleAction & { do: 'webhook' },
  place: string,
  { rule, cause, id: runId, now }: Running,
): Deed {
  const id = contentId(['webhook', runId, place]);
  if (rule.when === undefined) return { do: 'webhook', left: 'gone' };
  if (draft.get('webhookDeliveries', id) !== undefined) return { do: 'webhook', what: id, left: 'already' };
  const { at, contactId, aboutKind, aboutId, key } = cause;
  const kind = webhookKindOf(rule.when);
  const about = { at, contactId, aboutKind, aboutId, key, kind, fields };
  draft.create('webhookDeliveries', { id, createdAt: now, endpointId, ruleId: rule.id, ...about });
  return { do: 'webhook', what: id };
}

function moveOn(draft: RecordWriter, stage: string, { cause, now }: Running): Deed {
  const enquiry = draft.get('enquiries', cause.aboutId);
  if (enquiry === undefined || !isOpenEnquiry(enquiry) || stage === 'lost' || !isStage(draft, stage))
    return { do: 'stage', what: stage, left: 'gone' };
  if (enquiry.stage === stage) return { do: 'stage', what: stage, left: 'already' };
  const { stage: before, stageAt: beforeAt } = enquiry;
  draft.assign('enquiries', enquiry.id, { stage, stageAt: now, lostReason: undefined });
  return { do: 'stage', what: stage, before, at: now, beforeAt };
}

/** A member finds the conversation among those that name them; everybody hears of it. */
function notify(draft: RecordWriter, whom: string, { cause, id, now }: Running): Deed {
  if (whom !== everybody && draft.get('members', whom) === undefined) return { do: 'notify', left: 'nobody' };
  if (draft.get('ruleRuns', id) !== undefined) draft.putEntry('ruleRuns', id, 'notifies', whom, true);
  if (cause.aboutKind === 'conversations' && whom !== everybody)
    draft.putEntry('conversations', cause.aboutId, 'mentions', whom, now);
  return { do: 'notify', what: whom };
}
