import { blobIdPattern, blobPieceBytes } from '#shared/lib/blob-format.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { headerOf } from '../http/messages.ts';
import { answer, done, fail, malformed } from '../http/reply.ts';
import type { BlobRefusal, Blobs } from './blobs.ts';
import { isPiece, readContentRange, readRange } from './ranges.ts';

const refusals: Record<BlobRefusal, [status: number, message: string]> = {
  unknown: [404, 'There is no such attachment here.'],
  incomplete: [409, 'This attachment has not fully arrived yet.'],
  offset: [409, 'Another piece is next. Ask how much has arrived.'],
  size: [409, 'This attachment was announced with another size.'],
  'too-large': [413, 'This attachment is larger than the relay takes.'],
  full: [507, 'The workspace’s space for attachments at this relay is used up.'],
  'disk-full': [507, 'The relay’s disk is full. The attachment stays on the device until there is space.'],
};

function refuse(refusal: BlobRefusal): HttpAnswer {
  const [status, message] = refusals[refusal];
  return fail(status, `blob.${refusal}`, message);
}

interface Deps {
  authenticate: Authenticate;
  blobs: Blobs;
}

interface Place {
  workspace: string;
  id: string;
}

async function put(blobs: Blobs, { workspace, id }: Place, request: RoutedRequest): Promise<HttpAnswer> {
  const range = readContentRange(headerOf(request, 'content-range'));
  const { body } = request;
  if (range === undefined || !isPiece(range) || !blobIdPattern.test(id)) return malformed();
  if (body === undefined || body.length !== range.last - range.first + 1) return malformed();
  const taken = await blobs.put({ workspace, id, first: range.first, size: range.size }, body);
  if (!taken.ok) return refuse(taken.error);
  const { received, size } = taken.value;
  return answer({ received, size }, received === size ? 201 : 202);
}

async function get(blobs: Blobs, { workspace, id }: Place, request: RoutedRequest): Promise<HttpAnswer> {
  const blob = await blobs.find(workspace, id);
  if (blob === undefined) return refuse('unknown');
  if (blob.received < blob.size) return refuse('incomplete');
  const asked = headerOf(request, 'range');
  const range = readRange(asked, blob.size);
  if (range === undefined) {
    const refused = fail(416, 'blob.range', 'The attachment has no such part.');
    return { ...refused, headers: { ...refused.headers, 'content-range': `bytes */${blob.size}` } };
  }
  const { first, last } = range;
  return {
    status: asked === undefined ? 200 : 206,
    headers: {
      'accept-ranges': 'bytes',
      'content-length': String(last - first + 1),
      'content-type': 'application/octet-stream',
      ...(asked === undefined ? {} : { 'content-range': `bytes ${first}-${last}/${blob.size}` }),
    },
    body: blobs.stream(blob, range),
  };
}

async function head(blobs: Blobs, { workspace, id }: Place): Promise<HttpAnswer> {
  const blob = await blobs.find(workspace, id);
  if (blob === undefined) return refuse('unknown');
  const headers = {
    'accept-ranges': 'bytes',
    'upload-offset': String(blob.received),
    'upload-length': String(blob.size),
  };
  return { status: 200, headers };
}

async function remove(blobs: Blobs, { workspace, id }: Place): Promise<HttpAnswer> {
  await blobs.remove(workspace, id);
  return done;
}

/** Encrypted attachments by opaque id: sent in pieces, read whole or in parts. */
export function blobRoutes({ authenticate, blobs }: Deps): Route[] {
  const acts = { PUT: put, GET: get, HEAD: head, DELETE: remove };
  return (['PUT', 'GET', 'HEAD', 'DELETE'] as const).map((method) => ({
    method,
    path: '/v1/workspaces/:workspace/blobs/:id',
    mostBytes: blobPieceBytes,
    async answer(request) {
      const place = { workspace: request.params['workspace']!, id: request.params['id']! };
      const caller = await authenticate(request, place.workspace);
      return caller.ok ? acts[method](blobs, place, request) : caller.error;
    },
  }));
}
