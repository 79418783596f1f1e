import type { Business, Service } from '#shared/domain/business.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import {
  businessOn,
  type ChannelSettings,
  filledSignature,
  voiceOn,
} from '#shared/domain/channel-settings.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { jobsBy } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { knowledgeOn } from '../retrieval/find.ts';

/** What an answer may rest on: what is public, and what belongs to the contact of one conversation. */
export interface Scene {
  records: RecordReader;
  /** Epoch milliseconds. */
  now: number;
  /** As the customers of this channel know it. */
  business: Business;
  conversation: Conversation;
  /** The price list without its archived lines, in the owner's order. */
  services: Service[];
  /** The languages in which the owner lets it answer (ISO 639); all where none is named. */
  languages: readonly string[];
  /** As whom it writes here, and what stands under its first answer. */
  persona: string | undefined;
  signature: string | undefined;
  /** Sentences that the owner words otherwise on this channel. */
  words: ChannelSettings['words'];
  /** Answers that somebody has approved and that may be told here. */
  answers: Knowledge[];
  /**
   * The contact, where the channel vouches for who writes: a verified number that leads to this contact, and no group.
   * What somebody says of themselves changes nothing.
   */
  knownContactId: string | undefined;
}

export interface PlannedVisit {
  job: PlannedJob;
  visitId: string;
  visit: Visit;
}

export function openScene(records: RecordReader, conversationId: string, now: number): Result<Scene> {
  const conversation = records.get('conversations', conversationId);
  if (conversation === undefined) return problem('acts.gone', 'This conversation no longer exists.');
  const business = records.get('business', 'business');
  if (business === undefined) return problem('acts.no-business', 'The business is not set up yet.');
  return ok(sceneOf(records, conversation, business, now));
}

/** The same of a conversation that need not be stored. */
export function sceneOf(
  records: RecordReader,
  conversation: Conversation,
  business: Business,
  now: number,
): Scene {
  const own = records.get('channelSettings', conversation.accountId);
  const settings = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  const here = businessOn(business, own);
  const { persona, signature, languages = [] } = voiceOn(settings, own);
  return {
    records,
    now,
    business: here,
    conversation,
    services: [...records.all('services')]
      .filter(({ archivedAt }) => archivedAt === undefined)
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
    answers: knowledgeOn(records, conversation.accountId).filter(({ kind }) => kind === 'answer'),
    languages,
    persona,
    signature: filledSignature(signature, here.phone),
    words: own?.words,
    knownContactId: knownContact(records, conversation),
  };
}

function knownContact(records: RecordReader, conversation: Conversation): string | undefined {
  const { identityId, contactId } = conversation;
  const identity = identityId === undefined ? undefined : records.get('identities', identityId);
  if (!isPrivate(conversation) || identity === undefined) return undefined;
  const isVouchedFor = identity.kind === 'phone' && identity.supersededAt === undefined;
  return isVouchedFor && identity.contactId === contactId ? contactId : undefined;
}

/** The known contact's visits that are still to come or under way, the next first. */
export function visitsToCome({ records, now, knownContactId }: Scene): PlannedVisit[] {
  if (knownContactId === undefined) return [];
  return jobsBy(records, 'contactId', knownContactId)
    .filter(isOpenJob)
    .flatMap((job) => Object.entries(job.visits).map(([visitId, visit]) => ({ job, visitId, visit })))
    .filter(({ visit }) => visit.end > now)
    .toSorted((a, b) => a.visit.start - b.visit.start);
}
