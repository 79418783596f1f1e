import { createHash, randomUUID, timingSafeEqual, type Hash } from 'node:crypto';
import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { bridgePieceBytes, type CallArgs } from '#shared/bridge/contract.ts';
import { mediaLimits, mediaMessage } from '#shared/channels/whatsapp/media.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import { type GraphOutcome, type GraphRequest, callGraph, callGraphRaw } from './graph.ts';
import { notAllowed, sendOutcome } from './service.ts';

export interface WhatsappMediaDeps {
  /** The guarded fetch of the purpose `channel.whatsapp`. */
  fetch: typeof globalThis.fetch;
  /** How long to wait for an answer, or for the next bytes of a file, in milliseconds. */
  patience?: number;
  /** After how long a transfer that nobody goes on with is dropped, in milliseconds. */
  idle?: number;
}

type MediaHandlers = Pick<
  CallHandlers,
  'whatsapp.sendMedia' | 'whatsapp.putMedia' | 'whatsapp.getMedia' | 'whatsapp.readMedia'
>;

const describedSchema = z.looseObject({
  url: z.url(),
  mime_type: z.string(),
  /** Hex in Meta's answers, base64 in its webhooks. */
  sha256: z.string().optional(),
  file_size: z.coerce.number().int().nonnegative().optional().catch(undefined),
});
const uploadedSchema = z.looseObject({ id: z.string().min(1).max(200) });

interface Download {
  reader: ReadableStreamDefaultReader<Uint8Array>;
  hash: Hash;
  sha256: string | undefined;
  /** What came beyond the last piece. */
  rest: Buffer;
  received: number;
  sizeBytes: number | undefined;
  touch(): void;
  end(): void;
}

interface Upload {
  pieces: Bytes[];
  bytes: number;
  touch(): void;
  end(): void;
}

/** More transfers than this at once are a mistake of the window. */
const transferLimit = 8;

/** Files of customers and for customers, in pieces: what leaves or comes stands in memory once at most. */
export function createWhatsappMedia(deps: WhatsappMediaDeps): MediaHandlers {
  const { fetch, patience = 20_000, idle = 60_000 } = deps;
  const downloads = new Map<string, Download>();
  const uploads = new Map<string, Upload>();

  /** A transfer's end, by itself when nobody goes on with it. */
  function lease(drop: () => void): { touch(): void; end(): void } {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      drop();
    };
    const touch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(end, idle);
      timer.unref();
    };
    touch();
    return { touch, end };
  }

  async function ask(call: () => Promise<GraphOutcome>): Promise<Result<GraphOutcome>> {
    try {
      return ok(await call());
    } catch (error) {
      if (error instanceof EgressRefusal) return notAllowed(error);
      throw error;
    }
  }

  const graph = (request: GraphRequest) => ask(() => callGraph(fetch, request, patience));

  async function open(
    account: CallArgs<'whatsapp.getMedia'>['account'],
    described: z.infer<typeof describedSchema>,
  ) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    let response: Response;
    try {
      const headers = { authorization: `Bearer ${account.accessToken}` };
      response = await fetch(described.url, { headers, signal: stop.signal });
    } catch (error) {
      return error instanceof EgressRefusal ? notAllowed(error) : brokenOff();
    } finally {
      clearTimeout(timer);
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      // The address lived for five minutes only; another try asks for a new one.
      return brokenOff();
    }
    const id = randomUUID();
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const drop = (): void => {
      downloads.delete(id);
      reader.cancel().catch(() => undefined);
    };
    downloads.set(id, {
      ...lease(drop),
      reader,
      hash: createHash('sha256'),
      sha256: described.sha256,
      rest: Buffer.alloc(0),
      received: 0,
      sizeBytes: described.file_size,
    });
    return ok({ download: id, mimeType: described.mime_type, sizeBytes: described.file_size });
  }

  async function readPiece(download: Download): Promise<Result<{ bytes: Bytes; last: boolean }>> {
    const parts = [download.rest];
    let length = download.rest.length;
    let done = false;
    while (length <= bridgePieceBytes && !done) {
      const next = await inTime(download.reader.read(), patience);
      if (next === undefined) return brokenOff();
      done = next.done;
      if (next.value === undefined) continue;
      parts.push(Buffer.from(next.value));
      length += next.value.length;
      download.hash.update(next.value);
      download.received += next.value.length;
      if (download.received > mediaLimits.document) return tooLarge();
    }
    const all = Buffer.concat(parts);
    const bytes = new Uint8Array(all.subarray(0, bridgePieceBytes));
    download.rest = all.subarray(bridgePieceBytes);
    const last = done && download.rest.length === 0;
    return last && !isWhole(download) ? damaged() : ok({ bytes, last });
  }

  async function upload(request: CallArgs<'whatsapp.putMedia'>, pieces: Bytes[]) {
    const { account, mimeType, filename } = request;
    const { body, contentType } = multipart(pieces, mimeType, filename);
    const path = `/${account.phoneNumberId}/media`;
    // The time that a slow line of 1 Mbit/s needs is added to the patience.
    const allowed = patience + Math.ceil(body.size / 125);
    const answer = await ask(() =>
      callGraphRaw(fetch, { ...account, method: 'POST', path }, { body, contentType }, allowed),
    );
    const outcome = read(answer);
    if (!outcome.ok) return outcome;
    const uploaded = uploadedSchema.safeParse(outcome.value);
    return uploaded.success ? ok({ mediaId: uploaded.data.id }) : unreadable();
  }

  return {
    async 'whatsapp.sendMedia'({ account, ...message }) {
      const path = `/${account.phoneNumberId}/messages`;
      const answer = await graph({ ...account, method: 'POST', path, body: mediaMessage(message) });
      return answer.ok ? ok(sendOutcome(answer.value)) : answer;
    },

    async 'whatsapp.putMedia'(request) {
      const { upload: id, piece, bytes, last } = request;
      const known = uploads.get(id);
      if (piece === 0 && known === undefined) {
        if (uploads.size >= transferLimit) return tooMany();
        uploads.set(id, { ...lease(() => uploads.delete(id)), pieces: [], bytes: 0 });
      }
      const running = uploads.get(id);
      if (running === undefined || running.pieces.length !== piece) {
        running?.end();
        return problem('media.out-of-turn', 'The upload was interrupted. Nothing was sent.', 'Try again.');
      }
      running.touch();
      running.pieces.push(bytes);
      running.bytes += bytes.length;
      if (running.bytes > mediaLimits.document) {
        running.end();
        return tooLarge();
      }
      if (!last) return ok({});
      running.end();
      return upload(request, running.pieces);
    },

    async 'whatsapp.getMedia'({ account, mediaId }) {
      if (downloads.size >= transferLimit) return tooMany();
      const path = `/${mediaId}?phone_number_id=${account.phoneNumberId}`;
      const answer = read(await graph({ ...account, method: 'GET', path }));
      if (!answer.ok) return answer;
      const described = describedSchema.safeParse(answer.value);
      return described.success ? open(account, described.data) : unreadable();
    },

    async 'whatsapp.readMedia'({ download: id }) {
      const download = downloads.get(id);
      if (download === undefined) return brokenOff();
      download.touch();
      const piece = await readPiece(download).catch(() => brokenOff());
      if (!piece.ok || piece.value.last) download.end();
      return piece;
    },
  };
}

