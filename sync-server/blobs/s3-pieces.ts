import type { Readable } from 'node:stream';
import type { PieceStore } from './pieces.ts';

export interface S3Settings {
  bucket: string;
  /** Of a store other than Amazon's. */
  endpoint?: string | undefined;
  region: string;
}

/**
 * Pieces in any store that speaks S3. The SDK finds its credentials by its own rules (AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY, a profile, or the machine's role).
 */
export async function createS3Pieces({ bucket, endpoint, region }: S3Settings): Promise<PieceStore> {
  // Loaded only where it is used: it is half of the relay's code.
  const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand } =
    await import('@aws-sdk/client-s3');
  const client = new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Other stores do not know Amazon's newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

  return {
    async put(key, bytes) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    },
    async read(key, first, last) {
      const range = `bytes=${first}-${last}`;
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
      return Body as Readable;
    },
    async remove(keys) {
      for (const key of keys) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    // There a folder is a part of a name.
    removeFolder: async () => {},
  };
}
