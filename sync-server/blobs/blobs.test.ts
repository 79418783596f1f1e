import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blobPieceBytes } from '#shared/lib/blob-format.ts';
import type { S3Standin } from '#tests/standins/s3/server.ts';
import { startS3 } from '#tests/standins/s3/server.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { everythingStored } from '../testing/store.ts';
import { createTestWorkspace } from '../testing/workspace.ts';
import { partsOf, readContentRange, readRange } from './ranges.ts';

afterAll(removeTemporaryFolders);

const id = 'an-opaque-blob-id';
const secretKey = 'the stand-in’s secret';

type Relay = Awaited<ReturnType<typeof startRelay>>;

async function blobClient(relay: Relay) {
  const owner = await createTestWorkspace();
  await owner.register(relay.url);
  const token = await owner.signIn(relay.url);
  const url = (blob: string) => `${relay.url}/v1/workspaces/${owner.workspace}/blobs/${blob}`;
  const call = (
    method: string,
    headers: Record<string, string> = {},
    body?: Uint8Array<ArrayBuffer>,
    blob = id,
  ) =>
    fetch(url(blob), {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body && { body }),
    });
  const put = (first: number, piece: Uint8Array<ArrayBuffer>, size: number, blob = id) =>
    call(
      'PUT',
      {
        'content-type': 'application/octet-stream',
        'content-range': `bytes ${first}-${first + piece.length - 1}/${size}`,
      },
      piece,
      blob,
    );
  return { call, put };
}

const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;

const kinds = [{ kind: 'disk' as const }, { kind: 's3' as const }];

describe.each(kinds)('attachments on $kind', ({ kind }) => {
  let s3: S3Standin;
  let relay: Relay;
  beforeEach(async () => {
    s3 = await startS3({ secretKey });
    process.env['AWS_ACCESS_KEY_ID'] = 'access';
    process.env['AWS_SECRET_ACCESS_KEY'] = secretKey;
    relay = await startRelay({
      limits: { blobBytes: 4 * blobPieceBytes, blobBytesPerWorkspace: 5 * blobPieceBytes },
      s3: kind === 's3' ? { bucket: 'blobs', endpoint: s3.url, region: 'us-east-1' } : undefined,
    });
  });
  afterEach(async () => {
    await relay.stop();
    await s3.stop();
  });

  test('an attachment goes up in pieces, goes on where it broke off, and comes down whole or in parts', async () => {
    const { call, put } = await blobClient(relay);
    const bytes = new Uint8Array(randomBytes(2 * blobPieceBytes + 1000));
    const piece = (i: number) => bytes.slice(i * blobPieceBytes, (i + 1) * blobPieceBytes);
    const putPiece = (i: number) => put(i * blobPieceBytes, piece(i), bytes.length);

    expect((await putPiece(0)).status).toBe(202);
    expect(await codeOf(await putPiece(2))).toBe('blob.offset');
    expect(await codeOf(await call('GET'))).toBe('blob.incomplete');
    const head = await call('HEAD');
    expect(head.headers.get('upload-offset')).toBe(String(blobPieceBytes));
    // The answer to a piece may get lost: it is sent again.
    expect(await (await putPiece(0)).json()).toMatchObject({ received: blobPieceBytes });
    expect((await putPiece(1)).status).toBe(202);
    expect((await putPiece(2)).status).toBe(201);

    const whole = new Uint8Array(await (await call('GET')).arrayBuffer());
    expect(Buffer.compare(whole, bytes)).toBe(0);
    const part = await call('GET', { range: `bytes=${blobPieceBytes - 10}-${2 * blobPieceBytes + 9}` });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toContain(`/${bytes.length}`);
    const expected = bytes.subarray(blobPieceBytes - 10, 2 * blobPieceBytes + 10);
    expect(Buffer.compare(new Uint8Array(await part.arrayBuffer()), expected)).toBe(0);
    expect((await call('GET', { range: `bytes=${bytes.length}-` })).status).toBe(416);
    expect(s3.objects.size).toBe(kind === 's3' ? 3 : 0);

    expect((await call('DELETE')).status).toBe(204);
    expect(await codeOf(await call('GET'))).toBe('blob.unknown');
    expect(s3.objects.size).toBe(0);
    const left = await everythingStored(relay.dataFolder);
    expect(left.includes(Buffer.from(piece(2)))).toBe(false);
  });

  test('what does not fit or is malformed is refused with its own code, and nothing is kept of it', async () => {
    const { call, put } = await blobClient(relay);
    const piece = new Uint8Array(blobPieceBytes);
    expect(await codeOf(await put(0, piece, 4 * blobPieceBytes + 1))).toBe('blob.too-large');
    expect((await put(0, piece, 4 * blobPieceBytes)).status).toBe(202);
    expect(await codeOf(await put(0, piece, 2 * blobPieceBytes))).toBe('blob.size');
    expect(await codeOf(await put(0, piece, 2 * blobPieceBytes, 'another-blob-of-it'))).toBe('blob.full');
    expect(await codeOf(await put(0, piece.slice(1), 2 * blobPieceBytes, 'a-short-piece-of-it'))).toBe(
      'bad-request',
    );
    expect(await codeOf(await put(0, new Uint8Array([1]), 1, 'short'))).toBe('bad-request');
    expect((await call('PUT', { authorization: 'Bearer forged' })).status).toBe(401);
    expect((await call('HEAD', {}, undefined, 'another-blob-of-it')).status).toBe(404);
  });
});

test('any range of any blob is put together from its pieces', () => {
  const size = 3 * blobPieceBytes + 17;
  fc.assert(
    fc.property(fc.nat(size - 1), fc.nat(size - 1), (a, b) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const parts = partsOf({ first, last });
      expect(parts.reduce((sum, part) => sum + part.last - part.first + 1, 0)).toBe(last - first + 1);
      expect(parts.every((part) => part.last < blobPieceBytes)).toBe(true);
    }),
  );
});

test('headers of ranges are read as HTTP says, and nothing else passes', () => {
  expect(readRange('bytes=5-', 10)).toEqual({ first: 5, last: 9 });
  expect(readRange('bytes=-3', 10)).toEqual({ first: 7, last: 9 });
  expect(readRange('bytes=2-99', 10)).toEqual({ first: 2, last: 9 });
  expect(readRange(undefined, 10)).toEqual({ first: 0, last: 9 });
  for (const bad of [
    'bytes=',
    'bytes=-',
    'bytes=1-2,4-5',
    'items=1-2',
    'bytes=10-',
    'bytes=4-3',
    'bytes=-0',
  ]) {
    expect(readRange(bad, 10), bad).toBeUndefined();
  }
  expect(readContentRange('bytes 0-4/5')).toEqual({ first: 0, last: 4, size: 5 });
  for (const bad of ['bytes 0-5/5', 'bytes 3-2/5', 'bytes */5', 'bytes 0-4/*', undefined]) {
    expect(readContentRange(bad), bad).toBeUndefined();
  }
});
