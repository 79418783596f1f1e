import type { Timers } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { err } from '#shared/lib/result.ts';
import { type Membership, nomineeSigner } from '#shared/sync/membership.ts';
import { closeCode, tokenOffered, workspaceIdPattern } from '#shared/sync/protocol.ts';
import type { Caller, Credentials } from '../auth/credentials.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Peers } from '../storage/peers.ts';
import type { Connection } from './connection.ts';
import { createConnection } from './connection.ts';
import type { Registry } from './registry.ts';
import type { Rejection } from './authorization.ts';
import { authorizationOf, authorizationUnder, otherTerms, tooMany, unknown } from './authorization.ts';
import type { Wire } from './wire.ts';
import { complete } from './wire.ts';
import type { Writer } from './writer.ts';

interface Deps {
  registry: Registry;
  writer: Writer;
  credentials: Credentials;
  peers: Peers | undefined;
  sessions: Pick<Sessions, 'opened' | 'forget'>;
  limits: Limits;
  metrics: Metrics;
  now: () => number;
  timers: Timers;
  random: () => number;
}

const path = /^\/v1\/sync\/([^/]+)$/;

/** The workspace of a sync address; `undefined` when it is none. */
export function readAddress(url: string): string | undefined {
  const workspace = path.exec(url.split('?', 1)[0] ?? '')?.[1];
  return workspace !== undefined && workspaceIdPattern.test(workspace) ? workspace : undefined;
}

const closingMilliseconds = 1000;

/** Lets sockets in, and ends those that may not be in, now or later. */
export function createAuthorizer(deps: Deps) {
  const { registry, credentials, limits, metrics, timers } = deps;
  const connections = new Map<string, Set<Connection>>();
  /** By workspace, what is told to everybody at once when it changes: whether it is closed, who comes from where, and by whom a nominee came in. */
  const terms = new Map<string, string>();

  /** Whether they are others than were heard of here. */
  function noteTerms({ workspace, closing, networks, signer, sequence }: Membership): boolean {
    const before = terms.get(workspace);
    // Everybody is to see at once that a nominee has come in.
    const cameIn = signer === nomineeSigner ? sequence : undefined;
    const isPlain = closing === undefined && networks === undefined && cameIn === undefined;
    const now = isPlain ? undefined : JSON.stringify([closing?.at, networks, cameIn]);
    if (now === undefined) terms.delete(workspace);
    else terms.set(workspace, now);
    return now !== before;
  }

  const judge = async ({ protocols, address }: Wire, workspace: string): Promise<Result<Caller, Rejection>> =>
    authorizationOf(await credentials.check(tokenOffered(protocols), workspace, address));

  function reject(wire: Required<Wire>, { code, reason }: Rejection): void {
    metrics.closed.inc({ code: String(code) });
    wire.resume();
    wire.close(code, reason);
    timers.after(closingMilliseconds, () => wire.terminate());
  }

  function admit(wire: Required<Wire>, workspace: string, caller: Caller): Connection | undefined {
    const others = connections.get(workspace) ?? new Set();
    if (others.size >= limits.socketsPerWorkspace) {
      reject(wire, tooMany);
      return undefined;
    }
    connections.set(workspace, others);
    metrics.sockets.inc();
    const closed = deps.sessions.opened(workspace, caller.device, wire.address);
    const connection = createConnection(wire, caller, {
      ...deps,
      announce: ({ name }, payload) => deps.peers?.tellPresence({ workspace, name }, payload),
      enter: (name) => registry.room(workspace, name),
      left: registry.releaseIfIdle,
      ended() {
        metrics.sockets.dec();
        closed();
        others.delete(connection);
        if (others.size === 0) connections.delete(workspace);
      },
    });
    others.add(connection);
    return connection;
  }

  /** Takes a device in, or closes its socket with a code that says why not. */
  async function accept(given: Wire): Promise<void> {
    const wire = complete(given);
    const early: Uint8Array[] = [];
    let isOver = false;
    let receive = (message: Uint8Array): void => void early.push(message);
    // Until it is known whose it is, as little as possible is taken in.
    wire.pause();
    wire.onClose(() => (isOver = true));
    wire.onMessage((message) => receive(message));
    const workspace = readAddress(wire.path);
    if (workspace === undefined) return wire.terminate();
    const authorization = await judge(wire, workspace);
    if (isOver) return;
    if (!authorization.ok) return reject(wire, authorization.error);
    const connection = admit(wire, workspace, authorization.value);
    if (connection === undefined) return;
    receive = connection.receive;
    wire.resume();
    for (const message of early) receive(message);
    // A membership may have changed between the check of the token and its place among the others.
    const again = await judge(wire, workspace);
    if (again.ok) connection.setAccess(again.value.access);
    else connection.close(again.error.code, again.error.reason);
  }

  /** Whether this start of a device is connected here, and answers. */
  async function isThere(workspace: string, device: string, start: string): Promise<boolean> {
    const own = [...(connections.get(workspace) ?? [])].filter(
      (one) => one.device === device && one.start === start,
    );
    return (await Promise.all(own.map((one) => one.isThere()))).includes(true);
  }

  return {
    accept,
    isThere,
    /** The workspaces of which some device is connected here. */
    workspaces: (): string[] => [...connections.keys()],
    /** Applies a new record to who is in: cuts, turns away or lets write, as it says. */
    membershipChanged(record: Membership): void {
      const isNews = noteTerms(record);
      for (const connection of connections.get(record.workspace) ?? []) {
        const opens = isNews ? err(otherTerms) : authorizationUnder(record, connection);
        if (opens.ok) connection.setAccess(opens.value);
        else connection.close(opens.error.code, opens.error.reason);
      }
    },
    /** These devices sign in again, so that they hear at once what is asked at a sign-in. */
    signInAgain(workspace: string, devices: readonly string[]): void {
      for (const connection of connections.get(workspace) ?? [])
        if (devices.includes(connection.device)) connection.close(otherTerms.code, otherTerms.reason);
    },
    /** Nobody is in any more: who comes again is told why. */
    workspaceGone(workspace: string): void {
      deps.sessions.forget(workspace);
      for (const connection of connections.get(workspace) ?? [])
        connection.close(unknown.code, unknown.reason);
    },
    closeAll(): void {
      for (const connection of [...connections.values()].flatMap((ofOne) => [...ofOne])) {
        connection.close(closeCode.goingAway, 'The relay stops.');
      }
    },
  };
}
export type Authorizer = ReturnType<typeof createAuthorizer>;
