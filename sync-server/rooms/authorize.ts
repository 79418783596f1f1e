import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Result } from '#shared/lib/result.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { closeCode, subprotocol, tokenOffered, workspaceIdPattern } from '#shared/sync/protocol.ts';
import type { Caller, Credentials } from '../auth/credentials.ts';
import type { UpgradeLimit } from '../http/addresses.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Peers } from '../storage/storage.ts';
import type { Connection } from './connection.ts';
import { createConnection } from './connection.ts';
import type { Registry } from './registry.ts';
import type { Rejection } from './authorization.ts';
import { authorizationOf, authorizationUnder, tooMany } from './authorization.ts';
import type { Writer } from './writer.ts';

interface Deps {
  registry: Registry;
  writer: Writer;
  credentials: Credentials;
  upgradeLimit: UpgradeLimit;
  peers: Peers | undefined;
  limits: Limits;
  metrics: Metrics;
  now: () => number;
}

const path = /^\/v1\/sync\/([^/]+)$/;

/** The workspace of a sync address; `undefined` when it is none. */
export function readAddress(url: string): string | undefined {
  const workspace = path.exec(url.split('?', 1)[0] ?? '')?.[1];
  return workspace !== undefined && workspaceIdPattern.test(workspace) ? workspace : undefined;
}

const closingMilliseconds = 1000;

function endWith(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}

/**
 * Lets sockets in. One that may not come in is accepted and closed at once with a code of ours: a window
 * cannot see the HTTP status of a refused upgrade, and would try again for ever.
 */
export function createAuthorizer(deps: Deps) {
  const { registry, credentials, limits, metrics } = deps;
  const connections = new Map<string, Set<Connection>>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  async function judge(request: IncomingMessage, workspace: string) {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
    return authorizationOf(await credentials.check(tokenOffered(offered), workspace));
  }

  function reject(socket: WebSocket, { code, reason }: Rejection): void {
    metrics.closed.inc({ code: String(code) });
    socket.on('error', () => socket.terminate());
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), closingMilliseconds).unref();
  }

  function admit(socket: WebSocket, workspace: string, caller: Caller): Connection | undefined {
    const others = connections.get(workspace) ?? new Set();
    if (others.size >= limits.socketsPerWorkspace) {
      reject(socket, tooMany);
      return undefined;
    }
    connections.set(workspace, others);
    metrics.sockets.inc();
    const connection = createConnection(socket, caller, {
      ...deps,
      announce: ({ name }, payload) => deps.peers?.tellPresence({ workspace, name }, payload),
      enter: (name) => registry.room(workspace, name),
      left: registry.releaseIfIdle,
      ended() {
        metrics.sockets.dec();
        others.delete(connection);
        if (others.size === 0) connections.delete(workspace);
      },
    });
    others.add(connection);
    return connection;
  }

  /** A membership may have changed between the check of the token and the connection's place among the others. */
  async function checkAgain(
    connection: Connection,
    again: Promise<Result<Caller, Rejection>>,
  ): Promise<void> {
    const authorization = await again;
    if (authorization.ok) connection.setAccess(authorization.value.access);
    else connection.close(authorization.error.code, authorization.error.reason);
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!deps.upgradeLimit.allows(request)) return endWith(socket, '429 Too Many Requests');
    const workspace = readAddress(request.url ?? '');
    if (workspace === undefined) return endWith(socket, '404 Not Found');
    const authorization = await judge(request, workspace);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (!authorization.ok) return reject(accepted, authorization.error);
      const connection = admit(accepted, workspace, authorization.value);
      if (connection === undefined) return;
      checkAgain(connection, judge(request, workspace)).catch(() => accepted.terminate());
    });
  }

  return {
    attach(server: Server): void {
      server.on('upgrade', (request, socket, head) => {
        socket.on('error', () => socket.destroy());
        upgrade(request, socket, head).catch(() => socket.destroy());
      });
    },
    /** The workspaces of which some device is connected here. */
    workspaces: (): string[] => [...connections.keys()],
    /** Applies a new record to who is in: cuts, turns away or lets write, as it says. */
    membershipChanged(record: Membership): void {
      for (const connection of connections.get(record.workspace) ?? []) {
        const opens = authorizationUnder(record, connection);
        if (opens.ok) connection.setAccess(opens.value);
        else connection.close(opens.error.code, opens.error.reason);
      }
    },
    closeAll(): void {
      for (const connection of [...connections.values()].flatMap((ofOne) => [...ofOne])) {
        connection.close(closeCode.goingAway, 'The relay stops.');
      }
    },
  };
}
export type Authorizer = ReturnType<typeof createAuthorizer>;
