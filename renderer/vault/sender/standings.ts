import { saidIn } from '#shared/agent/autopilot/gate.ts';
import { memberIn } from '#shared/agent/technician/served-member.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';

/** What is known of who writes and is not due: by the id of their identity, which is a hash. */
export interface Standing {
  autopilot?: 'on' | 'off';
  /** A person of the business answers here, or a member writes: it needs no word that something has come. */
  isAttended?: true;
  doNotContact?: true;
  /** Kept apart: nothing is said to them. */
  aside?: Conversation['aside'];
}

/** Whom nobody may answer by themselves, or who has been answered by a person lately. */
export function standings(records: RecordReader, now: number): Record<string, Standing> {
  const found: Record<string, Standing> = {};
  const members = [...records.all('members')];
  const country = records.get('business', 'business')?.country;
  for (const conversation of records.all('conversations')) {
    if (!isPrivate(conversation)) continue;
    const identities = records.by('identities', 'contactId', conversation.contactId);
    const isMember = memberIn(conversation, { identities, members, country }) !== undefined;
    const standing = standingOf(records, conversation, isMember, now);
    if (Object.keys(standing).length === 0) continue;
    for (const { id, channel } of identities) if (channel === conversation.channel) found[id] = standing;
  }
  return found;
}

const attendedFor = 7 * 24 * 60 * 60 * 1000;

function standingOf(
  records: RecordReader,
  { id, autopilot, autopilotFrom = 0, contactId, lastAt, aside }: Conversation,
  isMember: boolean,
  now: number,
): Standing {
  const since = Math.max(autopilotFrom, now - attendedFor);
  const isAnswered =
    lastAt >= since &&
    saidIn(records, id).some(
      (message) => message.direction === 'out' && message.autopilot !== true && message.at >= since,
    );
  return {
    ...(autopilot !== undefined && { autopilot }),
    ...(aside !== undefined && { aside }),
    ...((isMember || isAnswered) && { isAttended: true }),
    ...(contactRefusal(records, contactId, 'answers') !== undefined && { doNotContact: true }),
  };
}
