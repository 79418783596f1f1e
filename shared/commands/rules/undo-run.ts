import type { Deed, RuleRun } from '#shared/domain/own-rule.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { discardMessage, readMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { refreshLastLine } from '../inbox/summary.ts';

/** Takes back what a deed did, where nobody has changed it since. Tells whether it is taken back. */
export function takeBackDeed(draft: RecordWriter, run: RuleRun, deed: Deed): boolean {
  const { what, before, left } = deed;
  if (left === 'byHand') return removeTask(draft, what);
  if (left !== undefined) return true;
  switch (deed.do) {
    case 'label':
      return unlabel(draft, run, what);
    case 'priority':
      return restorePriority(draft, run, deed);
    case 'assign':
    case 'turns':
    case 'next':
      return giveBack(draft, run, what, before);
    case 'task':
      return removeTask(draft, what);
    case 'stage':
      return moveBack(draft, run, deed);
    case 'quarantine':
      return letIn(draft, run);
    case 'enquiry':
      return dropMade(draft, run, deed);
    case 'reply':
    case 'privately':
    case 'template':
      return unsend(draft, what);
    case 'webhook':
      return untell(draft, what);
    // That somebody was told cannot be taken back.
    default:
      return deed.do === 'notify';
  }
}

function unlabel(draft: RecordWriter, { aboutId }: RuleRun, labelId = ''): boolean {
  if (draft.get('conversations', aboutId)?.labels?.[labelId] === undefined) return true;
  draft.removeEntry('conversations', aboutId, 'labels', labelId);
  return true;
}

function restorePriority(draft: RecordWriter, { aboutId }: RuleRun, { what, before }: Deed): boolean {
  const talk = draft.get('conversations', aboutId);
  if (talk === undefined || talk.priority !== what) return false;
  const known = (['low', 'high', 'urgent'] as const).find((each) => each === before);
  draft.assign('conversations', aboutId, { priority: known });
  return true;
}

function giveBack(
  draft: RecordWriter,
  { aboutKind, aboutId }: RuleRun,
  what: string | undefined,
  before: string | undefined,
): boolean {
  if (aboutKind === 'conversations') {
    if (draft.get('conversations', aboutId)?.assigneeId !== what) return false;
    draft.assign('conversations', aboutId, { assigneeId: before });
  } else if (aboutKind === 'enquiries') {
    if (draft.get('enquiries', aboutId)?.memberId !== what) return false;
    draft.assign('enquiries', aboutId, { memberId: before });
  }
  return true;
}

/** One that somebody has worked on stays; who was known by comments only is so again, unless they have been written to. */
function dropMade(draft: RecordWriter, { contactId }: RuleRun, { what = '', before }: Deed): boolean {
  const enquiry = draft.get('enquiries', what);
  if (enquiry !== undefined && (enquiry.stage !== 'new' || enquiry.stageAt !== enquiry.createdAt))
    return false;
  if (enquiry !== undefined) draft.remove('enquiries', what);
  const talks = draft.by('conversations', 'contactId', contactId);
  if (before === 'onlyComments' && draft.get('contacts', contactId) && !talks.some(isPrivate))
    draft.patch('contacts', contactId, { onlyComments: true });
  return true;
}

/** One that somebody has worked on stays. */
function removeTask(draft: RecordWriter, id = ''): boolean {
  const task = draft.get('tasks', id);
  if (task?.done !== undefined) return false;
  draft.remove('tasks', id);
  return true;
}

function moveBack(draft: RecordWriter, { aboutId }: RuleRun, { what, at, before, beforeAt }: Deed): boolean {
  const enquiry = draft.get('enquiries', aboutId);
  if (enquiry === undefined || before === undefined) return false;
  if (enquiry.stage !== what || enquiry.stageAt !== at) return false;
  // As a rule moved it: going back starts no rule for the stage either.
  draft.patch('enquiries', aboutId, { stage: before, stageAt: beforeAt ?? enquiry.stageAt });
  return true;
}

function letIn(draft: RecordWriter, { aboutId, at }: RuleRun): boolean {
  const talk = draft.get('conversations', aboutId);
  if (talk?.aside?.why !== 'quarantine') return talk?.aside === undefined;
  draft.unset('conversations', aboutId, 'aside');
  draft.patch('conversations', aboutId, { letInAt: at });
  return true;
}

/** Only what nobody has begun to send. */
function untell(draft: RecordWriter, id = ''): boolean {
  const delivery = draft.get('webhookDeliveries', id);
  if (delivery?.attempts !== undefined && Object.keys(delivery.attempts).length > 0) return false;
  if (delivery !== undefined) draft.remove('webhookDeliveries', id);
  return true;
}

/** Only what has not gone out. */
function unsend(draft: RecordWriter, id = ''): boolean {
  const message = readMessage(draft, id);
  if (message === undefined) return true;
  if (message.attemptedAt !== undefined || message.statuses?.['accepted'] !== undefined) return false;
  discardMessage(draft, id);
  refreshLastLine(draft, message);
  return true;
}
