import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { BrowserCommand } from 'vitest/node';
import { decodeFrame, encodeFrame, giveBytes, takeBytes } from '#shared/bridge/frames.ts';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices } from '#electron/services/index.ts';
import type { MediaTrouble } from '#tests/standins/graph/media.ts';
import { temporaryFolder } from '#sync-server/testing/relay-process.ts';
import {
  createSpeechStandin,
  type HeardPiece,
  type SpeechBehaviour,
  type SpeechStandin,
} from '#tests/standins/speech/server.ts';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';

/**
 * What a test in the browser lets Node do: the shell's own services, behind their own egress guard, and a
 * Graph API to talk to.
 */
const services = createServices({
  shell: { shell: 'browser', version: 'test' },
  now: Date.now,
  newId: randomUUID,
  printer: {
    prepare: async () => undefined,
    print: async () => {
      throw new Error('Nothing is printed here');
    },
    close: async () => undefined,
  },
  profile: await temporaryFolder('plumbline-profile-'),
  journalThread: new URL('../../electron/services/journal/thread.ts', import.meta.url),
});
const dispatcher = createDispatcher(services);
let endsWithTests = false;
let graph: GraphStandin | undefined;
let speech: SpeechStandin | undefined;

function currentGraph(): GraphStandin {
  if (graph === undefined) throw new Error('The Graph stand-in has not been started');
  return graph;
}

/** Arguments and results cross as JSON, so that what holds bytes comes as a frame in base64. */
const callShell: BrowserCommand<[name: string, args: unknown]> = async ({ project }, name, args) => {
  // The journal’s thread would keep the process alive.
  if (!endsWithTests) project.vitest.onClose(() => services.close());
  endsWithTests = true;
  const frame = typeof args === 'string' ? decodeFrame(Buffer.from(args, 'base64')) : undefined;
  const given = frame === undefined ? args : giveBytes(frame.json, frame.bytes);
  const result = await dispatcher.call(name, given);
  const { rest, bytes } = takeBytes(result.ok ? result.value : undefined);
  if (bytes === undefined) return result;
  return Buffer.from(encodeFrame({ ok: true, value: rest }, bytes)).toString('base64');
};

export interface SentFile {
  from: string;
  type: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  mimeType: string;
  bytes?: number;
  base64?: string;
  caption?: string;
  filename?: string;
  voice?: boolean;
  /** Epoch milliseconds. */
  at?: number;
  /** Meta has forgotten it by the time the message arrives. */
  isExpired?: boolean;
}

export interface PersonFile {
  object: 'page' | 'instagram';
  person: string;
  type: string;
  mimeType: string;
  bytes: number;
}

/** What the stand-in has got over its page: words, or a file. */
export interface PageBody {
  text?: string;
  type?: string;
  name?: string;
  platform?: string;
  sha256?: string;
}

export interface GraphAddress {
  url: string;
  phoneNumberId: string;
  businessAccountId: string;
  pageId: string;
  instagramId: string;
  accessToken: string;
  appSecret: string;
}

const startGraph: BrowserCommand<[]> = async (): Promise<GraphAddress> => {
  graph = await createGraphStandin();
  return { url: graph.url, ...graph.account };
};

const stopGraph: BrowserCommand<[]> = async () => {
  await graph?.close();
  graph = undefined;
};

const customerWrites: BrowserCommand<
  [message: { from: string; name?: string; text: string; at?: number }]
> = async (_context, message) => {
  await currentGraph().customerWrites(message);
};

/** A customer sends a file of so many random bytes, or what `base64` holds; gives Meta's id for it. */
const customerSendsFile: BrowserCommand<[file: SentFile]> = async (_context, file) => {
  const { from, type, mimeType, bytes = 0, base64, at, isExpired = false, ...fields } = file;
  const content = base64 === undefined ? randomBytes(bytes) : Buffer.from(base64, 'base64');
  const id = currentGraph().media.add(content, mimeType);
  if (isExpired) currentGraph().media.expire(id);
  const sha256 = createHash('sha256').update(content).digest('base64');
  const message = { type, [type]: { id, mime_type: mimeType, sha256, ...fields } };
  await currentGraph().customerSends({ phone: from }, message, at);
  return id;
};
const disturbNextFile: BrowserCommand<[trouble: MediaTrouble]> = (_context, trouble) =>
  currentGraph().media.disturbNext(trouble);
const fileDownloads: BrowserCommand<[id: string]> = (_context, id) =>
  currentGraph().media.downloads.get(id) ?? 0;
