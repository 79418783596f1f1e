import { servedMember } from '#shared/agent/technician/served-member.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isAside, stateAt, waitingSince } from '#shared/domain/conversation-state.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { isOpenEnquiry } from '#shared/domain/enquiry.ts';
import { isLeftToPerson } from '#shared/domain/left-to-person.ts';
import { isWon } from '#shared/records/enquiries.ts';
import type { Line } from './line.ts';
import { isFor, type TodaySources } from './sources.ts';

/** Who waits for an answer or a call. */
export function peopleLines(sources: TodaySources): Line[] {
  const { viewer } = sources;
  return [
    ...(viewer.right('talk') === 'write' ? answerLines(sources) : []),
    ...(viewer.right('people') === 'write' ? callBackLines(sources) : []),
  ];
}

/** Since when a customer waits for an answer of the business; one of the team is no customer. */
export function unansweredSince(
  conversation: Conversation,
  { records, now }: Pick<TodaySources, 'records' | 'now'>,
): number | undefined {
  const since = stateAt(conversation, now) === 'open' ? waitingSince(conversation) : undefined;
  return since === undefined || servedMember(records, conversation) !== undefined ? undefined : since;
}

function answerLines(sources: TodaySources): Line[] {
  const lines: Line[] = [];
  for (const conversation of sources.records.all('conversations')) {
    const { id, contactId, assigneeId, handedOff } = conversation;
    if (!isFor(assigneeId, sources) || isAside(conversation)) continue;
    const since = unansweredSince(conversation, sources);
    // The customer may have been told that somebody comes back to them: they wait all the same.
    const isLeft = handedOff !== undefined && isStillLeft(conversation, sources);
    const [danger] = openDangers(conversation);
    if (since === undefined && !isLeft && danger === undefined) continue;
    lines.push({
      kind: 'answer',
      id: `answer ${id}`,
      isLate: isLeft || danger !== undefined,
      at: since ?? handedOff?.at ?? danger?.at ?? 0,
      conversationId: id,
      contactId,
      isWaiting: since !== undefined,
      ...(isLeft && { reason: handedOff.reason }),
      ...(danger !== undefined && { danger: danger.kind }),
    });
  }
  return lines;
}

function isStillLeft(conversation: Conversation, { records, now }: TodaySources): boolean {
  const isOpen = stateAt(conversation, now) === 'open';
  return isOpen && isLeftToPerson(conversation, records.by('messages', 'conversationId', conversation.id));
}

/** Enquiries that nobody has answered yet and that came in by no conversation or public page: those ask by themselves. */
function callBackLines(sources: TodaySources): Line[] {
  const { records } = sources;
  const lines: Line[] = [];
  for (const enquiry of records.all('enquiries')) {
    const { id, contactId, title, stage, conversationId, memberId, createdAt } = enquiry;
    if (stage !== 'new' || !isOpenEnquiry(enquiry) || !isFor(memberId, sources)) continue;
    const wrote =
      conversationId !== undefined || records.by('conversations', 'contactId', contactId).length > 0;
    const asked = records.by('bookings', 'contactId', contactId).some(({ enquiryId }) => enquiryId === id);
    if (wrote || asked || isWon(records, id)) continue;
    lines.push({ kind: 'callBack', id: `enquiry ${id}`, isLate: false, at: createdAt, contactId, title });
  }
  return lines;
}
