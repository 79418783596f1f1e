import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { mediaLimits } from '#shared/channels/meta/whatsapp/media.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import { createDownloads } from '../transfers/downloads.ts';
import { brokenOff, gone, tooLarge, tooMany } from '../transfers/problems.ts';
import { createUploads } from '../transfers/uploads.ts';
import { aboutFile, readAnswer, readDescription } from './answers.ts';
import { dialectOf } from './dialect.ts';
import { type Graph, notAllowed } from './graph.ts';

export interface MetaMediaDeps {
  graph: Graph;
  fetch: typeof globalThis.fetch;
  /** Gets no token. */
  fetchFile: typeof globalThis.fetch;
  /** How long to wait for an answer, in milliseconds. */
  patience: number;
}

type MediaHandlers = Pick<CallHandlers, 'channel.putMedia' | 'channel.openMedia' | 'channel.readMedia'>;
type Opened = ReturnType<CallHandlers['channel.openMedia']>;
type Source = CallArgs<'channel.openMedia'>;

const describedSchema = z.looseObject({
  url: z.url(),
  mime_type: z.string(),
  /** Hex in Meta's answers, base64 in its webhooks. */
  sha256: z.string().optional(),
  file_size: z.coerce.number().int().nonnegative().optional().catch(undefined),
});

/** Files of customers and for customers. */
export function createMetaMedia({ graph, fetch, fetchFile, patience }: MetaMediaDeps): MediaHandlers {
  const downloads = createDownloads({ patience });
  const uploads = createUploads();

  /** Behind Meta's id, which the token opens. */
  async function openById({ account, mediaId }: Extract<Source, { mediaId: string }>): Opened {
    const path = `/${mediaId}?phone_number_id=${account.phoneNumberId}`;
    const described = readDescription(await graph(account, { path }), describedSchema);
    if (!described.ok) return described;
    const { url, file_size: sizeBytes, sha256, mime_type: mimeType } = described.value;
    const headers = { authorization: `Bearer ${account.accessToken}` };
    // The address lives for five minutes only; another try asks for a new one.
    const means = { fetch, headers, patience, refused: notAllowed, failed: brokenOff };
    const file = await openFile(url, means);
    if (!file.ok) return file;
    return ok({ download: downloads.begin(file.value.body, { sizeBytes, sha256 }), mimeType, sizeBytes });
  }

  /** At an address that came with its message. */
  async function openAt({ url, kind }: Extract<Source, { url: string }>): Opened {
    const means = { fetch: fetchFile, patience, refused: foreign, failed: goneOrBroken };
    const file = await openFile(url, means);
    if (!file.ok) return file;
    const { body, mimeType, sizeBytes } = file.value;
    const refusal = refusalOf(kind, mimeType, sizeBytes);
    if (refusal === undefined)
      return ok({ download: downloads.begin(body, { sizeBytes, sha256: undefined }), mimeType, sizeBytes });
    await body.cancel();
    return refusal;
  }

  return {
    async 'channel.putMedia'({ account, kind, mimeType, filename, ...piece }) {
      const added = uploads.add(piece, channelRules(account.kind).files.limits.document!);
      if (!added.ok) return added;
      if (added.value === undefined) return ok({});
      const { upload, uploaded } = dialectOf(account);
      const answer = await graph(account, upload({ kind, mimeType, filename, pieces: added.value }));
      const mediaId = readAnswer(answer, uploaded, aboutFile);
      return mediaId.ok ? ok({ mediaId: mediaId.value }) : mediaId;
    },
    async 'channel.openMedia'(source) {
      if (downloads.isFull()) return tooMany();
      return 'url' in source ? openAt(source) : openById(source);
    },
    'channel.readMedia': ({ download }) => downloads.read(download),
  };
}

/** How a file is fetched, and what a refusal of the guard or of its server says of it. */
interface Means {
  fetch: typeof globalThis.fetch;
  headers?: Record<string, string>;
  patience: number;
  refused(refusal: EgressRefusal): Result<never>;
  failed(status: number): Result<never>;
}

interface OpenFile {
  body: ReadableStream<Uint8Array>;
  /** As the server says. */
  mimeType: string;
  sizeBytes: number | undefined;
}

async function openFile(url: string, means: Means): Promise<Result<OpenFile>> {
  const { fetch, headers: given = {}, patience, refused, failed } = means;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  let response: Response;
  try {
    response = await fetch(url, { headers: given, signal: stop.signal });
  } catch (error) {
    return error instanceof EgressRefusal ? refused(error) : brokenOff();
  } finally {
    clearTimeout(timer);
  }
  const { body, headers } = response;
  if (!response.ok || body === null) {
    await body?.cancel();
    return failed(response.status);
  }
  const length = headers.get('content-length');
  // What is compressed on its way has another length when it is here.
  const isPlain = headers.get('content-encoding') === null;
  const sizeBytes = isPlain && length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  const mimeType = (headers.get('content-type') ?? 'application/octet-stream').slice(0, 200);
  return ok({ body, mimeType, sizeBytes });
}

/** Another address than Meta's: another try leads nowhere. */
function foreign(refusal: EgressRefusal): Result<never> {
  return problem('media.foreign', `The file was not fetched. ${refusal.message}`);
}

/** What an address answers whose signature has run out. */
const goneStatuses = new Set([403, 404, 410]);

function goneOrBroken(status: number): Result<never> {
  return goneStatuses.has(status) ? gone() : brokenOff();
}

const shownTypes = /^(image|video|audio)\/|^application\/(octet-stream|ogg)\b/i;

/** What is no file of this kind, such as a page that says what is wrong, or larger than any that Meta takes. */
function refusalOf(kind: MediaKind, mimeType: string, sizeBytes: number | undefined) {
  if (sizeBytes !== undefined && sizeBytes > mediaLimits.document) return tooLarge();
  if (kind === 'document' || shownTypes.test(mimeType)) return undefined;
  return problem('media.wrong-type', 'Meta answered with something that is not this file.');
}
