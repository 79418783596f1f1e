import { Agent } from 'undici';
import type { EgressDecision, EgressEntry, EgressPolicy, EgressPurpose } from '#shared/domain/egress.ts';
import { decideEgress, httpOrigin, isLoopback } from '#shared/domain/egress.ts';
import type { Socket, SocketListener } from '#shared/bridge/bridge.ts';
import { egressRefusedCode } from '#shared/bridge/bridge.ts';
import { namesInside, publicDispatcher } from './public-only.ts';
import { openStream, type Stream } from './stream.ts';
import { openWebSocket } from './web-socket.ts';

/**
 * `fetch` for one purpose. Rejects with an `EgressRefusal` where the policy says no; follows no redirect but
 * those of file servers.
 */
export type GuardedFetch = typeof globalThis.fetch;

/** The request did not leave this device. `message` is the reason in words for the owner. */
export class EgressRefusal extends Error {
  override readonly name = 'EgressRefusal';
}

/** It was sent, and the address there sends on to another one, where nothing went. */
export class SentOnRefusal extends EgressRefusal {}

export interface EgressGuard {
  /** Replaces the policy, and closes the sockets that the new one does not allow. */
  configure(policy: EgressPolicy): void;
  /** Whether nothing may be asked of a model elsewhere: also until the settings are known. */
  isLocalOnly(): boolean;
  /**
   * `onLine` hears the ledger's line of each of its requests, allowed or refused, before it leaves. `own`: what the shell
   * does by itself, whichever business's policy is in force.
   */
  fetch(purpose: EgressPurpose, onLine?: (entry: EgressEntry) => void, own?: EgressPolicy): GuardedFetch;
  /** A WebSocket; a refused one closes at once with `egressRefusedCode`. Throws a TypeError on a malformed URL. */
  connect(purpose: EgressPurpose, url: string, protocols: string[], listener: SocketListener): Socket;
  /**
   * A plain connection, for what is no web address. Its speaker encrypts it: see `decideEgress`. `bytes`: of what is to
   * be sent, for the ledger. Rejects with an `EgressRefusal`, or as Node does where no connection comes about.
   */
  dial(purpose: EgressPurpose, url: string, bytes: number): Promise<Stream>;
  /** The ledger: every request, allowed or refused, from now on and those that nobody has seen yet. */
  watch(listener: (entry: EgressEntry) => void): () => void;
}

export interface EgressGuardDeps {
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
}

interface OpenSocket {
  purpose: EgressPurpose;
  url: URL;
  close(reason: string): void;
}

/**
 * The one door out of this device: every request of a service names its purpose here, is decided by
 * `decideEgress`, and leaves a line in the ledger. Until it is configured, only this machine may be reached.
 */
export function createEgressGuard(deps: EgressGuardDeps): EgressGuard {
  const ledger = createLedger();
  const sockets = new Set<OpenSocket>();
  let policy: EgressPolicy | undefined;

  function record(purpose: EgressPurpose, url: URL, method: string, bytes: number, decision: EgressDecision) {
    const line = { id: deps.newId(), at: deps.now(), purpose, origin: httpOrigin(url), method, bytes };
    const entry: EgressEntry = decision.allowed
      ? { ...line, allowed: true }
      : { ...line, allowed: false, reason: decision.reason };
    ledger.add(entry);
    return entry;
  }

  async function guardedFetch(
    purpose: EgressPurpose,
    { onLine, own }: { onLine: ((entry: EgressEntry) => void) | undefined; own: EgressPolicy | undefined },
    input: string | URL | Request,
    init: RequestInit = {},
    hopsLeft = hopsOf(purpose),
  ): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = (init.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
    const decision = decide(purpose, url, own ?? policy);
    const line = record(purpose, url, method, bodyBytes(init.body), decision);
    onLine?.(line);
    if (!decision.allowed) throw new EgressRefusal(decision.reason);
    const options = { ...init, redirect: 'manual' as const, ...wayOf(purpose, url) };
    const response = await fetch(input, options);
    const target = redirectTarget(response, url);
    if (target === undefined) return response;
    await response.body?.cancel();
    if (hopsLeft > 0) return guardedFetch(purpose, { onLine, own }, target, init, hopsLeft - 1);
    record(purpose, target, method, 0, redirectRefused);
    throw new SentOnRefusal(redirectRefused.reason);
  }

  return {
    configure(next) {
      policy = next;
      for (const socket of sockets) {
        const decision = decide(socket.purpose, socket.url, policy);
        if (!decision.allowed) socket.close(decision.reason);
      }
    },
    isLocalOnly: () => policy?.localOnly ?? true,
    fetch: (purpose, onLine, own) => (input, init) => guardedFetch(purpose, { onLine, own }, input, init),
    connect(purpose, address, protocols, listener) {
      const url = new URL(address);
      const decision = decide(purpose, url, policy);
      record(purpose, url, 'CONNECT', 0, decision);
      if (!decision.allowed) return refusedSocket(decision.reason, listener);
      const closed = (code: number, reason: string) => {
        sockets.delete(open);
        listener.closed(code, reason);
      };
      const socket = openWebSocket(url, protocols, {
        opened: (protocol) => listener.opened(protocol),
        received: (frame) => listener.received(frame),
        closed,
      });
      const open: OpenSocket = { purpose, url, close: (reason) => socket.close(egressRefusedCode, reason) };
      sockets.add(open);
      return socket;
    },
    async dial(purpose, address, bytes) {
      const url = new URL(address);
      const decision = decide(purpose, url, policy);
      record(purpose, url, 'CONNECT', bytes, decision);
      if (!decision.allowed) throw new EgressRefusal(decision.reason);
      const stream = await openStream(url);
      const open: OpenSocket = { purpose, url, close: (reason) => stream.destroy(new EgressRefusal(reason)) };
      sockets.add(open);
      stream.once('close', () => sockets.delete(open));
      // Settings may have changed while it was being opened.
      const still = decide(purpose, url, policy);
      if (!still.allowed) open.close(still.reason);
      return stream;
    },
    watch: (listener) => ledger.watch(listener),
  };
}

