import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { BrowserCommand, BrowserCommandContext } from 'vitest/node';
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
import { perSession } from './per-session.ts';

/**
 * What a test in the browser lets Node do: the shell's own services, behind their own egress guard, and a
 * Graph API to talk to.
 */
const shellOf = perSession(createShell);
/** The stand-ins that a page has started. */
const standinsOf = perSession((): { graph?: GraphStandin; speech?: SpeechStandin } => ({}));

async function createShell() {
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
  return { services, dispatcher: createDispatcher(services), endsWithTests: false };
}

function graphOf(context: BrowserCommandContext): GraphStandin {
  const { graph } = standinsOf(context);
  if (graph === undefined) throw new Error('The Graph stand-in has not been started');
  return graph;
}

/** Arguments and results cross as JSON, so that what holds bytes comes as a frame in base64. */
const callShell: BrowserCommand<[name: string, args: unknown]> = async (context, name, args) => {
  const shell = await shellOf(context);
  // The journal’s thread would keep the process alive.
  if (!shell.endsWithTests) context.project.vitest.onClose(() => shell.services.close());
  shell.endsWithTests = true;
  const frame = typeof args === 'string' ? decodeFrame(Buffer.from(args, 'base64')) : undefined;
  const given = frame === undefined ? args : giveBytes(frame.json, frame.bytes);
  const result = await shell.dispatcher.call(name, given);
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

const startGraph: BrowserCommand<[]> = async (context): Promise<GraphAddress> => {
  const graph = await createGraphStandin();
  standinsOf(context).graph = graph;
  return { url: graph.url, ...graph.account };
};

const stopGraph: BrowserCommand<[]> = async (context) => {
  await standinsOf(context).graph?.close();
  delete standinsOf(context).graph;
};

const customerWrites: BrowserCommand<
  [message: { from: string; name?: string; text: string; at?: number }]
> = async (context, message) => {
  await graphOf(context).customerWrites(message);
};

/** A customer sends a file of so many random bytes, or what `base64` holds; gives Meta's id for it. */
const customerSendsFile: BrowserCommand<[file: SentFile]> = async (context, file) => {
  const { from, type, mimeType, bytes = 0, base64, at, isExpired = false, ...fields } = file;
  const content = base64 === undefined ? randomBytes(bytes) : Buffer.from(base64, 'base64');
  const id = graphOf(context).media.add(content, mimeType);
  if (isExpired) graphOf(context).media.expire(id);
  const sha256 = createHash('sha256').update(content).digest('base64');
  const message = { type, [type]: { id, mime_type: mimeType, sha256, ...fields } };
  await graphOf(context).customerSends({ phone: from }, message, at);
  return id;
};
const disturbNextFile: BrowserCommand<[trouble: MediaTrouble]> = (context, trouble) =>
  graphOf(context).media.disturbNext(trouble);
const fileDownloads: BrowserCommand<[id: string]> = (context, id) =>
  graphOf(context).media.downloads.get(id) ?? 0;
/** SHA-256 of a file at Meta, in base64url, with its type. */
const fileAtGraph: BrowserCommand<[id: string]> = (context, id) => {
  const file = graphOf(context).media.get(id);
  if (file === undefined) return undefined;
  const sha256 = createHash('sha256').update(file.bytes).digest('base64url');
  return { type: file.type, name: file.name, sha256 };
};

/** A person sends a file over Instagram (`instagram`) or Messenger (`page`); gives the address of it. */
const personSendsFile: BrowserCommand<[file: PersonFile]> = async (context, file) => {
  const { object, person, type, mimeType, bytes } = file;
  const { pages } = graphOf(context);
  const url = pages.files.add(randomBytes(bytes), mimeType);
  await pages.writes(object, person, { attachments: [{ type, payload: { url } }] });
  return url;
};
/** As it is set in Meta's dashboard, for pages. */
const deliverTo: BrowserCommand<[url: string]> = (context, url) => graphOf(context).setWebhookUrl(url);
const disturbNextPageFile: BrowserCommand<[trouble: MediaTrouble]> = (context, trouble) =>
  graphOf(context).pages.files.disturbNext(trouble);
/** What was sent over the page, in order, with the file that each names. */
const pageBodies: BrowserCommand<[]> = (context) =>
  graphOf(context).pages.sent.map(({ message }) => {
    const file = graphOf(context).pages.files.uploaded(message?.attachment?.payload.attachment_id);
    if (file === undefined) return { text: message?.text };
    const { type, name, platform, bytes } = file;
    return { type, name, platform, sha256: createHash('sha256').update(bytes).digest('base64url') };
  });
const graphFaults: BrowserCommand<[]> = (context) => graphOf(context).faults;
const graphBodies: BrowserCommand<[]> = (context) => graphOf(context).sent.map(({ body }) => body);

const graphSent: BrowserCommand<[]> = (context) => graphOf(context).sent.map(({ text }) => text);
const loseNextAnswer: BrowserCommand<[]> = (context) => graphOf(context).loseNextAnswer();
const failNext: BrowserCommand<[code: number]> = (context, code) => graphOf(context).failNext(code);

/** Starts a server that turns sound into text, and gives its address. */
const startSpeech: BrowserCommand<[behaviour?: SpeechBehaviour]> = async (context, behaviour) => {
  const standins = standinsOf(context);
  await standins.speech?.close();
  standins.speech = await createSpeechStandin(behaviour);
  return standins.speech.url;
};
const setSpeech: BrowserCommand<[behaviour: SpeechBehaviour]> = (context, behaviour) =>
  standinsOf(context).speech?.set(behaviour);
const speechPieces: BrowserCommand<[]> = (context) => standinsOf(context).speech?.pieces ?? [];
const stopSpeech: BrowserCommand<[]> = async (context) => {
  await standinsOf(context).speech?.close();
  delete standinsOf(context).speech;
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
