import { createHash, randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

interface File {
  type: string;
  bytes: Buffer;
}

/** How a download is disturbed. */
export type MediaTrouble =
  /** Ends before all bytes have come, as a lost connection does. */
  | 'truncated'
  /** As many bytes as announced, but others. */
  | 'damaged'
  /** The address that was given out has run out: 404. */
  | 'expired-url'
  /** Comes in small parts with pauses. */
  | 'slow'
  /** The first bytes come, and then nothing. */
  | 'stalled'
  /** A page of words instead of the file, as servers answer that want to explain themselves. */
  | 'web-page'
  /** Announces more bytes than Meta allows. */
  | 'too-large'
  /** Sends on to another address. */
  | 'foreign-redirect';

/** What was uploaded or sent by customers, by Meta's media id. */
export interface MediaStore {
  /** Reads a multipart upload; `undefined` where it is none as Meta takes it. */
  take(request: IncomingMessage, body: Buffer): Promise<string | undefined>;
  /** What Meta tells about a file, with the address that hands it out. */
  fields(id: string, url: string): Record<string, string> | undefined;
  send(response: ServerResponse, id: string): void;
  /** A file of a customer's: its id, as a message names it. */
  add(bytes: Uint8Array, type: string): string;
  /** As after seven days: nobody knows the id any more. */
  expire(id: string): void;
  /** Disturbs the next download; several are used up one after another. */
  disturbNext(trouble: MediaTrouble): void;
  get(id: string): { type: string; bytes: Buffer; name?: string } | undefined;
  /** How often a file was handed out, by its id. */
  readonly downloads: ReadonlyMap<string, number>;
}

/** Meta's limit for the largest kind of file, in bytes. */
const documentLimit = 100 << 20;

export function createMediaStore(): MediaStore {
  const files = new Map<string, File & { name?: string }>();
  const troubles: MediaTrouble[] = [];
  const downloads = new Map<string, number>();

  function add(file: File & { name?: string }): string {
    const id = String(randomInt(1e9, 1e12));
    files.set(id, file);
    return id;
  }

  return {
    downloads,
    async take(request, body) {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined);
      const file = form?.get('file');
      if (!(file instanceof Blob) || form?.get('messaging_product') !== 'whatsapp') return undefined;
      if (file.size > documentLimit) return undefined;
      const name = 'name' in file ? { name: file.name } : {};
      return add({ type: file.type, bytes: Buffer.from(await file.arrayBuffer()), ...name });
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
      const trouble = troubles.shift();
      downloads.set(id, (downloads.get(id) ?? 0) + 1);
      if (file === undefined || trouble === 'expired-url') response.writeHead(404).end();
      else void handOut(response, file, trouble);
    },
    add: (bytes, type) => add({ type, bytes: Buffer.from(bytes) }),
    expire: (id) => void files.delete(id),
    disturbNext: (trouble) => void troubles.push(trouble),
    get: (id) => files.get(id),
  };
}

/** Sends a file, undisturbed or not. */
export async function handOut(
  response: ServerResponse,
  { type, bytes }: File,
  trouble?: MediaTrouble,
): Promise<void> {
  if (trouble === 'web-page') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sorry, something went wrong.</p>');
    return;
  }
  if (trouble === 'foreign-redirect') {
    response.writeHead(302, { location: 'https://files.example/elsewhere' }).end();
    return;
  }
  const announced = trouble === 'too-large' ? documentLimit + 1 : bytes.length;
  response.writeHead(200, { 'content-type': type, 'content-length': announced });
  const half = Math.floor(bytes.length / 2);
  if (trouble === 'damaged') {
    const other = Buffer.from(bytes);
    other[half]! ^= 1;
    response.end(other);
  } else if (trouble === 'truncated') response.write(bytes.subarray(0, half), () => response.destroy());
  else if (trouble === 'stalled') response.write(bytes.subarray(0, half));
  else if (trouble === 'slow') {
    const step = Math.ceil(bytes.length / 10);
    for (let at = 0; at < bytes.length && !response.destroyed; at += step) {
      response.write(bytes.subarray(at, at + step));
      await wait(30);
    }
    response.end();
  } else response.end(bytes);
}
