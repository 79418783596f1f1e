import { z } from 'zod';
import { egressEntrySchema, egressPolicySchema } from '#shared/domain/egress.ts';
import { backupsCalls } from './contract/backups.ts';
import { channelCalls } from './contract/channel.ts';
import { diskCalls, diskStreams } from './contract/disk.ts';
import { calendarCalls } from './contract/calendar.ts';
import { desktopCalls, desktopStreams } from './contract/desktop.ts';
import { dueCalls } from './contract/due.ts';
import { failuresCalls } from './contract/failures.ts';
import { googleCalls, googleStreams } from './contract/google.ts';
import { keyStoreCalls } from './contract/keystore.ts';
import { journalCalls } from './contract/journal.ts';
import { modelsCalls, modelsStreams } from './contract/models.ts';
import { closingCalls } from './contract/closing.ts';
import { profileCalls } from './contract/profile.ts';
import { programsCalls, programsStreams } from './contract/programs.ts';
import { mailCalls, mailStreams } from './contract/mail.ts';
import { relayCalls, relaySockets } from './contract/relay.ts';
import { telegramCalls, telegramStreams } from './contract/telegram.ts';
import { voiceCalls } from './contract/voice.ts';
import { webhookCalls } from './contract/webhook.ts';
import { windowCalls } from './contract/window.ts';

export { backupPartBytes } from './contract/backups.ts';
export {
  channelAccountSchema,
  type ChannelAccount,
  type FoundAccount,
  type PageAccount,
  type WhatsappAccount,
} from './contract/channel.ts';
export { mailAccessSchema, type MailAccess, type OutgoingMail } from './contract/mail.ts';
export { type DiskLevel, type DiskState } from './contract/disk.ts';
export { mostRowsAtOnce, type RowHead } from './contract/journal.ts';
export { type KeptPart } from './contract/profile.ts';
export { bridgePieceBytes } from './contract/bytes.ts';
export { type VoiceSource } from './contract/voice.ts';
export { type ModelStatus, type ModelTarget, type Sent } from './contract/models.ts';

/** Where the demo's stand-ins are, and as which sample business they know the owner. */
export const demoSchema = z.object({
  /** The address of the public page that the demo's customers know. */
  pageSlug: z.string(),
  relayUrl: z.url(),
  ollamaUrl: z.url(),
  whatsapp: z.object({
    graphUrl: z.url(),
    phoneNumberId: z.string(),
    businessAccountId: z.string(),
    accessToken: z.string(),
    appSecret: z.string(),
  }),
});
export type Demo = z.infer<typeof demoSchema>;

/**
 * Everything that the window can ask of its shell, and nothing else. The preload, the Electron main process
 * and the browser host derive their handlers and their checks from this one object; each service has its
 * part of it in contract/.
 *
 * - `calls`: one question, one answer, as a `Result` whose value is `result`.
 * - `streams`: one question, events until it ends or the caller aborts, then a `Result` whose value is `result`.
 * - `sockets`: frames of bytes both ways until one side closes.
 */
export const bridgeContract = {
  calls: {
    'shell.info': {
      args: z.object({}),
      result: z.object({
        shell: z.enum(['electron', 'browser']),
        version: z.string(),
        /** Only under `npm run demo`: what the first-run wizard fills in by itself. */
        demo: demoSchema.optional(),
      }),
    },
    /** Until this is called, nothing but loopback may be reached. */
    'egress.configure': { args: z.object({ policy: egressPolicySchema }), result: z.object({}) },
    /** Prints a self-contained HTML document to PDF, in memory only. */
    'documents.pdf': {
      args: z.object({ html: z.string().max(10_000_000), paperSize: z.enum(['A4', 'Letter']) }),
      result: z.object({ pdfBase64: z.string() }),
    },
    /** A document is looked at: whatever prints may get ready. */
    'documents.prepare': { args: z.object({}), result: z.object({}) },
    ...relayCalls,
    ...channelCalls,
    ...mailCalls,
    ...modelsCalls,
    ...voiceCalls,
    ...backupsCalls,
    ...journalCalls,
    ...diskCalls,
    ...calendarCalls,
    ...telegramCalls,
    ...programsCalls,
    ...googleCalls,
    ...webhookCalls,
    ...desktopCalls,
    ...dueCalls,
    ...closingCalls,
    ...profileCalls,
    ...windowCalls,
    ...failuresCalls,
    ...keyStoreCalls,
  },
  streams: {
    /** The ledger's lines as they happen, until the window closes. */
    'egress.watch': { args: z.object({}), event: egressEntrySchema, result: z.object({}) },
    ...mailStreams,
    ...modelsStreams,
    ...diskStreams,
    ...desktopStreams,
    ...telegramStreams,
    ...programsStreams,
    ...googleStreams,
  },
  sockets: relaySockets,
} as const;

type Contract = typeof bridgeContract;
export type CallName = keyof Contract['calls'];
export type StreamName = keyof Contract['streams'];
export type SocketName = keyof Contract['sockets'];

export type CallArgs<Name extends CallName> = z.input<Contract['calls'][Name]['args']>;
export type CallResult<Name extends CallName> = z.output<Contract['calls'][Name]['result']>;
export type StreamArgs<Name extends StreamName> = z.input<Contract['streams'][Name]['args']>;
export type StreamEvent<Name extends StreamName> = z.output<Contract['streams'][Name]['event']>;
export type StreamResult<Name extends StreamName> = z.output<Contract['streams'][Name]['result']>;
export type SocketArgs<Name extends SocketName> = z.input<Contract['sockets'][Name]['args']>;
