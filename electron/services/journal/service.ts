import { rm } from 'node:fs/promises';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { bridgePieceBytes, mostRowsAtOnce } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { createThreadClient } from './thread-client.ts';
import { createStaging } from './staging.ts';

type JournalCalls = Extract<keyof CallHandlers, `journal.${string}`>;

export interface JournalService {
  calls: Pick<CallHandlers, JournalCalls>;
  /** Has it ready for the first call, which the owner waits for. */
  start(): void;
  /** Ends the journal and removes it. The next call begins another one. */
  remove(): Promise<void>;
  /** Ends the journal properly. To be awaited before the process ends. */
  close(): Promise<void>;
}

export interface JournalServiceDeps {
  /** Where the journal is kept, for nothing else. Made when it is first needed. */
  folder: string;
  /** The file of thread.ts, or of what it was bundled into. */
  thread: URL;
  /** Asked before every write: whether the disk has room for it. */
  mayWrite(bytes: number): Promise<Result<void>>;
}

/**
 * Keeps the second copy of what the vault stores, in a thread of its own which starts with the first call at
 * the latest, and again should it ever die.
 */
export function createJournalService(deps: JournalServiceDeps): JournalService {
  let client = createThreadClient(deps);
  const staging = createStaging();
  return {
    calls: {
      'journal.open': (args) => client.ask('journal.open', args),
      'journal.list': (args) => client.ask('journal.list', { ...args, most: mostRowsAtOnce }),
      'journal.read': ({ length, ...from }) =>
        client.ask('journal.read', { ...from, length: Math.min(length, bridgePieceBytes) }),
      'journal.check': (args) => client.ask('journal.check', args),
      'journal.tidy': (args) => client.ask('journal.tidy', args),
      'journal.stage': async (piece) => staging.add(piece),
      async 'journal.write'({ rows, write, bytes }) {
        const may = await deps.mayWrite(rows.reduce((sum, { length }) => sum + length, 0));
        if (!may.ok) return may;
        const pieces = [...(write === undefined ? [] : staging.take(write)), new Uint8Array(bytes)];
        const buffers = pieces.map(({ buffer }) => buffer);
        return client.ask('journal.write', { rows, pieces }, buffers);
      },
    },
    start: () => client.start(),
    async remove() {
      const before = client;
      client = createThreadClient(deps);
      await before.close();
      await rm(deps.folder, { recursive: true, force: true });
    },
    close: () => client.close(),
  };
}
