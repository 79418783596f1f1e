import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BrowserCommand } from 'vitest/node';
import { startRelayProcess, type RelayProcess } from '#sync-server/testing/relay-process.ts';

/**
 * What a test in the browser lets Node do: run real relays. They are known by their URL.
 */
const relays = new Map<string, RelayProcess>();

const startRelay: BrowserCommand<[]> = async () => {
  const relay = await startRelayProcess();
  relays.set(relay.url, relay);
  return relay.url;
};

const stopRelay: BrowserCommand<[url: string]> = async (_context, url) => {
  await relays.get(url)!.end('SIGKILL');
};

/** Starts it again at the same address, with its data or, after `wipe`, with none. */
const restartRelay: BrowserCommand<[url: string, wipe: boolean]> = async (_context, url, wipe) => {
  const { folder } = relays.get(url)!;
  if (wipe) rmSync(folder, { recursive: true });
  relays.set(url, await startRelayProcess({ folder, port: Number(new URL(url).port) }));
};

/** Everything that the relay has written, as one string of one character a byte. */
const readRelay: BrowserCommand<[url: string]> = (_context, url) => {
  const { folder, output } = relays.get(url)!;
  const copy = `${folder}-copy`;
  cpSync(folder, copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
  rmSync(copy, { recursive: true });
  return [...texts, output()].join('\n');
};

/** For the end of a test file: no relay outlives its tests. */
const stopAllRelays: BrowserCommand<[]> = async () => {
  await Promise.all([...relays.values()].map((relay) => relay.end('SIGTERM')));
  relays.clear();
};

export const relayCommands = { stopAllRelays, startRelay, stopRelay, restartRelay, readRelay };

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    startRelay(): Promise<string>;
    stopRelay(url: string): Promise<void>;
    restartRelay(url: string, wipe: boolean): Promise<void>;
    stopAllRelays(): Promise<void>;
    readRelay(url: string): Promise<string>;
  }
}
