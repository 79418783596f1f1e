import type { z } from 'zod';
import type { JsonObject } from '#shared/lib/json.ts';
import { contactSchema, identitySchema } from './contact.ts';
import {
  conversationSchema,
  messageSchema,
  messageStateSchema,
  pendingUpdateSchema,
} from './conversation.ts';
import { businessSchema, serviceSchema, aiSettingsSchema, accountEventSchema } from './business.ts';
import { jobSchema } from './job.ts';
import { jobEventSchema } from './job-event.ts';
import { jobFileSchema } from './job-file.ts';
import { jobTypeSchema } from './job-type.ts';
import { modelKeySchema, modelProviderSchema } from './model-provider.ts';
import { provesPayment } from './payment-id.ts';
import { provesItself } from './proven.ts';
import { documentSchema, issuedDocumentSchema, paymentSchema, seriesSchema } from './invoice.ts';
import { answerWordsSchema } from './answer-words.ts';
import { handoverSchema } from './handover.ts';
import { nomineeSchema } from './nominee.ts';
import { holdSchema } from './hold.ts';
import { savedFilterSchema } from './conversation-filter.ts';
import { knowledgeSchema, knowledgeVectorSchema } from './knowledge.ts';
import { labelSchema } from './label.ts';
import { asTakenBack, isWithoutWords, provesMessage, withoutWords } from './message-proof.ts';
import { messageRateSchema } from './message-rate.ts';
import { messageTemplateSchema, templateListSchema } from './message-template.ts';
import { quickReplySchema } from './quick-reply.ts';
import { attachmentSchema } from './attachment.ts';
import { auditEntrySchema } from './audit.ts';
import { channelSchema } from './channel.ts';
import { channelSettingsSchema } from './channel-settings.ts';
import { consentSchema } from './consent.ts';
import { breachSchema } from './breach.ts';
import { broadcastRecipientSchema, broadcastSchema } from './broadcast/broadcast.ts';
import { costSchema } from './cost.ts';
import { privacyRequestSchema, requestClocksSchema } from './privacy-request.ts';
import { newsDecisionSchema } from './news/decision.ts';
import { noticeSchema } from './notice.ts';
import { deviceSchema, invitationSchema, memberSchema } from './team.ts';
import { bookEntrySchema, relayTokenSchema, schemaMarkSchema } from './workspace.ts';
import { decisionSchema } from './finding.ts';
import { deviceSettingsSchema } from './voice-notes.ts';
import { transcriptSchema } from './transcript.ts';
import { egressEntrySchema } from './egress.ts';
import { clearanceSchema, erasureDoneSchema, erasureRunSchema } from './clearance.ts';
import { erasureSchema } from './erasure.ts';
import { customFieldSchema } from './custom-field.ts';
import { enquirySchema, enquiryWorthSchema, stageSchema } from './enquiry.ts';
import { importSchema } from './import.ts';
import { reminderRuleSchema, reminderSchema } from './reminder.ts';
import { pastInvoiceSchema } from './past-invoice.ts';
import { phoneCallSchema } from './phone-call.ts';
import { relationshipSchema } from './relationship.ts';
import { legalHoldSchema } from './retention/legal-hold.ts';
import { retentionOrderSchema, retentionRunSchema } from './retention/order.ts';
import { segmentSchema } from './people-filter.ts';
import { secondFactorSchema } from './second-factor.ts';
import { siteSchema } from './site.ts';
import { staffSchema } from './staff.ts';
import { suppressionSchema } from './suppression.ts';
import { areaSchema } from './area.ts';
import { processingSchema } from './processing/settings.ts';
import { ownRuleSchema, ruleRunSchema } from './own-rule.ts';
import { bookingSchema } from './booking.ts';
import { bookingRuleSchema, publicPageSchema } from './public-page.ts';
import { publishedFeedSchema } from './published-feed.ts';
import { telegramAlertSchema, telegramBotSchema, telegramPairingSchema } from './telegram.ts';
import { pauseSchema } from './pause.ts';
import { planSchema } from './plan.ts';
import { planTermsSchema } from './plan-terms.ts';
import { busyTimesSchema, calendarFeedSchema } from './calendar-feed.ts';
import { timeBlockSchema } from './time-block.ts';
import { taskSchema } from './task.ts';
import { visitSchema } from './visit.ts';

