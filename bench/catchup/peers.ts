import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Change } from '#shared/records/change.ts';
import { caughtUp } from '../relay/usage.ts';
import { startPeer } from '../relay/servers.ts';
import type { PeerStart } from '../relay/servers.ts';
import { hocuspocusServer, stock } from '../relay/servers.ts';
import { byBook, recordCount } from './business.ts';

/** A client of a peer: one Yjs document a book, in the clear. */
interface PeerClient {
  doc: Y.Doc;
  synced: Promise<void>;
  sent(): boolean;
  close(): void;
}

type Connect = (url: string, names: string[]) => PeerClient[] | Promise<PeerClient[]>;

interface HocuspocusClient {
  connect: Connect;
}

const connectYws: Connect = (url, names) =>
  names.map((name) => {
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(url, name, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    const synced = new Promise<void>((resolve) => provider.once('sync', () => resolve()));
    return {
      doc,
      synced,
      sent: () => (provider.ws as unknown as WebSocket).bufferedAmount === 0,
      close: () => provider.destroy(),
    };
  });

const hocuspocusClient = join(import.meta.dirname, '..', 'peers', 'hocuspocus-client.mjs');
const connectHocuspocus: Connect = async (url, names) =>
  ((await import(hocuspocusClient)) as HocuspocusClient).connect(url, names);

export interface Peer {
  name: string;
  connect: Connect;
  start: PeerStart;
  /** Is it started anew before a device comes, so that it reads from its disk? */
  isStored: boolean;
}

export const peers: Peer[] = [
  { name: 'hocuspocus-memory', connect: connectHocuspocus, start: hocuspocusServer, isStored: false },
  {
    name: 'hocuspocus-sqlite',
    connect: connectHocuspocus,
    start: { ...hocuspocusServer, storeIn: { variable: 'SQLITE_FILE', file: 'store.sqlite' } },
    isStored: true,
  },
  { name: 'yws-memory', connect: connectYws, start: stock, isStored: false },
  {
    name: 'yws-leveldb',
    connect: connectYws,
    start: { ...stock, storeIn: { variable: 'YPERSISTENCE', file: 'level' } },
    isStored: true,
  },
];

const names = [...byBook.keys()];
const bookOfId = new Map(
  [...byBook].flatMap(([name, changes]) => changes.map(({ id }) => [id, name] as const)),
);
/** Hocuspocus stores two seconds after the last change. */
const storingMilliseconds = 2500;
const mostMilliseconds = 30_000;
const collections = ['contacts', 'jobs'];

export interface RunningPeer {
  /** Has one client write all portions, each in a transaction of its own, as ours does; resolves when all is stored. */
  write(portions: Iterable<Change[]>): Promise<void>;
  /** Milliseconds from connecting until all records are read from the documents. */
  catchUp(): Promise<{ milliseconds: number; records: number }>;
  /** What the documents take as Yjs updates, which is what such a server keeps. */
  bytes(): number;
  stop(): Promise<void>;
}

export async function run(peer: Peer): Promise<RunningPeer> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  let server = await startPeer(peer.start, folder);
  const url = () => server.address('').url.replace(/\/$/, '');
  let writers: PeerClient[] = [];
  let bytes = 0;
  const leave = () => writers.splice(0).forEach((client) => client.close());

  return {
    async write(portions) {
      const before = writers;
      writers = await peer.connect(url(), names);
      await Promise.all(writers.map(({ synced }) => synced));
      for (const client of before) client.close();
      const docs = new Map(names.map((name, index) => [name, writers[index]!.doc]));
      let written = 0;
      for (const portion of portions) {
        const parts = Map.groupBy(portion, ({ id }) => bookOfId.get(id)!);
        for (const [name, changes] of parts) write(docs.get(name)!, changes);
        if (++written % 100 === 0) await setTimeout(1);
      }
      while (!writers.every((client) => client.sent())) await setTimeout(10);
      if (peer.isStored) await setTimeout(storingMilliseconds);
      await caughtUp(server.pid);
      bytes = writers.reduce((sum, { doc }) => sum + Y.encodeStateAsUpdate(doc).length, 0);
      // A server that keeps all in memory forgets a document that nobody has open.
      if (peer.isStored) leave();
    },
    async catchUp() {
      if (peer.isStored) {
        await server.stop();
        server = await startPeer(peer.start, folder);
      }
      const start = performance.now();
      return read({ start, clients: await peer.connect(url(), names) });
    },
    bytes: () => bytes,
    async stop() {
      leave();
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function write(doc: Y.Doc, changes: Change[]): void {
  doc.transact(() => {
    for (const { collection, id, path, after } of changes) {
      doc.getMap<unknown>(collection).set([id, ...path].join('/'), after);
    }
  });
}

/** y-websocket-server says that it is in sync before it has read its disk, so what counts is that all are there. */
async function read({ start, clients }: { start: number; clients: PeerClient[] }) {
  await Promise.all(clients.map(({ synced }) => synced));
  while (countRecords(clients) < recordCount) {
    if (performance.now() - start > mostMilliseconds) throw new Error('A peer did not give all records');
    await setTimeout(5);
  }
  const records = clients.flatMap(({ doc }) => collections.flatMap((name) => [...doc.getMap(name).values()]));
  const milliseconds = performance.now() - start;
  for (const client of clients) client.close();
  return { milliseconds, records: records.length };
}

function countRecords(clients: PeerClient[]): number {
  let count = 0;
  for (const { doc } of clients) {
    for (const name of collections)
      for (const key of doc.getMap(name).keys()) if (!key.includes('/')) count++;
  }
  return count;
}
