import type { FastifyInstance, FastifyReply } from 'fastify';
import { blobIdPattern, blobPieceBytes } from '#shared/lib/blob-format.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import { fail, malformed } from '../http/reply.ts';
import type { BlobRefusal, Blobs } from './blobs.ts';
import { isPiece, readContentRange, readRange } from './ranges.ts';

type ForBlob = { Params: { workspace: string; id: string } };

const refusals: Record<BlobRefusal, [status: number, message: string]> = {
  unknown: [404, 'There is no such attachment here.'],
  incomplete: [409, 'This attachment has not fully arrived yet.'],
  offset: [409, 'Another piece is next. Ask how much has arrived.'],
  size: [409, 'This attachment was announced with another size.'],
  'too-large': [413, 'This attachment is larger than the relay takes.'],
  full: [507, 'The workspace’s space for attachments at this relay is used up.'],
  'disk-full': [507, 'The relay’s disk is full. The attachment stays on the device until there is space.'],
};

function refuse(reply: FastifyReply, refusal: BlobRefusal): FastifyReply {
  const [status, message] = refusals[refusal];
  return fail(reply, status, `blob.${refusal}`, message);
}

function uploadRoutes(app: FastifyInstance, path: string, { authenticate, blobs }: Deps): void {
  app.put<ForBlob>(path, { bodyLimit: blobPieceBytes }, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    const range = readContentRange(request.headers['content-range']);
    const body = request.body;
    if (range === undefined || !isPiece(range) || !blobIdPattern.test(id)) return malformed(reply);
    if (!Buffer.isBuffer(body) || body.length !== range.last - range.first + 1) return malformed(reply);
    const done = await blobs.put({ workspace, id, first: range.first, size: range.size }, body);
    if (!done.ok) return refuse(reply, done.error);
    const { received, size } = done.value;
    return reply.code(received === size ? 201 : 202).send({ received, size });
  });

  app.delete<ForBlob>(path, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    await blobs.remove(workspace, id);
    return reply.code(204).send();
  });
}

function downloadRoutes(app: FastifyInstance, path: string, { authenticate, blobs }: Deps): void {
  app.get<ForBlob>(path, { exposeHeadRoute: false }, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    const blob = await blobs.find(workspace, id);
    if (blob === undefined) return refuse(reply, 'unknown');
    if (blob.received < blob.size) return refuse(reply, 'incomplete');
    const range = readRange(request.headers.range, blob.size);
    if (range === undefined) {
      reply.header('content-range', `bytes */${blob.size}`);
      return fail(reply, 416, 'blob.range', 'The attachment has no such part.');
    }
    const { first, last } = range;
    if (request.headers.range !== undefined) {
      reply.code(206).header('content-range', `bytes ${first}-${last}/${blob.size}`);
    }
    return reply
      .header('accept-ranges', 'bytes')
      .header('content-length', last - first + 1)
      .type('application/octet-stream')
      .send(blobs.stream(blob, range));
  });

  app.head<ForBlob>(path, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    const blob = await blobs.find(workspace, id);
    if (blob === undefined) return refuse(reply, 'unknown');
    return reply
      .header('accept-ranges', 'bytes')
      .header('upload-offset', blob.received)
      .header('upload-length', blob.size)
      .send();
  });
}

interface Deps {
  authenticate: Authenticate;
  blobs: Blobs;
}

/** Encrypted attachments by opaque id: sent in pieces, read whole or in parts. */
export async function blobRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  const path = '/v1/workspaces/:workspace/blobs/:id';
  await app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    uploadRoutes(scope, path, deps);
    downloadRoutes(scope, path, deps);
  });
}
