import type { CallHandlers, SocketHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { httpOrigin } from '#shared/domain/egress.ts';
import { parseJson } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { EgressRefusal, type EgressGuard } from './egress/guard.ts';

type Request = CallArgs<'relay.request'>;

/** A relay that does not answer in this time (ms) counts as gone; the vault tries again later. */
const patience = 15_000;

/** The relay's HTTP calls and its socket, both through the egress guard. */
export function createRelayService(deps: { guard: EgressGuard }): {
  calls: Pick<CallHandlers, 'relay.request'>;
  sockets: Pick<SocketHandlers, 'relay.socket'>;
} {
  const send = deps.guard.fetch('relay');
  return {
    calls: {
      async 'relay.request'(request) {
        try {
          const response = await send(address(request), options(request));
          return ok({ status: response.status, body: parseJson(await response.text()) ?? null });
        } catch (error) {
          return error instanceof EgressRefusal ? refused(error) : unreachable;
        }
      },
    },
    sockets: {
      'relay.socket': ({ url, protocols }, listener) => deps.guard.connect('relay', url, protocols, listener),
    },
  };
}

/** A relay may live under a path of a proxy, so its own paths are put behind that. */
function address(request: Request): string {
  const base = new URL(request.url);
  return `${httpOrigin(base)}${base.pathname.replace(/\/$/, '')}${request.path}`;
}

function options(request: Request): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`;
  if (request.body !== undefined) headers['content-type'] = 'application/json';
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  return { method: request.method, headers, body, signal: AbortSignal.timeout(patience) };
}

function refused(refusal: EgressRefusal) {
  return problem(
    'egress.refused',
    `Nothing was sent to the relay. ${refusal.message}`,
    'Check the relay’s address in the settings.',
  );
}

const unreachable = problem(
  'relay.unreachable',
  'The relay does not answer. Your work is safe on this device and is sent when the relay answers again.',
  'Check the relay’s address and your connection.',
);
