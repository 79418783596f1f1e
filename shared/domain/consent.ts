import { z } from 'zod';
import { channelKinds } from './channel.ts';
import { idSchema, momentSchema, saltSchema } from './common.ts';

/** For what somebody is written to; each can be refused apart from the others. */
export const consentPurposes = [
  'answers',
  'visitReminders',
  'paymentReminders',
  'reviews',
  'marketing',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/**
 * What a message is for. `safety`: what somebody in danger has to do. `rights`: what they have to hear about their own
 * data, such as that their wish is noted. Neither can be refused.
 */
export const messagePurposes = [...consentPurposes, 'safety', 'rights'] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

/** What holds where nobody has said anything: what belongs to the work that was asked for, and nothing beyond. */
const heldUnsaid: Record<ConsentPurpose, boolean> = {
  answers: true,
  visitReminders: true,
  paymentReminders: true,
  reviews: false,
  marketing: false,
};

/** What ends with the wish for no more messages: reminders of visits go on until they are refused themselves. */
export const endedByStop: readonly ConsentPurpose[] = ['answers', 'paymentReminders', 'reviews', 'marketing'];
/** What ends where somebody wants no more reminders, whatever of. */
export const endedByNoReminders: readonly ConsentPurpose[] = ['visitReminders', 'paymentReminders'];

/**
 * How a word came: their own message, their answer to our question, said to somebody, written or signed on paper, by a
 * form, as a buyer who was told that they may refuse; or a member of the business notes it.
 */
export const consentBases = ['message', 'answer', 'spoken', 'written', 'form', 'buyer', 'owner'] as const;
export type ConsentBasis = (typeof consentBases)[number];

/**
 * What somebody said about being written to, or what was noted for them: one event of each time, never changed, so
 * that what held at any moment can be shown.
 */
export const consentSchema = z.looseObject({
  /** The hash of the rest: nobody gives what was said another sense. */
  id: idSchema,
  /** Who said it, as the channel knows them: whatever contact that turns out to be. */
  identityId: idSchema.optional(),
  /** Whom it was noted for. */
  contactId: idSchema.optional(),
  purpose: z.enum(consentPurposes),
  /** Left out where it counts for every channel. */
  channel: z.enum(channelKinds).optional(),
  given: z.boolean(),
  at: momentSchema,
  /**
   * Where it gives: the withdrawals that were known then. One that it does not name stands, whatever the clocks say: it
   * came from another device, or belonged to a contact who turned out to be the same person.
   */
  lifts: z.array(idSchema).max(500).optional(),
  /** What was said, or the note of who wrote it down. */
  words: z.string().max(500).optional(),
  /** The words that were shown when it was asked for, and the notice in which they stand. */
  shown: z.string().max(1000).optional(),
  noticeId: idSchema.optional(),
  /** Where the proof lies, such as a signed form. */
  proof: z.string().max(300).optional(),
  basis: z.enum(consentBases),
  /** A guardian said it for them. */
  byGuardian: z.literal(true).optional(),
  messageId: idSchema.optional(),
  /** A machine made the words out in a voice note. */
  machineRead: z.literal(true).optional(),
  memberId: idSchema.optional(),
  /** Of what was noted: the same noted twice is two events. */
  salt: saltSchema.optional(),
});
export type ConsentEvent = z.infer<typeof consentSchema>;

/** What holds for one purpose, and by which event. */
export type ConsentState =
  | { is: 'given'; by: ConsentEvent }
  | { is: 'withdrawn'; by: ConsentEvent }
  | { is: 'unsaid' };

/**
 * What holds of all that was said, in whatever order it came. A withdrawal stands until somebody who knew of it gives
 * anew. `channel` left out: what was said about every channel.
 */
export function consentState(
  events: Iterable<ConsentEvent>,
  purpose: ConsentPurpose,
  channel?: ConsentEvent['channel'],
): ConsentState {
  const said = [...events].filter(
    (event) => event.purpose === purpose && (event.channel === undefined || event.channel === channel),
  );
  const lifted = new Set(said.flatMap(({ given, lifts = [] }) => (given ? lifts : [])));
  const open = newest(said.filter(({ id, given }) => !given && !lifted.has(id)));
  if (open !== undefined) return { is: 'withdrawn', by: open };
  const by = newest(said.filter(({ given }) => given));
  return by === undefined ? { is: 'unsaid' } : { is: 'given', by };
}

/** The withdrawals that somebody who gives anew has to name, the newest first. */
export function openWithdrawals(
  events: Iterable<ConsentEvent>,
  purpose: ConsentPurpose,
  channel?: ConsentEvent['channel'],
): string[] {
  const said = [...events].filter((event) => event.purpose === purpose);
  const lifted = new Set(
    said.flatMap((event) => (event.given && covers(event, channel) ? (event.lifts ?? []) : [])),
  );
  return said
    .filter((event) => !event.given && !lifted.has(event.id))
    .filter((event) => channel === undefined || event.channel === undefined || event.channel === channel)
    .toSorted(byNewest)
    .map(({ id }) => id);
}

/** Whether somebody may be written to for this purpose. */
export function holds(state: ConsentState, purpose: ConsentPurpose): boolean {
  return state.is === 'given' || (state.is === 'unsaid' && heldUnsaid[purpose]);
}

/** What was given for every channel is given for this one. */
function covers({ channel }: ConsentEvent, asked: ConsentEvent['channel']): boolean {
  return channel === undefined || channel === asked;
}

function newest(events: ConsentEvent[]): ConsentEvent | undefined {
  return events.toSorted(byNewest)[0];
}

/** Of two of one moment always the same, on every device. */
function byNewest(a: ConsentEvent, b: ConsentEvent): number {
  return b.at - a.at || (a.id < b.id ? -1 : 1);
}