/** A long prompt takes a slow computer more than the five minutes that Node waits: who asks a model has a watchdog. */
const withoutTimeouts = { dispatcher: new Agent({ headersTimeout: 0, bodyTimeout: 0 }) };

function wayOf(purpose: EgressPurpose, url: URL): { dispatcher?: Agent } {
  if (outsidePurposes.has(purpose)) return { dispatcher: publicDispatcher(url) };
  return slowPurposes.has(purpose) ? withoutTimeouts : {};
}

/** Addresses that somebody has been given: they lead into no network at home. */
const outsidePurposes: ReadonlySet<EgressPurpose> = new Set(['calendar', 'webhook']);

const slowPurposes: ReadonlySet<EgressPurpose> = new Set([
  'model.local',
  'model.remote',
  'voice.local',
  'voice.remote',
]);

/** File servers and calendars send on to one another. Each address is decided anew, and nothing secret goes along. */
function hopsOf(purpose: EgressPurpose): number {
  return purpose === 'channel.files' || purpose === 'calendar' ? 3 : 0;
}

const insideRefused = {
  allowed: false as const,
  reason: 'The address is one of a private network.',
};

const redirectRefused = {
  allowed: false as const,
  reason:
    'The address sends on to another one, which is not followed. Enter the final address in the settings.',
};

function decide(purpose: EgressPurpose, url: URL, policy: EgressPolicy | undefined): EgressDecision {
  if (outsidePurposes.has(purpose) && namesInside(url)) return insideRefused;
  const origins = isLoopback(url) ? { [purpose]: [httpOrigin(url)] } : {};
  return decideEgress(purpose, url, policy ?? { localOnly: true, origins });
}

function bodyBytes(body: RequestInit['body']): number {
  if (typeof body === 'string') return Buffer.byteLength(body);
  if (body instanceof URLSearchParams) return Buffer.byteLength(body.toString());
  if (body instanceof Blob) return body.size;
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength;
  return 0;
}

function redirectTarget(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location');
  if (location === null || response.status < 300 || response.status > 399) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from) : from;
}

function refusedSocket(reason: string, listener: SocketListener): Socket {
  queueMicrotask(() => listener.closed(egressRefusedCode, reason));
  return { send() {}, close() {} };
}

/** Lines that nobody watched yet wait, so that the ledger is whole from the first request on. */
const unseenLimit = 1000;

function createLedger() {
  const watchers = new Set<(entry: EgressEntry) => void>();
  const unseen: EgressEntry[] = [];
  return {
    add(entry: EgressEntry): void {
      for (const watcher of watchers) watcher(entry);
      if (watchers.size > 0) return;
      unseen.push(entry);
      if (unseen.length > unseenLimit) unseen.shift();
    },
    watch(watcher: (entry: EgressEntry) => void): () => void {
      watchers.add(watcher);
      for (const entry of unseen.splice(0)) watcher(entry);
      return () => watchers.delete(watcher);
    },
  };
}
