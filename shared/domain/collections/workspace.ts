import { modelKeySchema } from '../model-provider.ts';
import { provesItself } from '../proven.ts';
import { handoverSchema } from '../handover.ts';
import { knowledgeVectorSchema } from '../knowledge.ts';
import { auditEntrySchema } from '../audit.ts';
import { channelSchema, mailAccountSchema } from '../channel.ts';
import { invitationSchema } from '../team.ts';
import { bookEntrySchema, relayTokenSchema, schemaMarkSchema } from '../workspace.ts';
import { deviceSettingsSchema } from '../voice-notes.ts';
import { egressEntrySchema } from '../egress.ts';
import { erasureDoneSchema, erasureRunSchema } from '../clearance.ts';
import { mailKeySchema } from '../mail-sign-in.ts';
import { secondFactorSchema } from '../second-factor.ts';
import { publishedFeedSchema } from '../published-feed.ts';
import { programCallSchema, programServerSchema, programSchema } from '../program.ts';
import { telegramBotSchema, telegramPairingSchema } from '../telegram.ts';
import { webhookEndpointSchema, webhookKeySchema } from '../webhook.ts';
import { webhookSourceSchema } from '../webhook-source.ts';
import { calendarFeedSchema } from '../calendar-feed.ts';
import { googleKeySchema, googleLinkSchema } from '../google.ts';
import { googleSheetSchema } from '../google-sheet.ts';
import { type Collection, erasures, ofTheBusiness, ofTheDevice, secret } from '../collection.ts';

/** What the workspace knows of itself: its books, members, devices, secrets and log. */
export const workspaceCollections = {
  books: { compartment: 'index', book: 'one', handling: ofTheDevice, schema: bookEntrySchema },
  erasureRuns: {
    compartment: 'index',
    book: 'one',
    immutable: true,
    erasing: true,
    indexes: ['runId'] as const,
    handling: ofTheDevice,
    schema: erasureRunSchema,
    verify: provesItself,
  },
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
  mailAccounts: { compartment: 'secrets', book: 'one', handling: secret, schema: mailAccountSchema },
  mailKeys: { compartment: 'secrets', book: 'one', hidden: true, handling: secret, schema: mailKeySchema },
  calendarFeeds: { compartment: 'secrets', book: 'one', handling: secret, schema: calendarFeedSchema },
  telegramBots: { compartment: 'secrets', book: 'one', handling: secret, schema: telegramBotSchema },
  telegramPairings: {
    compartment: 'secrets',
    book: 'one',
    handling: secret,
    schema: telegramPairingSchema,
  },
  googleLinks: { compartment: 'secrets', book: 'one', handling: secret, schema: googleLinkSchema },
  googleKeys: {
    compartment: 'secrets',
    book: 'one',
    hidden: true,
    handling: secret,
    schema: googleKeySchema,
  },
  // It opens nothing, and names what stands in somebody's account.
  googleSheets: { compartment: 'secrets', book: 'one', handling: secret, schema: googleSheetSchema },
  webhookEndpoints: { compartment: 'secrets', book: 'one', handling: secret, schema: webhookEndpointSchema },
  webhookSources: { compartment: 'secrets', book: 'one', handling: secret, schema: webhookSourceSchema },
  webhookKeys: {
    compartment: 'secrets',
    book: 'one',
    hidden: true,
    handling: secret,
    schema: webhookKeySchema,
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
  // Programs of this computer: what is let in here opens no other device.
  programs: { compartment: 'device', book: 'one', handling: ofTheDevice, schema: programSchema },
  programServers: { compartment: 'device', book: 'one', handling: ofTheDevice, schema: programServerSchema },
  programCalls: {
    compartment: 'device',
    book: 'one',
    handling: { exported: 'business', erased: 'nobodys', kept: 365 },
    schema: programCallSchema,
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
