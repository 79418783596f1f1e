import { createHash, randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

interface File {
  type: string;
  bytes: Buffer;
}

/** What was uploaded, by Meta's media id. */
export interface MediaStore {
  /** Reads a multipart upload; `undefined` where it is none as Meta takes it. */
  take(request: IncomingMessage, body: Buffer): Promise<string | undefined>;
  /** What Meta tells about a file, with the address that hands it out. */
  fields(id: string, url: string): Record<string, string> | undefined;
  send(response: ServerResponse, id: string): void;
}

export function createMediaStore(): MediaStore {
  const files = new Map<string, File>();
  return {
    async take(request, body) {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined);
      const file = form?.get('file');
      if (!(file instanceof Blob) || form?.get('messaging_product') !== 'whatsapp') return undefined;
      const id = String(randomInt(1e9, 1e12));
      files.set(id, { type: file.type, bytes: Buffer.from(await file.arrayBuffer()) });
      return id;
    },
    fields(id, url) {
      const file = files.get(id);
      if (file === undefined) return undefined;
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      const file_size = String(file.bytes.length);
      return { messaging_product: 'whatsapp', url, mime_type: file.type, sha256, file_size, id };
    },
    send(response, id) {
      const file = files.get(id);
      if (file === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': file.type }).end(file.bytes);
    },
  };
}
