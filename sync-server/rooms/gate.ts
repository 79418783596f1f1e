import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import {
  closeCode,
  roomIdPattern,
  subprotocol,
  tokenOffered,
  workspaceIdPattern,
} from '#shared/sync/protocol.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import { connect } from './connection.ts';
import type { Registry } from './registry.ts';
import type { Writer } from './writer.ts';

interface Deps {
  registry: Registry;
  writer: Writer;
  sessions: Sessions;
  limits: Limits;
  metrics: Metrics;
  now: () => number;
}

type Verdict = { device: string } | { code: number; reason: string };

const path = /^\/v1\/sync\/([^/]+)\/([^/]+)$/;

/** Workspace and room of a sync address; `undefined` when it is none. */
export function readAddress(url: string): { workspace: string; room: string } | undefined {
  const [, workspace, room] = path.exec(url.split('?', 1)[0] ?? '') ?? [];
  if (workspace === undefined || room === undefined) return undefined;
  return workspaceIdPattern.test(workspace) && roomIdPattern.test(room) ? { workspace, room } : undefined;
}

/**
 * Lets sockets in. One that may not come in is accepted and closed at once with a code of ours: a window
 * cannot see the HTTP status of a refused upgrade, and would try again for ever.
 */
export function createGate(deps: Deps) {
  const { registry, sessions, limits, metrics } = deps;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  async function judge(request: IncomingMessage, workspace: string): Promise<Verdict> {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
    const token = tokenOffered(offered);
    const session = await sessions.check(token, workspace);
    if (session.ok) {
      return registry.readersOf(workspace).length < limits.socketsPerWorkspace
        ? { device: session.value.device }
        : { code: closeCode.tryAgainLater, reason: 'Too many connections.' };
    }
    if (session.error === 'removed') return { code: closeCode.removed, reason: 'The device was removed.' };
    return session.error === 'unknown-workspace'
      ? { code: closeCode.unknownWorkspace, reason: 'The workspace is not known here.' }
      : { code: closeCode.tokenExpired, reason: 'A new token is needed.' };
  }

  function admit(socket: WebSocket, workspace: string, name: string, verdict: Verdict): void {
    if ('code' in verdict) {
      metrics.closed.inc({ code: String(verdict.code) });
      socket.on('error', () => socket.terminate());
      socket.close(verdict.code, verdict.reason);
      setTimeout(() => socket.terminate(), 1000).unref();
      return;
    }
    const room = registry.room(workspace, name);
    metrics.sockets.inc();
    connect(socket, room, verdict.device, {
      ...deps,
      left: () => {
        metrics.sockets.dec();
        registry.releaseIfIdle(room);
      },
    });
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const address = readAddress(request.url ?? '');
    if (address === undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    const verdict = await judge(request, address.workspace);
    sockets.handleUpgrade(request, socket, head, (accepted) =>
      admit(accepted, address.workspace, address.room, verdict),
    );
  }

  return {
    attach(server: Server): void {
      server.on('upgrade', (request, socket, head) => {
        socket.on('error', () => socket.destroy());
        upgrade(request, socket, head).catch(() => socket.destroy());
      });
    },
    /** Cuts sockets of devices that are no longer members. */
    removeAllBut(workspace: string, devices: Set<string>): void {
      for (const reader of registry.readersOf(workspace)) {
        if (!devices.has(reader.device)) reader.close(closeCode.removed, 'The device was removed.');
      }
    },
    closeAll(): void {
      for (const room of registry.rooms()) {
        for (const reader of room.readers) reader.close(closeCode.goingAway, 'The relay stops.');
      }
    },
  };
}
export type Gate = ReturnType<typeof createGate>;
