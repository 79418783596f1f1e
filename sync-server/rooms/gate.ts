import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Result } from '#shared/lib/result.ts';
import type { Membership } from '#shared/sync/membership.ts';
import {
  closeCode,
  roomIdPattern,
  subprotocol,
  tokenOffered,
  workspaceIdPattern,
} from '#shared/sync/protocol.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { UpgradeLimit } from '../http/addresses.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Peers } from '../storage/storage.ts';
import type { Guest } from './connection.ts';
import { connect } from './connection.ts';
import type { Registry } from './registry.ts';
import type { Reader } from './room.ts';
import type { TurnedAway } from './standing.ts';
import { standingOf, standingUnder, tooMany } from './standing.ts';
import type { Writer } from './writer.ts';

interface Deps {
  registry: Registry;
  writer: Writer;
  sessions: Sessions;
  upgradeLimit: UpgradeLimit;
  peers: Peers | undefined;
  limits: Limits;
  metrics: Metrics;
  now: () => number;
}

interface Address {
  workspace: string;
  room: string;
}

const path = /^\/v1\/sync\/([^/]+)\/([^/]+)$/;

/** Workspace and room of a sync address; `undefined` when it is none. */
export function readAddress(url: string): Address | undefined {
  const [, workspace, room] = path.exec(url.split('?', 1)[0] ?? '') ?? [];
  if (workspace === undefined || room === undefined) return undefined;
  return workspaceIdPattern.test(workspace) && roomIdPattern.test(room) ? { workspace, room } : undefined;
}

const closingMilliseconds = 1000;

function endWith(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
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

  async function judge(request: IncomingMessage, { workspace, room }: Address) {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
    return standingOf(await sessions.check(tokenOffered(offered), workspace), room);
  }

  function turnAway(socket: WebSocket, { code, reason }: TurnedAway): void {
    metrics.closed.inc({ code: String(code) });
    socket.on('error', () => socket.terminate());
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), closingMilliseconds).unref();
  }

  function admit(socket: WebSocket, { workspace, room: name }: Address, guest: Guest): Reader | undefined {
    if (registry.readersOf(workspace).length >= limits.socketsPerWorkspace) {
      turnAway(socket, tooMany);
      return undefined;
    }
    const room = registry.room(workspace, name);
    metrics.sockets.inc();
    return connect(socket, room, guest, {
      ...deps,
      announce: ({ tenant, name }, payload) =>
        deps.peers?.tellPresence({ workspace: tenant.workspace, name }, payload),
      left: () => {
        metrics.sockets.dec();
        registry.releaseIfIdle(room);
      },
    });
  }

  /** A membership may have changed between the look at the token and the seat in the room. */
  async function lookAgain(reader: Reader, again: Promise<Result<Guest, TurnedAway>>): Promise<void> {
    const standing = await again;
    if (standing.ok) reader.setAccess(standing.value.access);
    else reader.close(standing.error.code, standing.error.reason);
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!deps.upgradeLimit.allows(request)) return endWith(socket, '429 Too Many Requests');
    const address = readAddress(request.url ?? '');
    if (address === undefined) return endWith(socket, '404 Not Found');
    const standing = await judge(request, address);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (!standing.ok) return turnAway(accepted, standing.error);
      const reader = admit(accepted, address, standing.value);
      if (reader === undefined) return;
      lookAgain(reader, judge(request, address)).catch(() => accepted.terminate());
    });
  }

  return {
    attach(server: Server): void {
      server.on('upgrade', (request, socket, head) => {
        socket.on('error', () => socket.destroy());
        upgrade(request, socket, head).catch(() => socket.destroy());
      });
    },
    /** Applies a new record to who is in: cuts, turns away or lets write, as it says. */
    membershipChanged(record: Membership): void {
      for (const room of registry.roomsOf(record.workspace)) {
        for (const reader of room.readers) {
          const access = standingUnder(record, reader, room.name);
          if (access.ok) reader.setAccess(access.value);
          else reader.close(access.error.code, access.error.reason);
        }
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