/** SHA-256 of a file at Meta, in base64url, with its type. */
const fileAtGraph: BrowserCommand<[id: string]> = (_context, id) => {
  const file = currentGraph().media.get(id);
  if (file === undefined) return undefined;
  const sha256 = createHash('sha256').update(file.bytes).digest('base64url');
  return { type: file.type, name: file.name, sha256 };
};

/** A person sends a file over Instagram (`instagram`) or Messenger (`page`); gives the address of it. */
const personSendsFile: BrowserCommand<[file: PersonFile]> = async (_context, file) => {
  const { object, person, type, mimeType, bytes } = file;
  const { pages } = currentGraph();
  const url = pages.files.add(randomBytes(bytes), mimeType);
  await pages.writes(object, person, { attachments: [{ type, payload: { url } }] });
  return url;
};
/** As it is set in Meta's dashboard, for pages. */
const deliverTo: BrowserCommand<[url: string]> = (_context, url) => currentGraph().setWebhookUrl(url);
const disturbNextPageFile: BrowserCommand<[trouble: MediaTrouble]> = (_context, trouble) =>
  currentGraph().pages.files.disturbNext(trouble);
/** What was sent over the page, in order, with the file that each names. */
const pageBodies: BrowserCommand<[]> = () =>
  currentGraph().pages.sent.map(({ message }) => {
    const file = currentGraph().pages.files.uploaded(message?.attachment?.payload.attachment_id);
    if (file === undefined) return { text: message?.text };
    const { type, name, platform, bytes } = file;
    return { type, name, platform, sha256: createHash('sha256').update(bytes).digest('base64url') };
  });
const graphFaults: BrowserCommand<[]> = () => currentGraph().faults;
const graphBodies: BrowserCommand<[]> = () => currentGraph().sent.map(({ body }) => body);

const graphSent: BrowserCommand<[]> = () => currentGraph().sent.map(({ text }) => text);
const loseNextAnswer: BrowserCommand<[]> = () => currentGraph().loseNextAnswer();
const failNext: BrowserCommand<[code: number]> = (_context, code) => currentGraph().failNext(code);

/** Starts a server that turns sound into text, and gives its address. */
const startSpeech: BrowserCommand<[behaviour?: SpeechBehaviour]> = async (_context, behaviour) => {
  await speech?.close();
  speech = await createSpeechStandin(behaviour);
  return speech.url;
};
const setSpeech: BrowserCommand<[behaviour: SpeechBehaviour]> = (_context, behaviour) =>
  speech?.set(behaviour);
const speechPieces: BrowserCommand<[]> = () => speech?.pieces ?? [];
const stopSpeech: BrowserCommand<[]> = async () => {
  await speech?.close();
  speech = undefined;
};

export const shellCommands = {
  startSpeech,
  setSpeech,
  speechPieces,
  stopSpeech,
  callShell,
  customerSendsFile,
  disturbNextFile,
  fileDownloads,
  fileAtGraph,
  personSendsFile,
  deliverTo,
  disturbNextPageFile,
  pageBodies,
  graphFaults,
  graphBodies,
  startGraph,
  stopGraph,
  customerWrites,
  graphSent,
  loseNextAnswer,
  failNext,
};

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    callShell(name: string, args: unknown): Promise<unknown>;
    startGraph(): Promise<GraphAddress>;
    stopGraph(): Promise<void>;
    startSpeech(behaviour?: SpeechBehaviour): Promise<string>;
    setSpeech(behaviour: SpeechBehaviour): Promise<void>;
    speechPieces(): Promise<HeardPiece[]>;
    stopSpeech(): Promise<void>;
    customerWrites(message: { from: string; name?: string; text: string; at?: number }): Promise<void>;
    customerSendsFile(file: SentFile): Promise<string>;
    disturbNextFile(trouble: MediaTrouble): Promise<void>;
    fileDownloads(id: string): Promise<number>;
    fileAtGraph(id: string): Promise<{ type: string; name?: string; sha256: string } | undefined>;
    personSendsFile(file: PersonFile): Promise<string>;
    deliverTo(url: string): Promise<void>;
    disturbNextPageFile(trouble: MediaTrouble): Promise<void>;
    pageBodies(): Promise<PageBody[]>;
    graphFaults(): Promise<string[]>;
    graphBodies(): Promise<Record<string, unknown>[]>;
    graphSent(): Promise<string[]>;
    loseNextAnswer(): Promise<void>;
    failNext(code: number): Promise<void>;
  }
}
