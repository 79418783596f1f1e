import { businessSchema, serviceSchema, aiSettingsSchema, accountEventSchema } from '../business.ts';
import { jobTypeSchema } from '../job-type.ts';
import { modelProviderSchema } from '../model-provider.ts';
import { provesItself } from '../proven.ts';
import { answerWordsSchema } from '../answer-words.ts';
import { nomineeSchema } from '../nominee.ts';
import { savedFilterSchema } from '../conversation-filter.ts';
import { knowledgeSchema } from '../knowledge.ts';
import { labelSchema } from '../label.ts';
import { messageTemplateSchema, templateListSchema } from '../message-template.ts';
import { quickReplySchema } from '../quick-reply.ts';
import { channelSettingsSchema } from '../channel-settings.ts';
import { requestClocksSchema } from '../privacy-request.ts';
import { newsDecisionSchema } from '../news/decision.ts';
import { noticeSchema } from '../notice.ts';
import { deviceSchema, lateWorkSchema, memberSchema } from '../team.ts';
import { customFieldSchema } from '../custom-field.ts';
import { stageSchema } from '../enquiry.ts';
import { reminderRuleSchema } from '../reminder.ts';
import { legalHoldSchema } from '../retention/legal-hold.ts';
import { retentionOrderSchema, retentionRunSchema } from '../retention/order.ts';
import { segmentSchema } from '../people-filter.ts';
import { staffSchema } from '../staff.ts';
import { areaSchema } from '../area.ts';
import { processingSchema } from '../processing/settings.ts';
import { ownRuleSchema } from '../own-rule.ts';
import { bookingRuleSchema, publicPageSchema } from '../public-page.ts';
import { pauseSchema } from '../pause.ts';
import { type Collection, clearances, ofTheBusiness, ofTheDevice } from '../collection.ts';

/** What the business is and how it works. */
export const deskCollections = {
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
    named: { 'services.*.id': 'services' },
    handling: { ...ofTheBusiness, closed: 'revoke' },
    schema: publicPageSchema,
  },
  bookingRules: {
    compartment: 'desk',
    book: 'one',
    named: { 'staff.*': ['staff', 'members'] },
    handling: ofTheBusiness,
    schema: bookingRuleSchema,
  },
  areas: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: areaSchema },
  stages: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: stageSchema },
  segments: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: segmentSchema },
  staff: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: staffSchema },
  jobTypes: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: jobTypeSchema },
  customFields: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: customFieldSchema },
  reminderRules: {
    compartment: 'desk',
    book: 'one',
    named: { templateId: 'messageTemplates' },
    handling: ofTheBusiness,
    schema: reminderRuleSchema,
  },
  rules: {
    compartment: 'desk',
    book: 'one',
    named: {
      'when.labelId': 'labels',
      'actions.*.memberId': 'members',
      'actions.*.memberIds.*': 'members',
      'actions.*.labelId': 'labels',
      'actions.*.templateId': 'messageTemplates',
      'actions.*.endpointId': 'webhookEndpoints',
    },
    handling: ofTheBusiness,
    schema: ownRuleSchema,
  },
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
  savedFilters: {
    compartment: 'desk',
    book: 'one',
    named: { 'filter.labelId': 'labels' },
    handling: ofTheBusiness,
    schema: savedFilterSchema,
  },
  members: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: memberSchema },
  devices: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: deviceSchema },
  lateWork: { compartment: 'desk', book: 'one', handling: ofTheDevice, schema: lateWorkSchema },
  nominees: { compartment: 'desk', book: 'one', handling: ofTheBusiness, schema: nomineeSchema },
} satisfies Record<string, Collection>;