/** The books of one kind, and the unit of access: who holds its key reads its books. */
export const compartments = [
  'index',
  'people',
  'work',
  'money',
  'talk',
  'desk',
  'secrets',
  'audit',
  'device',
] as const;
export type Compartment = (typeof compartments)[number];

export interface Collection {
  compartment: Compartment;
  /** How the compartment's books are cut, so that each one stays small. `named`: the record says its book. */
  book: 'one' | 'year' | 'month' | 'named';
  /** The record's field (epoch milliseconds) that decides the year or month; it never changes. */
  dateField?: string;
  /** An immutable record is written once; later writes to it are ignored wherever they come from. */
  immutable?: boolean;
  /** Of an immutable collection whose records can lose their words, for good, and prove the rest. */
  emptying?: Emptying;
  /** Of an immutable collection: where it stands which of its records an owner has erased (`Erasure`). */
  erasures?: string;
  /** Says what an owner has erased: only owners write it, and its book is sealed anew. */
  erasing?: true;
  /** The fields, of text, by which records are found without a walk over all of them. */
  indexes?: readonly string[];
  /** The fields that name a record of another collection; each has an index. */
  references?: { readonly [field: string]: string };
  /** Never sent to the window: what only the vault itself has use for. */
  hidden?: boolean;
  /** Whether a record is what it claims to be, for records that carry a proof of themselves. */
  verify?(record: { id: string }): boolean;
  handling: Handling;
  schema: z.ZodType;
}

/** What becomes of records when a person asks for their data or for an end of it, and when the business closes. */
export interface Handling {
  /** The fields that lead to the people whom a record is about, at once or through the record that they refer to. */
  person?: string | readonly string[];
  /** In whose copy of the data a record stands. */
  exported: 'person' | 'business' | 'never';
  /** What happens to it when that person is erased. `kept`: the law, or a wish of theirs, asks for it. */
  erased: 'removed' | 'emptied' | 'kept' | 'nobodys';
  /** How long it stays by itself: days, as long as the law says, or until somebody takes it away. */
  kept: number | 'law' | 'open';
  /** What a closing business has to do before its records go: give back what opens doors elsewhere. */
  closed?: 'revoke';
}

export interface Emptying {
  /** What stays of a record when its words go; the same where they are gone. `at`: epoch milliseconds. */
  emptied(record: JsonObject, at: number): JsonObject;
  isEmptied(record: JsonObject): boolean;
  /** A record beside which what is left of it stands already, as it is read until its words go as well. */
  overtaken(record: JsonObject, emptied: JsonObject): JsonObject;
}

const ofTheBusiness = { exported: 'business', erased: 'nobodys', kept: 'open' } satisfies Handling;
/** `person`: see `Handling`. */
function ofAPerson(person: string | readonly string[]): Handling {
  return { person, exported: 'person', erased: 'removed', kept: 'open' };
}
const ofTheDevice = { exported: 'never', erased: 'nobodys', kept: 'open' } satisfies Handling;
const secret = { exported: 'never', erased: 'nobodys', kept: 'open', closed: 'revoke' } satisfies Handling;

/** What is left of records that were written once. */
function erasures<Kind extends Compartment, Cut extends 'year' | 'month'>(compartment: Kind, book: Cut) {
  return {
    compartment,
    book,
    dateField: 'at',
    immutable: true as const,
    erasing: true as const,
    indexes: ['recordId'] as const,
    handling: { exported: 'never', erased: 'kept', kept: 'law' } satisfies Handling,
    schema: erasureSchema,
    verify: provesItself,
  };
}

