import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { isSigned } from './signature.ts';

export interface S3Standin {
  url: string;
  objects: Map<string, Buffer>;
  stop(): Promise<void>;
}

function answerError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
}

function answerObject(request: IncomingMessage, response: ServerResponse, object: Buffer): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const [first, last] = range
    ? [Number(range[1]), Math.min(Number(range[2]), object.length - 1)]
    : [0, object.length - 1];
  if (first > last) return answerError(response, 416, 'InvalidRange');
  const part = object.subarray(first, last + 1);
  response.writeHead(range ? 206 : 200, {
    'content-length': part.length,
    ...(range ? { 'content-range': `bytes ${first}-${last}/${object.length}` } : {}),
  });
  response.end(part);
}

/** An object store that speaks as much of Amazon's S3 as the relay uses, with paths as bucket names. */
export async function startS3({ secretKey }: { secretKey: string }): Promise<S3Standin> {
  const objects = new Map<string, Buffer>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const key = new URL(request.url ?? '/', 'http://s3.invalid').pathname.slice(1);
    if (!isSigned(request, body, secretKey)) return answerError(response, 403, 'SignatureDoesNotMatch');
    const object = objects.get(key);
    if (request.method === 'PUT') objects.set(key, body);
    else if (request.method === 'DELETE') objects.delete(key);
    else if (object === undefined) return answerError(response, 404, 'NoSuchKey');
    else return answerObject(request, response, object);
    response.writeHead(request.method === 'DELETE' ? 204 : 200).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => answerError(response, 500, 'InternalError'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    objects,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
