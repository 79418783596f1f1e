import type { ConsentEvent } from '#shared/domain/consent.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isLimited, isRestricted, type Limit, limitKinds } from '#shared/domain/restriction.ts';
import { given } from '#shared/lib/given.ts';

/** Without its last words, its labels and who looks after it. */
export function bareConversation(conversation: Conversation): Conversation {
  const { id, contactId, channel, accountId, identityId, state, createdAt, lastAt } = conversation;
  const { groupId, postId } = conversation;
  const { lastInboundAt, lastArrivedAt, askedAt, askedArrivedAt, answeredAt, answeredUpTo } = conversation;
  const { autopilot, autopilotFrom, handedOff, dangers, dangersTaken, dangersTold, stopsTold } = conversation;
  const { aside, letInAt } = conversation;
  return {
    id,
    contactId,
    channel,
    accountId,
    state,
    createdAt,
    lastAt,
    ...given({
      identityId,
      groupId,
      postId,
      lastInboundAt,
      lastArrivedAt,
      askedAt,
      askedArrivedAt,
      answeredAt,
    }),
    ...given({ answeredUpTo, autopilot, autopilotFrom, handedOff, dangers, dangersTaken, dangersTold }),
    ...given({ stopsTold, aside, letInAt }),
  };
}

/** That something is not done with somebody, without who has said so and when. */
export function bareLimit(is: Limit['is']): Limit {
  return { is, at: 0, memberId: '-' };
}

/** Without phones, addresses and notes; the e-mail address of whom a broadcast goes to by e-mail. */
export function bareContact(contact: Contact, isNamed: boolean, isMailed: boolean): Contact {
  const { id, createdAt, name, company, language, mergedInto, sameAs } = contact;
  const limits = limitKinds.filter((kind) => isLimited(contact, kind)).map((kind) => [kind, bareLimit(kind)]);
  const own = isNamed ? { name, ...given({ language, company }) } : { name: '-' };
  return {
    id,
    createdAt,
    ...own,
    ...(isMailed && given({ emails: contact.emails })),
    ...given({ mergedInto, sameAs }),
    ...(limits.length > 0 && { limits: Object.fromEntries(limits) }),
    // Why does not matter then.
    ...(isRestricted(contact) && { restrictions: { open: { at: createdAt, memberId: '-', why: '-' } } }),
  };
}

/** Without what was said and shown. */
export function bareConsent({
  id,
  at,
  purpose,
  given: isGiven,
  basis,
  ...event
}: ConsentEvent): ConsentEvent {
  const { identityId, contactId, channel, lifts, messageId } = event;
  const bare = { id, at, purpose, given: isGiven, basis };
  return { ...bare, ...given({ identityId, contactId, channel, lifts, messageId }) };
}
