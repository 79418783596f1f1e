import { z } from 'zod';
import { bookingStates } from './booking.ts';
import { idSchema, momentSchema } from './common.ts';
import { priorities } from './conversation.ts';

/** The states of a job that a rule can wait for. */
export const ruleJobStates = [
  'created',
  'scheduled',
  'enRoute',
  'inProgress',
  'completed',
  'cancelled',
] as const;
export type RuleJobState = (typeof ruleJobStates)[number];

/** What becomes of an invoice that a rule can wait for. */
export const ruleInvoiceStates = ['issued', 'paid', 'overdue'] as const;

/** What a run can be about: a record of this collection. */
export const ruleAboutKinds = ['conversations', 'enquiries', 'jobs', 'bookings', 'issued'] as const;

const minutesSchema = z
  .int()
  .min(1)
  .max(7 * 24 * 60);

/** Of which conversations: those with a label, those of a number or page. */
const ofConversations = { labelId: idSchema.optional(), accountId: z.string().max(64).optional() };

const whenSchema = z.discriminatedUnion('on', [
  z.looseObject({
    on: z.literal('message'),
    ...ofConversations,
    /** One of these stands in it. */
    words: z.array(z.string().min(1).max(100)).max(50).optional(),
    /** It is the first that this sender has ever written. */
    isFirst: z.literal(true).optional(),
    hasLink: z.literal(true).optional(),
    /** Whether the business was open when it came. */
    hours: z.enum(['open', 'closed']).optional(),
  }),
  /** Somebody writes under a post; `words`: one of these stands in it. */
  z.looseObject({
    on: z.literal('comment'),
    accountId: z.string().max(64).optional(),
    words: z.array(z.string().min(1).max(100)).max(50).optional(),
  }),
  z.looseObject({ on: z.literal('enquiry') }),
  /** An enquiry that a program elsewhere has brought: any, or this one. */
  z.looseObject({ on: z.literal('arrival'), sourceId: idSchema.optional() }),
  z.looseObject({ on: z.literal('stage'), stage: z.string().min(1).max(64) }),
  /** Somebody starts it at an enquiry; `name`: as it is offered there. */
  z.looseObject({ on: z.literal('hand'), name: z.string().min(1).max(60) }),
  z.looseObject({ on: z.literal('job'), state: z.enum(ruleJobStates) }),
  z.looseObject({ on: z.literal('visitDone') }),
  /** Something was asked for on the public page, or answered. */
  z.looseObject({ on: z.literal('booking'), state: z.enum(bookingStates) }),
  z.looseObject({ on: z.literal('invoice'), state: z.enum(ruleInvoiceStates) }),
  z.looseObject({
    on: z.literal('unanswered'),
    ...ofConversations,
    /** Minutes in which the business is open. */
    minutes: minutesSchema,
    /** After as many minutes more the next person has it, and after that this member. */
    next: z.looseObject({ minutes: minutesSchema, lastId: idSchema }).optional(),
  }),
]);
export type RuleWhen = z.infer<typeof whenSchema>;
export type RuleTrigger = RuleWhen['on'];

const actionSchema = z.discriminatedUnion('do', [
  z.looseObject({ do: z.literal('label'), labelId: idSchema }),
  z.looseObject({ do: z.literal('priority'), priority: z.enum(priorities) }),
  z.looseObject({ do: z.literal('assign'), memberId: idSchema }),
  /** One after the other among those on shift; everybody where none are named. */
  z.looseObject({ do: z.literal('turns'), memberIds: z.array(idSchema).max(60).optional() }),
  z.looseObject({
    do: z.literal('task'),
    title: z.string().min(1).max(200),
    memberId: idSchema.optional(),
    /** Due so many days later; left out, it has no day. */
    days: z.int().min(0).max(365).optional(),
  }),
  /** Words of the owner's own, while the customer can be answered freely. */
  z.looseObject({ do: z.literal('reply'), text: z.string().min(1).max(1000) }),
  /** The same to somebody alone who has commented: once for a comment, and for a person and a post. */
  z.looseObject({ do: z.literal('privately'), text: z.string().min(1).max(1000) }),
  /** Who has commented becomes a contact, and what they want an enquiry. */
  z.looseObject({ do: z.literal('enquiry') }),
  z.looseObject({
    do: z.literal('template'),
    templateId: idSchema,
    values: z.record(z.string().max(200), z.string().max(1024)),
    /** So many days later, and not at all where the customer has written by then. */
    days: z.int().min(1).max(90).optional(),
  }),
  z.looseObject({ do: z.literal('stage'), stage: z.string().min(1).max(64) }),
  /** Left out: whoever the conversation belongs to, else everybody. */
  z.looseObject({ do: z.literal('notify'), memberId: idSchema.optional() }),
  /** Kept apart until somebody lets it in. */
  z.looseObject({ do: z.literal('quarantine') }),
  /** A program elsewhere is told: what happened, the record's id, and of the rest what is named here. */
  z.looseObject({
    do: z.literal('webhook'),
    endpointId: idSchema,
    fields: z.array(z.string().max(60)).max(40),
  }),
]);
export type RuleAction = z.infer<typeof actionSchema>;
export type RuleActionKind = RuleAction['do'];

