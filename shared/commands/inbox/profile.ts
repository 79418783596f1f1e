import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { Identity } from '#shared/domain/contact.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from '../command.ts';
import { isFromChannel } from './join.ts';
import { learnName, ownName } from './names.ts';

const day = 24 * 60 * 60 * 1000;
/** Meta tells the name of who has written, and for a while only. */
const longestSince = 7 * day;
/** Who was asked for in vain may have changed their mind. */
const askedAgainAfter = 30 * day;

/** Whether a channel is to be asked for somebody's name: they wrote lately, and nothing has told it. */
export function lacksName(records: RecordReader, identity: Identity, now: number): boolean {
  const { kind, profileName, profileAskedAt, contactId, supersededAt } = identity;
  if (kind !== 'scoped' || supersededAt !== undefined) return false;
  // What stood under a comment is a user name, and no more.
  if (profileName !== undefined && !profileName.startsWith('@')) return false;
  if (profileAskedAt !== undefined && now - profileAskedAt < askedAgainAfter) return false;
  return records.by('conversations', 'contactId', contactId).some((talk) => isTheirs(talk, identity, now));
}

/** Who has only commented has not agreed to be looked up. */
function isTheirs(talk: Conversation, identity: Identity, now: number): boolean {
  const { channel, accountId, lastInboundAt } = talk;
  const isSame = channel === identity.channel && accountId === identity.accountId;
  return isSame && isPrivate(talk) && lastInboundAt !== undefined && now - lastInboundAt < longestSince;
}

const learnProfile = defineCommand({
  name: 'inbox.learnProfile',
  title: 'Note what a customer calls themselves',
  args: z.object({
    identityId: idSchema,
    name: z.string().max(200).optional(),
    username: z.string().max(200).optional(),
  }),
  undoable: false,
  internal: true,
  run(draft, { identityId, ...profile }, { now }) {
    const identity = draft.get('identities', identityId);
    if (identity === undefined) return problem('identity.missing', 'This customer is no longer here.');
    const nameBefore = ownName(draft, identity.contactId);
    draft.patch('identities', identityId, { profileAskedAt: now });
    learnName(draft, [identity], profile, now);
    const contact = draft.get('contacts', identity.contactId);
    // A name that the owner has given stays.
    if (contact !== undefined && isFromChannel(contact) && contact.name === nameBefore)
      draft.patch('contacts', contact.id, { name: ownName(draft, contact.id) });
    return ok({ id: identityId });
  },
});

export const profileCommands = [learnProfile] as const;
