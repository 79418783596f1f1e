import { randomBytes, randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { handOut, type MediaTrouble } from './media.ts';

interface PageFile {
  type: string;
  bytes: Buffer;
  name?: string;
}

interface Uploaded extends PageFile {
  kind: string;
  platform: 'messenger' | 'instagram';
}

/**
 * The files of Messenger and Instagram. What a customer sends is at an address of a file server, signed and for a
 * while only, that wants no token; what a business sends is uploaded and then named by its id.
 */
export interface PageFiles {
  /** A customer's file; gives its address. */
  add(bytes: Uint8Array, type: string): string;
  /** The address of a file by the id of its upload. */
  urlOf(attachmentId: string): string;
  /** As after some days: the address is signed no more. */
  expire(url: string): void;
  disturbNext(trouble: MediaTrouble): void;
  /** Answers a request for an address under `/cdn/`. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): void;
  /** Takes an upload in: its id, or why not. */
  take(request: IncomingMessage, body: Buffer): Promise<{ id: string } | { fault: string }>;
  uploaded(attachmentId: string | undefined): Uploaded | undefined;
  /** Paths that were asked for with a token, which a file server must never see. */
  readonly withToken: string[];
  /** How often an address was asked for. */
  downloads(url: string): number;
}

const MB = 1 << 20;
/** Meta's limits ("Upload media for Instagram messaging", "Saving assets" of the Messenger Platform). */
const instagramTypes: Record<string, RegExp> = {
  image: /^image\/(png|jpeg|gif)$/,
  audio: /^audio\/(aac|mp4|x-m4a|wav|x-wav)$/,
  video: /^video\/(mp4|ogg|x-msvideo|quicktime|webm)$/,
  file: /^application\/pdf$/,
};

export function createPageFiles(address: () => string): PageFiles {
  const files = new Map<string, PageFile>();
  const uploads = new Map<string, Uploaded>();
  const places = new Map<string, string>();
  const troubles: MediaTrouble[] = [];
  const downloads = new Map<string, number>();
  const withToken: string[] = [];

  function place(file: PageFile): string {
    const path = `/cdn/${randomBytes(12).toString('hex')}`;
    files.set(path, file);
    return path;
  }

  return {
    withToken,
    add: (bytes, type) => `${address()}${place({ bytes: Buffer.from(bytes), type })}?signature=AbC`,
    urlOf: (id) => `${address()}${places.get(id) ?? '/cdn/none'}?signature=AbC`,
    expire: (url) => void files.delete(new URL(url).pathname),
    disturbNext: (trouble) => void troubles.push(trouble),
    serve(request, response, path) {
      if (request.headers.authorization !== undefined) withToken.push(path);
      downloads.set(path, (downloads.get(path) ?? 0) + 1);
      const file = files.get(path);
      const trouble = troubles.shift();
      if (file === undefined || trouble === 'expired-url')
        response.writeHead(403, { 'content-type': 'text/plain' }).end('URL signature expired');
      else void handOut(response, file, trouble);
    },
    async take(request, body) {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined);
      const file = form?.get('filedata');
      if (form === undefined || !(file instanceof File)) return { fault: 'filedata is missing' };
      const platform = form.get('platform') ?? 'messenger';
      if (platform !== 'messenger' && platform !== 'instagram') return { fault: 'platform is unknown' };
      const kind = kindOf(form.get('message'));
      const fault = faultOfUpload(kind, platform, file);
      if (kind === undefined || fault !== undefined) return { fault: fault ?? 'message is not as described' };
      const id = String(randomInt(1e9, 1e12));
      const bytes = Buffer.from(await file.arrayBuffer());
      const uploaded = { type: file.type, bytes, name: file.name, kind, platform } as const;
      uploads.set(id, uploaded);
      places.set(id, place(uploaded));
      return { id };
    },
    uploaded: (id) => (id === undefined ? undefined : uploads.get(id)),
    downloads: (url) => downloads.get(new URL(url).pathname) ?? 0,
  };
}

function kindOf(message: unknown): string | undefined {
  if (typeof message !== 'string') return undefined;
  const { attachment } = JSON.parse(message) as { attachment?: { type?: string; payload?: object } };
  return attachment?.payload === undefined ? undefined : attachment.type;
}

function faultOfUpload(
  kind: string | undefined,
  platform: string,
  { type, size, name }: File,
): string | undefined {
  if (kind === undefined || !Object.hasOwn(instagramTypes, kind)) return 'attachment/type is unknown';
  if (/[^ -~]/.test(name)) return 'the name of the file has letters beyond ASCII';
  if (kind !== 'file' && kind !== type.split('/')[0]) return 'the file is not of the attachment’s type';
  const limit = platform === 'instagram' && kind === 'image' ? 8 * MB : 25 * MB;
  if (size > limit) return 'Attachment size exceeds allowable limit';
  if (platform === 'instagram' && !instagramTypes[kind]!.test(type)) return 'the format is not supported';
  return undefined;
}
