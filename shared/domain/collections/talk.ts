import {
  conversationSchema,
  messageSchema,
  messageStateSchema,
  pendingUpdateSchema,
} from '../conversation.ts';
import { asTakenBack, isWithoutWords, provesMessage, withoutWords } from '../message-proof.ts';
import { attachmentSchema } from '../attachment.ts';
import { broadcastRecipientSchema, broadcastSchema } from '../broadcast/broadcast.ts';
import { privacyRequestSchema } from '../privacy-request.ts';
import { transcriptSchema } from '../transcript.ts';
import { phoneCallSchema } from '../phone-call.ts';
import { ruleRunSchema } from '../own-rule.ts';
import { bookingSchema } from '../booking.ts';
import { postSchema } from '../comment.ts';
import { webhookDeliverySchema } from '../webhook.ts';
import { webhookArrivalSchema } from '../webhook-source.ts';
import { telegramAlertSchema } from '../telegram.ts';
import { type Collection, erasures, clearances, ofAPerson, ofTheBusiness } from '../collection.ts';

/** What was said, and what became of it. */
export const talkCollections = {
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
    indexes: ['contactId', 'postId'] as const,
    references: { contactId: 'contacts', postId: 'posts' },
    named: { assigneeId: 'members', 'labels.*': 'labels' },
    handling: ofAPerson('contactId'),
    schema: conversationSchema,
  },
  // The business's own: what people have written under it are conversations.
  posts: { compartment: 'talk', book: 'one', handling: ofTheBusiness, schema: postSchema },
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
  webhookDeliveries: {
    compartment: 'talk',
    book: 'year',
    dateField: 'at',
    indexes: ['contactId', 'endpointId'] as const,
    handling: { ...ofAPerson('contactId'), kept: 90 },
    schema: webhookDeliverySchema,
  },
  webhookArrivals: {
    compartment: 'talk',
    book: 'year',
    dateField: 'at',
    indexes: ['contactId', 'sourceId'] as const,
    handling: { ...ofAPerson('contactId'), kept: 365 },
    schema: webhookArrivalSchema,
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
} satisfies Record<string, Collection>;