/** What is left of records that could be changed. */
function clearances<Kind extends Compartment>(compartment: Kind) {
  return {
    compartment,
    book: 'named' as const,
    immutable: true as const,
    erasing: true as const,
    indexes: ['runId'] as const,
    handling: { exported: 'never', erased: 'kept', kept: 'open' } satisfies Handling,
    schema: clearanceSchema,
    verify: provesItself,
  };
}

/** Every kind of record, where it lives, and what it looks like. */
export const collections = {
  contacts: {
    compartment: 'people',
    book: 'one',
    handling: ofAPerson('id'),
    schema: contactSchema,
  },
  identities: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    handling: ofAPerson('contactId'),
    schema: identitySchema,
  },
  consents: {
    compartment: 'people',
    book: 'one',
    immutable: true,
    indexes: ['contactId', 'identityId'] as const,
    handling: { person: ['contactId', 'identityId'], exported: 'person', erased: 'kept', kept: 'law' },
    schema: consentSchema,
    verify: provesItself,
  },
  suppressions: {
    compartment: 'people',
    book: 'one',
    immutable: true,
    erasing: true,
    indexes: ['name'] as const,
    handling: { exported: 'never', erased: 'kept', kept: 'open' },
    schema: suppressionSchema,
    verify: provesItself,
  },
  peopleClearances: clearances('people'),
  sites: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    handling: ofAPerson('contactId'),
    schema: siteSchema,
  },
  relationships: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId', 'companyId', 'siteId'] as const,
    references: { contactId: 'contacts', companyId: 'contacts', siteId: 'sites' },
    handling: ofAPerson(['contactId', 'companyId']),
    schema: relationshipSchema,
  },
  enquiries: {
    compartment: 'people',
    book: 'one',
    indexes: ['contactId', 'conversationId', 'siteId'] as const,
    references: { contactId: 'contacts', conversationId: 'conversations', siteId: 'sites' },
    handling: ofAPerson('contactId'),
    schema: enquirySchema,
  },
  imports: { compartment: 'people', book: 'one', handling: ofTheBusiness, schema: importSchema },
  tasks: {
    compartment: 'work',
    book: 'year',
    dateField: 'createdAt',
    indexes: ['aboutId', 'memberId'] as const,
    handling: ofAPerson('aboutId'),
    schema: taskSchema,
  },
  visits: {
    compartment: 'work',
    book: 'year',
    dateField: 'plannedFor',
    indexes: ['jobId'] as const,
    references: { jobId: 'jobs' },
    handling: ofAPerson('jobId'),
    schema: visitSchema,
  },
  reminders: {
    // Whoever goes there sees what the customer answered; their words are in `talk`.
    compartment: 'work',
    book: 'year',
    dateField: 'start',
    indexes: ['visitId', 'contactId'] as const,
    handling: ofAPerson('contactId'),
    schema: reminderSchema,
  },
  plans: {
    compartment: 'work',
    book: 'one',
    indexes: ['contactId', 'siteId'] as const,
    references: { contactId: 'contacts', siteId: 'sites' },
    handling: ofAPerson('contactId'),
    schema: planSchema,
  },
  timeBlocks: {
    compartment: 'work',
    book: 'year',
    dateField: 'plannedFor',
    indexes: ['staffId'] as const,
    handling: ofTheBusiness,
    schema: timeBlockSchema,
  },
  busyTimes: {
    compartment: 'work',
    book: 'one',
    indexes: ['staffId'] as const,
    handling: ofTheBusiness,
    schema: busyTimesSchema,
  },
  jobs: {
    compartment: 'work',
    book: 'year',
    dateField: 'createdAt',
    indexes: [
      'contactId',
      'conversationId',
      'documentId',
      'siteId',
      'enquiryId',
      'planId',
      'parentId',
    ] as const,
    references: {
      contactId: 'contacts',
      conversationId: 'conversations',
      documentId: 'documents',
      siteId: 'sites',
      enquiryId: 'enquiries',
      planId: 'plans',
      parentId: 'jobs',
    },
    handling: ofAPerson('contactId'),
    schema: jobSchema,
  },
  jobEvents: {
    compartment: 'work',
    book: 'year',
    dateField: 'filedAt',
    immutable: true,
    indexes: ['jobId'] as const,
    references: { jobId: 'jobs' },
    handling: { person: 'jobId', exported: 'person', erased: 'emptied', kept: 'law' },
    schema: jobEventSchema,
    erasures: 'workErasures' as const,
    verify: provesItself,
  },
  workErasures: erasures('work', 'year'),
  workClearances: clearances('work'),
  jobFiles: {
    compartment: 'work',
    book: 'year',
    dateField: 'filedAt',
    indexes: ['jobId'] as const,
    references: { jobId: 'jobs' },
    handling: ofAPerson('jobId'),
    schema: jobFileSchema,
  },
  holds: {
    compartment: 'work',
    book: 'year',
    dateField: 'at',
    indexes: ['contactId', 'conversationId'] as const,
    references: { contactId: 'contacts', conversationId: 'conversations' },
    handling: { person: 'contactId', exported: 'person', erased: 'removed', kept: 30 },
    schema: holdSchema,
  },
  enquiryWorths: {
    compartment: 'money',
    book: 'one',
    indexes: ['enquiryId'] as const,
    references: { enquiryId: 'enquiries' },
    handling: ofAPerson('enquiryId'),
    schema: enquiryWorthSchema,
  },
  planTerms: {
    compartment: 'money',
    book: 'one',
    indexes: ['planId'] as const,
    references: { planId: 'plans' },
    handling: ofAPerson('planId'),
    schema: planTermsSchema,
  },
  documents: {
    compartment: 'money',
    book: 'year',
    dateField: 'createdAt',
    indexes: ['contactId', 'jobId', 'planId'] as const,
    references: { contactId: 'contacts', jobId: 'jobs' },
    handling: ofAPerson('contactId'),
    schema: documentSchema,
  },
  issued: {
    compartment: 'money',
    book: 'year',
    dateField: 'issuedAt',
    immutable: true,
    indexes: ['contactId', 'documentId', 'jobId', 'correctsId', 'seriesId', 'number'] as const,
    references: { contactId: 'contacts', documentId: 'documents', jobId: 'jobs', correctsId: 'issued' },
    handling: { person: 'contactId', exported: 'person', erased: 'kept', kept: 'law' },
    schema: issuedDocumentSchema,
    erasures: 'moneyErasures' as const,
    verify: provesItself,
  },
  payments: {
    compartment: 'money',
    book: 'year',
    dateField: 'createdAt',
    immutable: true,
    indexes: ['issuedId'] as const,
    references: { issuedId: 'issued' },
    handling: { person: 'issuedId', exported: 'person', erased: 'kept', kept: 'law' },
    schema: paymentSchema,
    erasures: 'moneyErasures' as const,
    verify: provesPayment,
  },
  pastInvoices: {
    compartment: 'money',
    book: 'year',
    dateField: 'issuedAt',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    handling: { person: 'contactId', exported: 'person', erased: 'kept', kept: 'law' },
    schema: pastInvoiceSchema,
  },
  series: {
    compartment: 'money',
    book: 'year',
    dateField: 'createdAt',
    handling: ofTheBusiness,
    schema: seriesSchema,
  },
  moneyErasures: erasures('money', 'year'),
  moneyClearances: clearances('money'),
  costs: {
    compartment: 'money',
    book: 'one',
    indexes: ['subjectId'] as const,
    handling: ofTheBusiness,
    schema: costSchema,
  },
  messageRates: { compartment: 'money', book: 'one', handling: ofTheBusiness, schema: messageRateSchema },
  breaches: {
    compartment: 'money',
    book: 'one',
    handling: { exported: 'business', erased: 'nobodys', kept: 'law' },
    schema: breachSchema,
  },
  decisions: { compartment: 'money', book: 'one', handling: ofTheBusiness, schema: decisionSchema },
  privacyRequests: {
    compartment: 'talk',
    book: 'one',
    indexes: ['contactId'] as const,
    // Kept: that somebody asked, and was answered, has to be shown.
    handling: { person: 'contactId', exported: 'person', erased: 'kept', kept: 'law' },
    schema: privacyRequestSchema,
  },
  conversations: {
    compartment: 'talk',
    book: 'one',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    handling: ofAPerson('contactId'),
    schema: conversationSchema,
  },
  bookings: {
    compartment: 'talk',
    book: 'one',
    indexes: ['contactId', 'saysToBe', 'serviceId'] as const,
    references: { contactId: 'contacts' },
    handling: ofAPerson(['contactId', 'saysToBe']),
    schema: bookingSchema,
  },
  messages: {
    compartment: 'talk',
    book: 'month',
    dateField: 'at',
    immutable: true,
    emptying: { emptied: withoutWords, isEmptied: isWithoutWords, overtaken: asTakenBack },
    indexes: ['conversationId', 'externalId', 'deviceId'] as const,
    references: { conversationId: 'conversations' },
    handling: { person: 'conversationId', exported: 'person', erased: 'emptied', kept: 'open' },
    schema: messageSchema,
    erasures: 'talkErasures' as const,
    verify: provesMessage,
  },
  messageStates: {
    compartment: 'talk',
    book: 'month',
    dateField: 'at',
    indexes: ['conversationId', 'externalId'] as const,
    references: { conversationId: 'conversations' },
    handling: ofAPerson('conversationId'),
    schema: messageStateSchema,
  },
  ruleRuns: {
    compartment: 'talk',
    book: 'year',
    dateField: 'at',
    indexes: ['contactId', 'aboutId', 'ruleId'] as const,
    handling: { ...ofAPerson('contactId'), kept: 365 },
    schema: ruleRunSchema,
  },
  broadcasts: { compartment: 'talk', book: 'one', handling: ofTheBusiness, schema: broadcastSchema },
  broadcastRecipients: {
    compartment: 'talk',
    book: 'year',
    dateField: 'at',
    indexes: ['broadcastId', 'contactId'] as const,
    references: { contactId: 'contacts' },
    handling: ofAPerson('contactId'),
    schema: broadcastRecipientSchema,
  },
  telegramAlerts: {
    compartment: 'talk',
    // Never closed: the next one forgets those that are too old.
    book: 'one',
    indexes: ['contactId'] as const,
    handling: { ...ofAPerson('contactId'), kept: 30 },
    schema: telegramAlertSchema,
  },
  talkErasures: erasures('talk', 'month'),
  talkClearances: clearances('talk'),
  phoneCalls: {
    compartment: 'talk',
    // Never closed: all of them are erased with one click.
    book: 'one',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    handling: ofAPerson('contactId'),
    schema: phoneCallSchema,
  },
  attachments: {
    compartment: 'talk',
    book: 'month',
    dateField: 'at',
    indexes: ['messageId'] as const,
    references: { messageId: 'messages' },
    handling: ofAPerson('messageId'),
    schema: attachmentSchema,
  },
  transcripts: {
    compartment: 'talk',
    book: 'month',
    dateField: 'at',
    indexes: ['messageId'] as const,
    references: { messageId: 'messages' },
    handling: ofAPerson('messageId'),
    schema: transcriptSchema,
  },
  pendingUpdates: {
    compartment: 'talk',
    book: 'month',
    dateField: 'at',
    indexes: ['externalId'] as const,
    handling: { exported: 'never', erased: 'nobodys', kept: 90 },
    schema: pendingUpdateSchema,
  },
  business: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: businessSchema },
  requestClocks: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: requestClocksSchema },
  notices: {
    compartment: 'desk',
    book: 'one',
    immutable: true,
    handling: ofTheBusiness,
    schema: noticeSchema,
    verify: provesItself,
  },
  newsDecisions: {
    compartment: 'desk',
    book: 'one',
    immutable: true,
    handling: { exported: 'business', erased: 'nobodys', kept: 'law' },
    schema: newsDecisionSchema,
    verify: provesItself,
  },
  services: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: serviceSchema },
  publicPages: {
    compartment: 'desk',
    book: 'one',
    handling: { ...ofTheBusiness, closed: 'revoke' },
    schema: publicPageSchema,
  },
  bookingRules: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: bookingRuleSchema },
  areas: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: areaSchema },
  stages: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: stageSchema },
  segments: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: segmentSchema },
  staff: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: staffSchema },
  jobTypes: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: jobTypeSchema },
  customFields: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: customFieldSchema },
  reminderRules: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: reminderRuleSchema },
  rules: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: ownRuleSchema },
  answerWords: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: answerWordsSchema },
  aiSettings: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: aiSettingsSchema },
  channelSettings: {
    compartment: 'desk',
    book: 'one',
    handling: ofTheBusiness,
    schema: channelSettingsSchema,
  },
  modelProviders: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: modelProviderSchema },
  accountEvents: {
    compartment: 'desk',
    book: 'one',
    handling: { exported: 'business', erased: 'nobodys', kept: 365 },
    schema: accountEventSchema,
  },
  retentionOrders: {
    compartment: 'desk',
    book: 'one',
    immutable: true,
    handling: { exported: 'business', erased: 'nobodys', kept: 'law' },
    schema: retentionOrderSchema,
    verify: provesItself,
  },
  retentionRuns: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: retentionRunSchema },
  legalHolds: {
    compartment: 'desk',
    book: 'one',
    immutable: true,
    handling: { exported: 'business', erased: 'nobodys', kept: 'law' },
    schema: legalHoldSchema,
    verify: provesItself,
  },
  pauses: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: pauseSchema },
  processing: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: processingSchema },
  deskClearances: clearances('desk'),
  labels: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: labelSchema },
  knowledge: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: knowledgeSchema },
  quickReplies: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: quickReplySchema },
  messageTemplates: {
    compartment: 'desk',
    book: 'one',
    handling: ofTheBusiness,
    schema: messageTemplateSchema,
  },
  templateLists: {
    compartment: 'desk',
    book: 'one',
    handling: { exported: 'never', erased: 'nobodys', kept: 'open' },
    schema: templateListSchema,
  },
  savedFilters: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: savedFilterSchema },
  books: { compartment: 'index', book: 'one', handling: ofTheDevice, schema: bookEntrySchema },
  erasureRuns: { compartment: 'index', book: 'one', handling: ofTheDevice, schema: erasureRunSchema },
  erasuresDone: {
    compartment: 'index',
    book: 'one',
    immutable: true,
    indexes: ['runId'] as const,
    handling: ofTheDevice,
    schema: erasureDoneSchema,
    verify: provesItself,
  },
  // Everybody writes the index: whoever is to own the business has to be able to agree.
  handovers: { compartment: 'index', book: 'one', handling: ofTheBusiness, schema: handoverSchema },
  schemas: { compartment: 'index', book: 'one', handling: ofTheDevice, schema: schemaMarkSchema },
  members: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: memberSchema },
  devices: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: deviceSchema },
  nominees: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: nomineeSchema },
  secondFactors: {
    compartment: 'secrets',
    book: 'one',
    immutable: true,
    hidden: true,
    handling: secret,
    schema: secondFactorSchema,
    verify: provesItself,
  },
  relayTokens: { compartment: 'secrets', book: 'one', handling: secret, schema: relayTokenSchema },
  channels: { compartment: 'secrets', book: 'one', handling: secret, schema: channelSchema },
  calendarFeeds: { compartment: 'secrets', book: 'one', handling: secret, schema: calendarFeedSchema },
  telegramBots: { compartment: 'secrets', book: 'one', handling: secret, schema: telegramBotSchema },
  telegramPairings: {
    compartment: 'secrets',
    book: 'one',
    handling: secret,
    schema: telegramPairingSchema,
  },
  publishedFeeds: { compartment: 'secrets', book: 'one', handling: secret, schema: publishedFeedSchema },
  modelKeys: { compartment: 'secrets', book: 'one', hidden: true, handling: secret, schema: modelKeySchema },
  audit: {
    compartment: 'audit',
    book: 'month',
    dateField: 'at',
    immutable: true,
    hidden: true,
    handling: { exported: 'business', erased: 'nobodys', kept: 365 },
    schema: auditEntrySchema,
    erasures: 'auditErasures' as const,
    verify: provesItself,
  },
  auditErasures: { ...erasures('audit', 'month'), hidden: true },
  invitations: { compartment: 'device', book: 'one', handling: ofTheDevice, schema: invitationSchema },
  deviceSettings: {
    compartment: 'device',
    book: 'one',
    handling: ofTheDevice,
    schema: deviceSettingsSchema,
  },
  knowledgeVectors: {
    compartment: 'device',
    book: 'one',
    hidden: true,
    handling: ofTheDevice,
    schema: knowledgeVectorSchema,
  },
  egress: {
    compartment: 'device',
    book: 'one',
    handling: { exported: 'business', erased: 'nobodys', kept: 365 },
    schema: egressEntrySchema,
  },
} satisfies Record<string, Collection>;

