import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Result } from '#shared/lib/result.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { closeCode, subprotocol, tokenOffered, workspaceIdPattern } from '#shared/sync/protocol.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { UpgradeLimit } from '../http/addresses.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Peers } from '../storage/storage.ts';
import type { Guest, Line } from './line.ts';
import { createLine } from './line.ts';
import type { Registry } from './registry.ts';
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
export function createGate(deps: Deps) {
  const { registry, sessions, limits, metrics } = deps;
  const lines = new Map<string, Set<Line>>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  async function judge(request: IncomingMessage, workspace: string) {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
    return standingOf(await sessions.check(tokenOffered(offered), workspace));
  }

  function turnAway(socket: WebSocket, { code, reason }: TurnedAway): void {
    metrics.closed.inc({ code: String(code) });
    socket.on('error', () => socket.terminate());
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), closingMilliseconds).unref();
  }

  function admit(socket: WebSocket, workspace: string, guest: Guest): Line | undefined {
    const others = lines.get(workspace) ?? new Set();
    if (others.size >= limits.socketsPerWorkspace) {
      turnAway(socket, tooMany);
      return undefined;
    }
    lines.set(workspace, others);
    metrics.sockets.inc();
    const line = createLine(socket, guest, {
      ...deps,
      announce: ({ name }, payload) => deps.peers?.tellPresence({ workspace, name }, payload),
      enter: (name) => registry.room(workspace, name),
      left: registry.releaseIfIdle,
      ended() {
        metrics.sockets.dec();
        others.delete(line);
        if (others.size === 0) lines.delete(workspace);
      },
    });
    others.add(line);
    return line;
  }

  /** A membership may have changed between the look at the token and the line's place among the others. */
  async function lookAgain(line: Line, again: Promise<Result<Guest, TurnedAway>>): Promise<void> {
    const standing = await again;
    if (standing.ok) line.setAccess(standing.value.access);
    else line.close(standing.error.code, standing.error.reason);
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!deps.upgradeLimit.allows(request)) return endWith(socket, '429 Too Many Requests');
    const workspace = readAddress(request.url ?? '');
    if (workspace === undefined) return endWith(socket, '404 Not Found');
    const standing = await judge(request, workspace);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (!standing.ok) return turnAway(accepted, standing.error);
      const line = admit(accepted, workspace, standing.value);
      if (line === undefined) return;
      lookAgain(line, judge(request, workspace)).catch(() => accepted.terminate());
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
    workspaces: (): string[] => [...lines.keys()],
    /** Applies a new record to who is in: cuts, turns away or lets write, as it says. */
    membershipChanged(record: Membership): void {
      for (const line of lines.get(record.workspace) ?? []) {
        const opens = standingUnder(record, line);
        if (opens.ok) line.setAccess(opens.value);
        else line.close(opens.error.code, opens.error.reason);
      }
    },
    closeAll(): void {
      for (const line of [...lines.values()].flatMap((ofOne) => [...ofOne])) {
        line.close(closeCode.goingAway, 'The relay stops.');
      }
    },
  };
}
export type Gate = ReturnType<typeof createGate>;
