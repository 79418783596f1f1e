import type { Conversation } from '#shared/domain/conversation.ts';
import {
  isSending,
  type OwnRule,
  type RuleAction,
  type RuleWhen,
  type SendingAction,
} from '#shared/domain/own-rule.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Cause } from './cause.ts';
import { causesOf } from './causes.ts';
import { noTalk, reachOf } from './reach.ts';
import { standingObstacle } from './send.ts';
import { nextInTurn } from './turns.ts';

/** What a rule would have done if it had been on. */
export interface Foresight {
  /** How often it would have run. */
  runs: number;
  /** Who it would have been about, the last ones first; at most a few. */
  names: string[];
  /** How many people in all. */
  people: number;
  /** How often each member would have been given something, by their id. */
  turns: { memberId: string; count: number }[];
  /** Messages to customers: those that would have gone out, been left to somebody as a task, and neither. */
  sent: number;
  byHand: number;
  notSent: number;
  /** How often it would have gone on to the next person. */
  handedOn: number;
}

const looksBack = 30 * 24 * 60 * 60 * 1000;
const pause = 24 * 60 * 60 * 1000;
const mostNames = 5;

/** Looks through the last 30 days, and changes nothing. `now`: epoch milliseconds. */
export function foresee(
  records: RecordReader,
  { when, actions }: { when: RuleWhen; actions: RuleAction[] },
  now: number,
): Foresight {
  const rule: OwnRule = { id: 'foreseen', createdAt: 0, order: 0, isOn: true, since: 0, when, actions };
  const causes = causesOf(records, rule, { from: now - looksBack, to: now, isPast: true });
  const first = causes.filter(({ step }) => step === 0);
  const people = [...new Set(first.toReversed().map(({ contactId }) => contactId))];
  const sendings = actions.filter(isSending);
  const messages = sendings.map((action) => messagesOf(records, action, first));
  const sent = messages.reduce((sum, each) => sum + each.sent, 0);
  const byHand = messages.reduce((sum, each) => sum + each.byHand, 0);
  return {
    runs: first.length,
    people: people.length,
    names: people.slice(0, mostNames).flatMap((id) => records.get('contacts', id)?.name ?? []),
    turns: turnsIn(records, rule, first),
    sent,
    byHand,
    notSent: sendings.length * first.length - sent - byHand,
    handedOn: causes.length - first.length,
  };
}

/** How many messages would have gone out or been left to somebody to write: at most one to a customer in a day. */
function messagesOf(
  records: RecordReader,
  action: SendingAction,
  causes: readonly Cause[],
): Pick<Foresight, 'sent' | 'byHand'> {
  const last = new Map<string, number>();
  const posts = new Set<string>();
  const count = { sent: 0, byHand: 0 };
  for (const cause of causes) {
    const { contactId, conversationId = '', dueAt } = cause;
    const talk = reachedBy(records, action, cause);
    if (talk === undefined && action.do !== 'template') continue;
    const isOnePost = action.do === 'privately' && posts.has(conversationId);
    if (isOnePost || dueAt - (last.get(contactId) ?? Number.NEGATIVE_INFINITY) < pause) continue;
    if (standingObstacle(records, action, talk ?? noTalk(contactId), dueAt) !== undefined) continue;
    last.set(contactId, dueAt);
    posts.add(conversationId);
    count[talk === undefined ? 'byHand' : 'sent']++;
  }
  return count;
}

/** Over what a message would have gone out; nothing where only somebody could have written it. */
function reachedBy(records: RecordReader, action: SendingAction, cause: Cause): Conversation | undefined {
  if (action.do !== 'privately') return reachOf(records, action, cause, cause.dueAt)?.talk;
  return records.get('conversations', cause.conversationId ?? '');
}

function turnsIn(records: RecordReader, rule: OwnRule, causes: readonly Cause[]): Foresight['turns'] {
  const action = rule.actions.find((each) => each.do === 'turns');
  if (action === undefined) return [];
  const last = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const { at } of causes) {
    const memberId = nextInTurn(records, action, { at, last });
    if (memberId === undefined) continue;
    last.set(memberId, at);
    counts.set(memberId, (counts.get(memberId) ?? 0) + 1);
  }
  return Array.from(counts, ([memberId, count]) => ({ memberId, count }));
}
