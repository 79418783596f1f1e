import type { CallHandlers, SocketHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { httpOrigin } from '#shared/domain/egress.ts';
import { parseJson } from '#shared/lib/json.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { EgressRefusal, type EgressGuard } from './egress/guard.ts';

type Request = CallArgs<'relay.request'>;
type BlobPlace = CallArgs<'relay.blobState'>;

/** A relay that does not answer in this time (ms) counts as gone; the vault tries again later. */
const patience = 15_000;
/** The same for a piece of a blob, on a slow line. */
const piecePatience = 60_000;

/** The relay's HTTP calls and its socket, both through the egress guard. */
export function createRelayService(deps: { guard: EgressGuard }): {
  calls: Pick<CallHandlers, 'relay.request' | 'relay.blobState' | 'relay.putPiece' | 'relay.getPiece'>;
  sockets: Pick<SocketHandlers, 'relay.socket'>;
} {
  const fetch = deps.guard.fetch('relay');

  /** One request, and what `read` makes of its answer. */
  async function ask<T>(
    place: { url: string; path: string },
    options: RequestInit,
    read: (response: Response) => Promise<T>,
  ): Promise<Result<T>> {
    try {
      return ok(await read(await fetch(address(place), options)));
    } catch (error) {
      return error instanceof EgressRefusal ? refused(error) : unreachable;
    }
  }

  return {
    calls: {
      'relay.request': (request) => ask(request, options(request), readJson),
      'relay.blobState': (place) =>
        ask(place, blobOptions('HEAD', place), async ({ status, headers }) =>
          status === 200
            ? {
                status,
                received: Number(headers.get('upload-offset')),
                size: Number(headers.get('upload-length')),
              }
            : { status },
        ),
      'relay.putPiece': ({ first, size, bytes, ...place }) => {
        const range = `bytes ${first}-${first + bytes.length - 1}/${size}`;
        const headers = { 'content-type': 'application/octet-stream', 'content-range': range };
        return ask(place, { ...blobOptions('PUT', place, headers), body: bytes }, readJson);
      },
      'relay.getPiece': ({ first, last, ...place }) => {
        const options = blobOptions('GET', place, { range: `bytes=${first}-${last}` });
        return ask(place, options, (response) => readPiece(response, last - first + 1));
      },
    },
    sockets: {
      'relay.socket': ({ url, protocols }, listener) => deps.guard.connect('relay', url, protocols, listener),
    },
  };
}

/** A relay may live under a path of a proxy, so its own paths are put behind that. */
function address({ url, path }: { url: string; path: string }): string {
  const base = new URL(url);
  return `${httpOrigin(base)}${base.pathname.replace(/\/$/, '')}${path}`;
}

async function readJson(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: parseJson(await response.text()) ?? null };
}

/** The piece that was asked for and nothing longer: a relay that sends more is not listened to. */
async function readPiece(response: Response, length: number) {
  if (response.status !== 206) return readJson(response);
  if (Number(response.headers.get('content-length')) !== length) {
    await response.body?.cancel();
    return { status: 502, body: null };
  }
  return { status: 206, body: null, bytes: new Uint8Array(await response.arrayBuffer()) };
}

function blobOptions(
  method: string,
  { token }: BlobPlace,
  headers: Record<string, string> = {},
): RequestInit {
  return {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(piecePatience),
  };
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
  'The relay does not answer.',
  'Your work is safe on this device and is sent when the relay answers again. Check the relay’s address and your connection.',
);
