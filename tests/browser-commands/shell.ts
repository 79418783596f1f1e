import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserCommand } from 'vitest/node';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices } from '#electron/services/index.ts';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';

/**
 * What a test in the browser lets Node do: the shell's own services, behind their own egress guard, and a
 * Graph API to talk to.
 */
const services = createServices({
  shell: { shell: 'browser', version: 'test' },
  now: Date.now,
  newId: randomUUID,
  printPdf: async () => {
    throw new Error('Nothing is printed here');
  },
  backupsFolder: mkdtempSync(path.join(tmpdir(), 'plumbline-backups-')),
});
const dispatcher = createDispatcher(services);
let graph: GraphStandin | undefined;

function currentGraph(): GraphStandin {
  if (graph === undefined) throw new Error('The Graph stand-in has not been started');
  return graph;
}

const callShell: BrowserCommand<[name: string, args: unknown]> = (_context, name, args) =>
  dispatcher.call(name, args);

export interface GraphAddress {
  url: string;
  phoneNumberId: string;
  businessAccountId: string;
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

const graphSent: BrowserCommand<[]> = () => currentGraph().sent.map(({ text }) => text);
const loseNextAnswer: BrowserCommand<[]> = () => currentGraph().loseNextAnswer();
const failNext: BrowserCommand<[code: number]> = (_context, code) => currentGraph().failNext(code);
const setLatency: BrowserCommand<[milliseconds: number]> = (_context, milliseconds) => {
  currentGraph().latency = milliseconds;
};

export const shellCommands = {
  callShell,
  startGraph,
  stopGraph,
  customerWrites,
  graphSent,
  loseNextAnswer,
  failNext,
  setLatency,
};

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    callShell(name: string, args: unknown): Promise<unknown>;
    startGraph(): Promise<GraphAddress>;
    stopGraph(): Promise<void>;
    customerWrites(message: { from: string; name?: string; text: string; at?: number }): Promise<void>;
    graphSent(): Promise<string[]>;
    loseNextAnswer(): Promise<void>;
    failNext(code: number): Promise<void>;
    setLatency(milliseconds: number): Promise<void>;
  }
}
