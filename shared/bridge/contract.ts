import { z } from 'zod';
import { egressEntrySchema, egressPolicySchema } from '#shared/domain/egress.ts';
import { providerKinds } from '#shared/domain/model-provider.ts';
import { mediaKinds } from '#shared/domain/media.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { isBytes } from './frames.ts';

/**
 * Everything that the window can ask of its shell, and nothing else. The preload, the Electron main process
 * and the browser host derive their handlers and their checks from this one object.
 *
 * - `calls`: one question, one answer, as a `Result` whose value is `result`.
 * - `streams`: one question, events until it ends or the caller aborts, then a `Result` whose value is `result`.
 * - `sockets`: frames of bytes both ways until one side closes.
 */
const metaIdSchema = z.string().regex(/^[\w-]{1,64}$/);

const whatsappAccountSchema = z.object({
  graphUrl: z.url(),
  phoneNumberId: metaIdSchema,
  accessToken: z.string().min(1).max(1000),
});

const pageAccountSchema = z.object({
  graphUrl: z.url(),
  pageId: metaIdSchema,
  accessToken: z.string().min(1).max(1000),
});

const recipientSchema = z.union([
  /** Digits of an E.164 number, without the plus. */
  z.object({ phone: z.string().regex(/^\d{5,20}$/) }),
  /** Meta's business-scoped user id: goes out as `recipient`, never as `to`. */
  z.object({ userId: z.string().regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/) }),
]);

/**
 * `unknown`: the request may or may not have reached Meta (time-out, connection lost). It must not be sent
 * again blindly.
 */
const sendOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), externalId: z.string() }),
  z.object({
    outcome: z.literal('refused'),
    code: z.number(),
    title: z.string(),
    details: z.string().optional(),
  }),
  z.object({ outcome: z.literal('unreachable'), reason: z.string() }),
  z.object({ outcome: z.literal('unknown'), reason: z.string() }),
]);

/** Where the demo's stand-ins are, and as which sample business they know the owner. */
export const demoSchema = z.object({
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

/** The largest piece of bytes that crosses the bridge at once: large files never stand in memory as a whole. */
export const bridgePieceBytes = 1024 * 1024;
/** Arguments and values hold bytes in a field of this name only: see frames.ts. */
const bytesSchema = z.custom<Bytes>((value) => isBytes(value) && value.length <= bridgePieceBytes);

/** A signed-in request about one blob of the workspace. */
const blobPlaceSchema = z.object({ url: z.url(), token: z.string(), path: z.string().startsWith('/') });
const offsetSchema = z.int().nonnegative();

const mimeTypeSchema = z.string().regex(/^[\w.+-]+\/[\w.+-]+$/);

/** Larger than this (bytes), a backup goes through the bridge in parts. */
export const backupPartBytes = 8 * 1024 * 1024;
const backupParts = 64;
/** The moment in UTC, to the second. The window names no other file and no folder. */
const backupNameSchema = z.string().regex(/^plumbline-\d{8}-\d{6}\.plumbline$/);

const chatMessageSchema = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });

/** Which model is asked, and where. */
const modelTargetSchema = z.object({
  kind: z.enum(providerKinds).default('ollama'),
  /** Without the paths of the API itself, such as `https://api.example.com/v1`. */
  url: z.url(),
  model: z.string().min(1).max(200),
  /** Goes out in a header only. */
  key: z.string().min(1).max(1000).optional(),
  /** The model must run on this computer; what the server says of it is checked before the prompt leaves. */
  localOnly: z.boolean(),
});
export type ModelTarget = z.input<typeof modelTargetSchema>;

const chatArgsSchema = modelTargetSchema.extend({
  messages: z.array(chatMessageSchema).min(1),
  contextTokens: z.number().int().positive(),
  maxTokens: z.number().int().positive(),
  /** A JSON schema that the answer has to follow. */
  format: z.record(z.string(), z.unknown()).optional(),
});

/** What left the device with a prompt, as the ledger has it. */
const sentSchema = z.object({
  ledgerId: z.string(),
  at: z.number(),
  origin: z.string(),
  bytes: z.number().int().nonnegative(),
});
export type Sent = z.infer<typeof sentSchema>;

/** What is wrong with a provider, so that the screen can point at the field. */
const providerPartSchema = z.enum(['address', 'key', 'model', 'account', 'server', 'settings']);

