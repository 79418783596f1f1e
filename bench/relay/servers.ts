import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offerProtocols } from '#shared/sync/protocol.ts';
import { startRelayProcess } from '#sync-server/testing/relay-process.ts';
import { createTestWorkspace } from '#sync-server/testing/workspace.ts';
import type { Protocol } from './protocols.ts';
import { hocuspocus, yWebsocket } from './protocols.ts';

export interface RunningServer {
  pid: number;
  protocol: Protocol;
  /** Where a room is, and what to offer there. */
  address(room: string): { url: string; protocols: string[] };
  stop(): Promise<void>;
}

export interface Contender {
  name: string;
  /** Does an update count as delivered only when it is on disk? */
  isDurable: boolean;
  /** Does it store in the background? Then its work counts until it has caught up. */
  writesBehind?: boolean;
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

async function startPeer(script: string, protocol: Protocol, folder?: string): Promise<RunningServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(peers, script)], {
    cwd: peers,
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      NODE_ENV: 'production',
      ...(folder === undefined ? {} : { YPERSISTENCE: folder }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for (let text = ''; !/ready|running at/.test(text);) {
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    text += chunk.toString();
  }
  const path = protocol === hocuspocus ? () => '' : (room: string) => room;
  return {
    pid: child.pid!,
    protocol,
    address: (room) => ({ url: `ws://127.0.0.1:${port}/${path(room)}`, protocols: [] }),
    stop: async () => {
      await end(child);
      if (folder !== undefined) await rm(folder, { recursive: true });
    },
  };
}

const stockServer = join('node_modules', '@y', 'websocket-server', 'src', 'server.js');

async function startOurs(): Promise<RunningServer> {
  const relay = await startRelayProcess({ env: { RELAY_LOG: 'info', NODE_ENV: 'production' } });
  const owner = await createTestWorkspace();
  await owner.register(relay.url);
  const token = await owner.signIn(relay.url);
  const base = `${relay.url.replace('http', 'ws')}/v1/sync/${owner.workspace}`;
  return {
    pid: relay.pid,
    protocol: yWebsocket,
    address: (room) => ({ url: `${base}/${room}`, protocols: offerProtocols(token) }),
    async stop() {
      await relay.end('SIGTERM');
      await rm(relay.folder, { recursive: true });
    },
  };
}

export const ours: Contender = { name: 'plumbline', isDurable: true, start: startOurs };

export const contenders: Contender[] = [
  { name: 'yws-memory', isDurable: false, start: () => startPeer(stockServer, yWebsocket) },
  {
    name: 'yws-leveldb',
    isDurable: false,
    writesBehind: true,
    start: async () => startPeer(stockServer, yWebsocket, await mkdtemp(join(tmpdir(), 'yws-leveldb-'))),
  },
  { name: 'hocuspocus-memory', isDurable: false, start: () => startPeer('hocuspocus.mjs', hocuspocus) },
];

/** Milliseconds of processor time that a process has used, its threads and the kernel's work for it included. */
export async function processorMilliseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticksPerSecond = 100;
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
}

/** The most memory that the process has ever held, in MB. */
export async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
