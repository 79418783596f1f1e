import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offerProtocols } from '#shared/sync/protocol.ts';
import { startRelayProcess } from '#sync-server/testing/relay-process.ts';
import { createTestWorkspace } from '#sync-server/testing/workspace.ts';
import type { Protocol } from './protocols.ts';
import { hocuspocus, plumbline, secsync, yWebsocket } from './protocols.ts';

export interface RunningServer {
  pid: number;
  protocol: Protocol;
  /** Where a room is, and what to offer there. */
  address(room: string): { url: string; protocols: string[] };
  stop(): Promise<void>;
}

export interface Contender {
  name: string;
  /** Does it hold ciphertext only? */
  isEncrypted: boolean;
  /** Does it say when an update is on disk? Then only that counts as delivered. */
  isDurable: boolean;
  /** Does it store in the background? Then its work counts until it has caught up. */
  writesBehind?: boolean;
  /** How much of a load it gets, where the whole would take too long. */
  share?: number;
  start(): Promise<RunningServer>;
}

const peers = join(import.meta.dirname, '..', 'peers');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

export interface PeerStart {
  script: string;
  protocol: Protocol;
  /** The variable that names the folder or the file in which the peer stores. */
  storeIn?: { variable: string; file: string };
  path(room: string): string;
}

/** Starts a peer's server; what it stores goes into this folder, or else into one that leaves with it. */
export async function startPeer(
  { script, protocol, storeIn, path }: PeerStart,
  keptFolder?: string,
): Promise<RunningServer> {
  const port = await freePort();
  const folder = keptFolder ?? (await mkdtemp(join(tmpdir(), 'plumbline-bench-')));
  const store = storeIn === undefined ? {} : { [storeIn.variable]: join(folder, storeIn.file) };
  const child = spawn(process.execPath, [join(peers, script)], {
    cwd: peers,
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      NODE_ENV: 'production',
      ...store,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for (let text = ''; !/ready|running at/.test(text);) {
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    text += chunk.toString();
  }
  return {
    pid: child.pid!,
    protocol,
    address: (room) => ({ url: `ws://127.0.0.1:${port}/${path(room)}`, protocols: [] }),
    async stop() {
      await end(child);
      if (keptFolder === undefined) await rm(folder, { recursive: true });
    },
  };
}

async function startOurs(): Promise<RunningServer> {
  const relay = await startRelayProcess({ env: { RELAY_LOG: 'info', NODE_ENV: 'production' } });
  const owner = await createTestWorkspace();
  await owner.register(relay.url);
  const token = await owner.signIn(relay.url);
  const url = `${relay.url.replace('http', 'ws')}/v1/sync/${owner.workspace}`;
  return {
    pid: relay.pid,
    protocol: plumbline,
    address: () => ({ url, protocols: offerProtocols(token) }),
    async stop() {
      await relay.end('SIGTERM');
      await rm(relay.folder, { recursive: true });
    },
  };
}

const stockServer = join('node_modules', '@y', 'websocket-server', 'src', 'server.js');
export const stock: PeerStart = { script: stockServer, protocol: yWebsocket, path: (room: string) => room };
export const hocuspocusServer: PeerStart = { script: 'hocuspocus.mjs', protocol: hocuspocus, path: () => '' };

export const ours: Contender = { name: 'plumbline', isEncrypted: true, isDurable: true, start: startOurs };

const plain = { isEncrypted: false, isDurable: false };

/** Peers that every figure is compared with. */
export const contenders: Contender[] = [
  { ...plain, name: 'yws-memory', start: () => startPeer(stock) },
  {
    ...plain,
    name: 'yws-leveldb',
    writesBehind: true,
    start: () => startPeer({ ...stock, storeIn: { variable: 'YPERSISTENCE', file: 'level' } }),
  },
  { ...plain, name: 'hocuspocus-memory', start: () => startPeer(hocuspocusServer) },
  {
    ...plain,
    name: 'hocuspocus-sqlite',
    start: () =>
      startPeer({ ...hocuspocusServer, storeIn: { variable: 'SQLITE_FILE', file: 'store.sqlite' } }),
  },
  {
    name: 'secsync-sqlite',
    isEncrypted: true,
    isDurable: true,
    share: 0.1,
    start: () =>
      startPeer({
        script: 'secsync-server.mjs',
        protocol: secsync,
        storeIn: { variable: 'SQLITE_FILE', file: 'store.sqlite' },
        path: (room) => `${room}?sessionKey=bench`,
      }),
  },
];