/** What a probe found. Each state has its own remedy on the screen. */
export const modelStatusSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    version: z.string(),
    models: z.array(
      z.object({
        name: z.string(),
        sizeBytes: z.number().nonnegative(),
        /** `false` where the name is an alias of a model on somebody else's computer. */
        local: z.boolean(),
        /** Of its weights, where the server tells it. */
        digest: z.string().optional(),
      }),
    ),
    /** The server itself says that its cloud is switched off: only then is "local" verified. */
    verifiedLocal: z.boolean(),
  }),
  z.object({ state: z.literal('not-installed') }),
  z.object({ state: z.literal('not-running') }),
  z.object({ state: z.literal('too-old'), version: z.string() }),
  z.object({ state: z.literal('refused'), reason: z.string() }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
]);
export type ModelStatus = z.infer<typeof modelStatusSchema>;

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
    /** One HTTP request to the relay. `path` is absolute on the relay; bodies are JSON. */
    'relay.request': {
      args: z.object({
        url: z.url(),
        method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
        path: z.string().startsWith('/'),
        token: z.string().optional(),
        body: z.unknown().optional(),
      }),
      result: z.object({ status: z.number(), body: z.unknown() }),
    },
    /** How much of a blob has arrived at the relay; a status alone where the relay does not know it. */
    'relay.blobState': {
      args: blobPlaceSchema,
      result: z.object({
        status: z.number(),
        received: offsetSchema.optional(),
        size: offsetSchema.optional(),
      }),
    },
    /** Sends the piece of a blob that begins at `first`. */
    'relay.putPiece': {
      args: blobPlaceSchema.extend({ first: offsetSchema, size: offsetSchema, bytes: bytesSchema }),
      result: z.object({ status: z.number(), body: z.unknown() }),
    },
    /** Reads the bytes of a blob from `first` to `last`, both included, into `bytes`; or a refusal into `body`. */
    'relay.getPiece': {
      args: blobPlaceSchema.extend({ first: offsetSchema, last: offsetSchema }),
      result: z.object({ status: z.number(), body: z.unknown(), bytes: bytesSchema.optional() }),
    },
    'whatsapp.send': {
      args: z.object({
        account: whatsappAccountSchema,
        recipient: recipientSchema,
        text: z.string().min(1).max(4096),
        replyTo: z.string().optional(),
        /** Comes back in the statuses as `biz_opaque_callback_data`. */
        correlation: z.string().max(512),
      }),
      result: sendOutcomeSchema,
    },
    /** Sends a template with its values: possible at any time. */
    'whatsapp.sendTemplate': {
      args: z.object({
        account: whatsappAccountSchema,
        recipient: recipientSchema,
        template: z.object({
          name: z.string().min(1).max(512),
          language: z.string().min(1).max(40),
          components: z.array(z.record(z.string(), z.unknown())).max(20),
        }),
        correlation: z.string().max(512),
      }),
      result: sendOutcomeSchema,
    },
    /** All templates of a business account, as Meta describes them. */
    'whatsapp.templates': {
      args: z.object({ account: whatsappAccountSchema, businessAccountId: metaIdSchema }),
      result: z.object({
        templates: z.array(
          z.object({
            externalId: z.string().max(64).optional(),
            name: z.string().min(1).max(512),
            language: z.string().min(1).max(40),
            category: z.string().max(40),
            status: z.string().max(40),
            components: z.array(z.record(z.string(), z.unknown())).max(20),
          }),
        ),
      }),
    },
    /** Sends a file that `whatsapp.putMedia` has uploaded. */
    'whatsapp.sendMedia': {
      args: z.object({
        account: whatsappAccountSchema,
        recipient: recipientSchema,
        kind: z.enum(mediaKinds),
        mediaId: z.string().min(1).max(200),
        caption: z.string().max(1024).optional(),
        filename: z.string().max(240).optional(),
        replyTo: z.string().optional(),
        correlation: z.string().max(512),
      }),
      result: sendOutcomeSchema,
    },
    /** Uploads a file in pieces, in order; what the last one gives is Meta's id for it. */
    'whatsapp.putMedia': {
      args: z.object({
        account: whatsappAccountSchema,
        /** Names the upload while it lasts. */
        upload: z.string().regex(/^[\w-]{8,64}$/),
        mimeType: mimeTypeSchema,
        filename: z.string().max(240),
        piece: z.int().min(0),
        last: z.boolean(),
        bytes: bytesSchema,
      }),
      result: z.object({ mediaId: z.string().optional() }),
    },
    /**
     * Begins to download a file that a customer sent. `whatsapp.readMedia` then gives piece after piece, until
     * one is the last; what nobody reads for a minute is dropped.
     */
    'whatsapp.getMedia': {
      args: z.object({ account: whatsappAccountSchema, mediaId: z.string().regex(/^[\w-]{1,200}$/) }),
      result: z.object({ download: z.string(), mimeType: z.string(), sizeBytes: offsetSchema.optional() }),
    },
    'whatsapp.readMedia': {
      args: z.object({ download: z.string() }),
      result: z.object({ bytes: bytesSchema, last: z.boolean() }),
    },
    'whatsapp.markRead': {
      args: z.object({ account: whatsappAccountSchema, externalId: z.string() }),
      result: z.object({}),
    },
    /** Asks Meta about the number: proves token and number in one go. */
    'whatsapp.test': {
      args: z.object({ account: whatsappAccountSchema }),
      result: z.object({ displayPhoneNumber: z.string(), verifiedName: z.string().optional() }),
    },
    /**
     * Has Meta deliver what happens in the business account to `callbackUrl`. Meta asks that address to prove
     * itself before it answers, so the relay must know the account and the token by then.
     */
    'whatsapp.subscribe': {
      args: z.object({
        account: whatsappAccountSchema,
        businessAccountId: metaIdSchema,
        callbackUrl: z.url(),
        verifyToken: z.string().min(1).max(200),
      }),
      result: z.object({}),
    },
    /** Sends a text over Messenger, or over Instagram through its page. */
    'pages.send': {
      args: z.object({
        account: pageAccountSchema,
        /** The person's id, as scoped to the page. */
        recipientId: metaIdSchema,
        text: z.string().min(1).max(2000),
        replyTo: z.string().max(512).optional(),
        /** Marks the answer as a person's: asked for when the customer wrote more than 24 hours ago. */
        humanAgent: z.boolean(),
      }),
      result: sendOutcomeSchema,
    },
    'pages.markRead': {
      args: z.object({ account: pageAccountSchema, recipientId: metaIdSchema }),
      result: z.object({}),
    },
    /** Asks Meta about the page or the Instagram account with this id. */
    'pages.test': {
      args: z.object({ account: pageAccountSchema, id: metaIdSchema }),
      result: z.object({ name: z.string() }),
    },
    /** Has Meta deliver what happens on the page to the app's address, which is set in Meta's dashboard. */
    'pages.subscribe': { args: z.object({ account: pageAccountSchema }), result: z.object({}) },
    'models.probe': { args: z.object({ url: z.url() }), result: modelStatusSchema },
    /** Asks a provider for a word: proves address, key and model, or says which of them is wrong. */
    'models.test': {
      args: modelTargetSchema.extend({ model: z.string().max(200) }),
      result: z.discriminatedUnion('works', [
        z.object({ works: z.literal(true), models: z.array(z.string()), milliseconds: z.number() }),
        z.object({
          works: z.literal(false),
          wrong: providerPartSchema,
          message: z.string(),
          models: z.array(z.string()),
        }),
      ]),
    },
    /** The body of the request that `models.chat` would send, made the same way and not sent. */
    'models.preview': {
      args: chatArgsSchema,
      result: z.object({ method: z.string(), origin: z.string(), path: z.string(), body: z.string() }),
    },
    /** One vector a text, in their order. */
    'models.embed': {
      args: modelTargetSchema.extend({ texts: z.array(z.string().max(50_000)).min(1).max(256) }),
      result: z.object({ vectors: z.array(z.array(z.number())), sent: sentSchema.optional() }),
    },
    /** Prints a self-contained HTML document to PDF, in memory only. */
    'documents.pdf': {
      args: z.object({ html: z.string().max(10_000_000), paperSize: z.enum(['A4', 'Letter']) }),
      result: z.object({ pdfBase64: z.string() }),
    },
    /** Parts come in order, from 0. The file appears, whole and on disk, with the last one. */
    'backups.write': {
      args: z.object({
        name: backupNameSchema,
        part: z.int().min(0),
        parts: z.int().min(1).max(backupParts),
        bytesBase64Url: z.base64url().max(Math.ceil(backupPartBytes / 3) * 4),
      }),
      result: z.object({}),
    },
    'backups.list': {
      args: z.object({}),
      result: z.object({
        backups: z.array(
          z.object({
            name: backupNameSchema,
            sizeBytes: z.number().nonnegative(),
            /** Whose it is, as its first bytes say; left out where they say nothing that this version knows. */
            workspace: z.string().optional(),
          }),
        ),
      }),
    },
    'backups.read': {
      args: z.object({ name: backupNameSchema, part: z.int().min(0).max(backupParts) }),
      result: z.object({ bytesBase64Url: z.string(), parts: z.int().min(1) }),
    },
    'backups.remove': { args: z.object({ name: backupNameSchema }), result: z.object({}) },
  },
  streams: {
    /** The ledger's lines as they happen, until the window closes. */
    'egress.watch': { args: z.object({}), event: egressEntrySchema, result: z.object({}) },
    /** `sent` comes once, when the prompt has left; then the answer piece by piece. */
    'models.chat': {
      args: chatArgsSchema,
      event: z.union([z.object({ text: z.string() }), z.object({ sent: sentSchema })]),
      result: z.object({
        promptTokens: z.number(),
        outputTokens: z.number(),
        tokensPerSecond: z.number().optional(),
      }),
    },
    'models.pull': {
      args: z.object({ url: z.url(), model: z.string().min(1).max(200) }),
      event: z.object({
        status: z.string(),
        /** The layer that this is about. */
        digest: z.string().optional(),
        completed: z.number().optional(),
        total: z.number().optional(),
      }),
      result: z.object({}),
    },
  },
  sockets: {
    /** A WebSocket to the relay; `protocols` carries the device's token, never the URL. */
    'relay.socket': { args: z.object({ url: z.url(), protocols: z.array(z.string()) }) },
  },
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
