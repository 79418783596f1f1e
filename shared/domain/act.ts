import { z } from 'zod';
import { daySchema, momentSchema } from './common.ts';

/**
 * What an answer does, chosen by a model, a tap or a rule. Its values are ids of records, members of a closed list, and
 * days and moments that our own module has read: there is no place for a sentence, so that none of a model's can go out.
 * The words are the composer's (`shared/agent/acts`).
 */

/** An id of a record: it is looked up and never shown. Nothing with a space in it is one. */
const recordIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'This is not the id of a record.');

/** A visit is an entry of a job. */
const visit = { jobId: recordIdSchema, visitId: recordIdSchema };

/** What the customer is asked for, in words of their own: what comes back is a proposal to the owner. */
export const askedFor = ['whatNeedsDoing', 'address', 'access', 'photo', 'day'] as const;
/** What the customer can choose from. `service`: what is done with the service that they choose. */
export const choiceSubjects = [
  'menu',
  'service',
  'time',
  'visit',
  'whatToDo',
  'question',
  'document',
] as const;
/** What a chosen service, time or visit is wanted for. */
export const choicePurposes = ['price', 'book', 'move', 'see'] as const;
export const acknowledged = ['greeting', 'thanks'] as const;
/** Why a person has to answer. */
export const handOverReasons = [
  'wanted',
  'notUnderstood',
  'notInRecords',
  'discount',
  'dispute',
  'complaint',
  'warranty',
  'unknownPerson',
  'turns',
] as const;

export const actSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('price'), serviceIds: z.array(recordIdSchema).min(1).max(5) }),
  /** The price list, as far as it can be read in a chat. */
  z.strictObject({ act: z.literal('services') }),
  /** Free times, computed from hours and visits when it is composed. */
  z.strictObject({
    act: z.literal('slots'),
    serviceId: recordIdSchema.optional(),
    day: daySchema.optional(),
  }),
  /** Where the business is and where it works. */
  z.strictObject({ act: z.literal('area') }),
  z.strictObject({ act: z.literal('hours'), day: daySchema.optional() }),
  /** An approved answer, word for word. */
  z.strictObject({ act: z.literal('knowledge'), knowledgeId: recordIdSchema }),
  z.strictObject({ act: z.literal('howToPay') }),
  /** What the customer owes on issued invoices. */
  z.strictObject({ act: z.literal('balance') }),
  /** Of what was issued to the customer; which one they choose where several were. */
  z.strictObject({ act: z.literal('documentCopy'), documentId: recordIdSchema.optional() }),
  z.strictObject({ act: z.literal('quoteState'), documentId: recordIdSchema }),
  /** The customer's visits to come; one of them where it is named. */
  z.strictObject({
    act: z.literal('visit'),
    jobId: recordIdSchema.optional(),
    visitId: recordIdSchema.optional(),
  }),
  /** Whether somebody is on the way to today's visit. */
  z.strictObject({ act: z.literal('eta'), jobId: recordIdSchema }),
  /** A visit that stands in the schedule is said back. */
  z.strictObject({ act: z.literal('confirmVisit'), ...visit }),
  /** A free time is kept for the customer until somebody confirms it, or it expires. */
  z.strictObject({ act: z.literal('held'), start: momentSchema, serviceId: recordIdSchema.optional() }),
  z.strictObject({ act: z.literal('moveRequested'), ...visit, start: momentSchema.optional() }),
  z.strictObject({
    act: z.literal('cancelRequested'),
    jobId: recordIdSchema.optional(),
    visitId: recordIdSchema.optional(),
  }),
  z.strictObject({ act: z.literal('quoteRequested'), serviceId: recordIdSchema.optional() }),
  z.strictObject({ act: z.literal('callBack') }),
  /** What the customer sent has come in, and somebody will look at it. */
  z.strictObject({ act: z.literal('received') }),
  z.strictObject({ act: z.literal('away') }),
  z.strictObject({ act: z.literal('ask'), what: z.enum(askedFor) }),
  z.strictObject({
    act: z.literal('choose'),
    of: z.enum(choiceSubjects),
    purpose: z.enum(choicePurposes).optional(),
    /** The candidates ("Do you mean …?"); all of them where none is named. */
    serviceIds: z.array(recordIdSchema).max(20).optional(),
    /** Questions that an approved answer is for. */
    knowledgeIds: z.array(recordIdSchema).max(5).optional(),
    serviceId: recordIdSchema.optional(),
    jobId: recordIdSchema.optional(),
    visitId: recordIdSchema.optional(),
    day: daySchema.optional(),
  }),
  z.strictObject({ act: z.literal('acknowledge'), what: z.enum(acknowledged) }),
  /** That this is a machine, and whose. */
  z.strictObject({ act: z.literal('aboutAssistant') }),
  /** Their wish to get no more of it is noted; all automatic answers where nothing is named. */
  z.strictObject({ act: z.literal('optedOut'), of: z.literal('reminders').optional() }),
  z.strictObject({ act: z.literal('emergency') }),
  z.strictObject({ act: z.literal('handOver'), reason: z.enum(handOverReasons) }),
]);
export type Act = z.infer<typeof actSchema>;
export type ActKind = Act['act'];
export type ActOf<Kind extends ActKind> = Extract<Act, { act: Kind }>;
export const actKinds = actSchema.options.map(({ shape }) => shape.act.value);

/** More acts than these are no answer to one message. */
export const mostActs = 6;
export const actsSchema = z.array(actSchema).min(1).max(mostActs);

/**
 * An act with the customer's words that it answers. The words are for the check of the whole message; the composer
 * takes acts alone.
 */
export const answeredSchema = z.strictObject({ act: actSchema, quote: z.string().max(2000) });
export type Answered = z.infer<typeof answeredSchema>;

/** What a tapped option leads to, as values: an answer, or something that is done with an answer to it. */
export const stepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('say'), acts: actsSchema }),
  /** Keeps a free time for this customer: one at a time, expiring. */
  z.strictObject({ step: z.literal('hold'), start: momentSchema, serviceId: recordIdSchema.optional() }),
  z.strictObject({ step: z.literal('move'), ...visit, start: momentSchema }),
  z.strictObject({ step: z.literal('cancel'), ...visit }),
  z.strictObject({ step: z.literal('person') }),
  // What a technician can tap: offered to members, and followed for members alone.
  z.strictObject({ step: z.literal('ownVisits') }),
  z.strictObject({ step: z.literal('whichDone') }),
  z.strictObject({ step: z.literal('askDone'), ...visit }),
  z.strictObject({ step: z.literal('done'), ...visit }),
  z.strictObject({ step: z.literal('photoOf'), ...visit, messageId: recordIdSchema }),
]);
export type Step = z.infer<typeof stepSchema>;