/** Something that is done by itself when something happens, as the owner has said. */
export const ownRuleSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  order: z.number(),
  isOn: z.boolean(),
  /** Since when it is on, or asks for what it asks for: nothing of before is caught up. */
  since: momentSchema,
  /** One value, so that no merge joins what two devices have made of it. Where it does not fit, the rule never runs. */
  when: whenSchema.optional(),
  actions: z.array(actionSchema).max(8),
  archivedAt: momentSchema.optional(),
});
export type OwnRule = z.infer<typeof ownRuleSchema>;

/** What one action of a run came to. `before`: what stood there, for taking it back. */
export const deedSchema = z.looseObject({
  do: z.string().max(40),
  /** The label, member, task, message, stage or priority. */
  what: z.string().max(100).optional(),
  before: z.string().max(100).optional(),
  /** Of an enquiry's stage: since when it was in it, before and after. */
  at: momentSchema.optional(),
  beforeAt: momentSchema.optional(),
  /** Why it was not done. */
  left: z.string().max(60).optional(),
});
export type Deed = z.infer<typeof deedSchema>;

/** That a rule was followed once: under an id that all devices make of the rule and its cause. */
export const ruleRunSchema = z.looseObject({
  id: idSchema,
  ruleId: idSchema,
  contactId: idSchema,
  aboutKind: z.enum(ruleAboutKinds),
  aboutId: idSchema,
  /** When what it was about happened. It names the book and never changes. */
  at: momentSchema,
  ranAt: momentSchema,
  /** 0 for the rule itself; 1 and 2 where it went on to the next person and to the last one. */
  step: z.int().min(0).max(2),
  /** By the place of the action in the rule. */
  did: z.record(z.string().max(8), deedSchema),
  /** Whom it wants to look: members, or everybody. */
  notifies: z.record(z.string().max(64), z.literal(true)).optional(),
  undoneAt: momentSchema.optional(),
});
export type RuleRun = z.infer<typeof ruleRunSchema>;

/** In the place of a member: whoever sees the conversation. */
export const everybody = 'everybody';

export type SendingAction = RuleAction & { do: 'reply' | 'privately' | 'template' };

/** What reaches a customer, and so is done by one device alone. */
export function isSending(action: RuleAction): action is SendingAction {
  return action.do === 'reply' || action.do === 'privately' || action.do === 'template';
}

/** Which actions make sense after each trigger. */
const atConversation: readonly RuleActionKind[] = [
  'label',
  'priority',
  'assign',
  'turns',
  'task',
  'notify',
  'webhook',
];
const onConversation: readonly RuleActionKind[] = [...atConversation, 'template'];
const onWork: readonly RuleActionKind[] = ['task', 'notify', 'template', 'webhook'];
/** What has neither conversation nor job yet, or none any more. */
const onPaper: readonly RuleActionKind[] = ['task', 'notify', 'webhook'];
export const actionsFor: Record<RuleTrigger, readonly RuleActionKind[]> = {
  message: [...onConversation, 'reply', 'quarantine'],
  comment: ['privately', 'enquiry', ...atConversation],
  unanswered: onConversation,
  enquiry: ['assign', 'turns', 'stage', ...onWork],
  arrival: ['assign', 'turns', 'stage', ...onWork],
  stage: ['assign', 'turns', 'stage', ...onWork],
  hand: ['assign', 'turns', 'stage', ...onWork],
  job: onWork,
  visitDone: onWork,
  booking: onPaper,
  invoice: onPaper,
};