/** `undefined` where nothing came in time. */
async function inTime<T>(step: Promise<T>, patience: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  return Promise.race([step, late]).finally(() => clearTimeout(timer));
}

function isWhole({ hash, sha256, received, sizeBytes }: Download): boolean {
  if (sizeBytes !== undefined && received !== sizeBytes) return false;
  if (sha256 === undefined) return true;
  const expected = Buffer.from(sha256, /^[0-9a-f]{64}$/i.test(sha256) ? 'hex' : 'base64');
  const found = hash.digest();
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** A form as RFC 7578 describes it. Its length is known from the start, unlike that of a stream. */
function multipart(pieces: Bytes[], mimeType: string, filename: string) {
  const boundary = `plumbline-${randomUUID()}`;
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const name = filename.replaceAll(/["\r\n\\]/g, '_');
  const head =
    field('messaging_product', 'whatsapp') +
    field('type', mimeType) +
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${mimeType}\r\n\r\n`;
  const body = new Blob([head, ...pieces, `\r\n--${boundary}--\r\n`]);
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** Meta's codes for an id that it does not know, or no longer knows. */
const goneCodes = new Set([100, 131_052]);
const refusedTokens = new Set([0, 10, 190, 131_005]);

function read(answer: Result<GraphOutcome>): Result<unknown> {
  if (!answer.ok) return answer;
  const { value } = answer;
  if (value.outcome === 'answered') return ok(value.body);
  if (value.outcome !== 'refused') return problem('media.unreachable', value.reason);
  const { code, title, details } = value.error;
  const said = `Meta says: ${details ?? title}`;
  if (goneCodes.has(code)) return problem('media.gone', 'WhatsApp does not have this file.', said);
  if (refusedTokens.has(code) || (code >= 200 && code <= 299))
    return problem('media.not-permitted', 'WhatsApp did not accept the access token.', said);
  return problem('media.refused', `WhatsApp refused this file (code ${code}).`, said);
}

const brokenOff = () => problem('media.broken-off', 'The connection to WhatsApp broke off.');
const damaged = () => problem('media.damaged', 'The file did not arrive as WhatsApp describes it.');
const tooLarge = () => problem('media.too-large', 'This file is larger than WhatsApp allows.');
const tooMany = () => problem('media.busy', 'Too many files are being transferred.');
const unreadable = () => problem('media.unreadable', 'WhatsApp’s answer could not be read.');