export type CollectionName = keyof typeof collections;

/** The typed shape of a collection's records. Fields that a newer version added are kept beside these. */
export type RecordOf<Name extends CollectionName> = z.infer<(typeof collections)[Name]['schema']>;

/** The collections that say what an owner has erased. */
export const erasureCollections: ReadonlySet<string> = new Set(
  Object.entries<Collection>(collections).flatMap(([name, { erasing }]) => (erasing ? [name] : [])),
);

/** Where it stands which records of a compartment were erased that can be changed. */
export const clearanceCollections = {
  people: 'peopleClearances',
  work: 'workClearances',
  money: 'moneyClearances',
  talk: 'talkClearances',
  desk: 'deskClearances',
} as const;
export type ClearedCompartment = keyof typeof clearanceCollections;

export function isClearable(compartment: Compartment): compartment is ClearedCompartment {
  return Object.hasOwn(clearanceCollections, compartment);
}

/** Whether a collection's records are for the vault alone. */
export function isHidden(name: CollectionName): boolean {
  const collection: Collection = collections[name];
  return collection.hidden === true;
}

/** The name of the book in which a record lives, such as `people`, `work-2026` or `talk-2026-11` (UTC). */
export function bookOf(name: CollectionName, record: JsonObject): string {
  const collection: Collection = collections[name];
  if (collection.book === 'named') return namedBook(name, collection, record);
  if (collection.book === 'one' || collection.dateField === undefined) return collection.compartment;
  const time = record[collection.dateField];
  if (typeof time !== 'number') throw new Error(`${name} needs a time in ${collection.dateField}`);
  const date = new Date(time).toISOString();
  return `${collection.compartment}-${collection.book === 'year' ? date.slice(0, 4) : date.slice(0, 7)}`;
}

function namedBook(name: CollectionName, { compartment }: Collection, { book }: JsonObject): string {
  if (typeof book !== 'string' || compartmentOf(book) !== compartment)
    throw new Error(`${name} needs a book of its compartment`);
  return book;
}

export function compartmentOf(book: string): Compartment {
  const end = book.indexOf('-');
  return (end === -1 ? book : book.slice(0, end)) as Compartment;
}
