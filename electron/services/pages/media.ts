import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { messengerFiles } from '#shared/channels/meta/pages/files.ts';
import { pageFileMessage, pageUpload } from '#shared/channels/meta/pages/outbound.ts';
import { mediaLimits } from '#shared/channels/meta/whatsapp/media.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import type { Downloads } from '../transfers/downloads.ts';
import { multipart } from '../transfers/multipart.ts';
import { brokenOff, gone, tooLarge, tooMany, unreadable } from '../transfers/problems.ts';
import { createUploads } from '../transfers/uploads.ts';
import { callGraph, callGraphRaw } from '../meta/graph.ts';
import { askGraph, readMediaAnswer } from '../meta/media-answers.ts';
import { patienceFor } from '../meta/media.ts';
import { pageSendOutcome } from './service.ts';

export interface PageMediaDeps {
  /** The guarded fetch of the purpose `channel.whatsapp`: Meta's Graph API is one for all its channels. */
  fetch: typeof globalThis.fetch;
  /** The guarded fetch of the purpose `channel.files`, which never gets a token. */
  fetchFile: typeof globalThis.fetch;
  downloads: Downloads;
  /** How long to wait for an answer, in milliseconds. */
  patience?: number | undefined;
  idle?: number | undefined;
}

type MediaHandlers = Pick<CallHandlers, 'pages.sendMedia' | 'pages.putMedia' | 'pages.getMedia'>;

const uploadedSchema = z.looseObject({ attachment_id: z.coerce.string().min(1).max(200) });
/** What an address answers whose signature has run out. */
const goneStatuses = new Set([403, 404, 410]);

/** Files of customers and for customers, over Messenger and Instagram. */
export function createPageMedia(deps: PageMediaDeps): MediaHandlers {
  const { fetch, fetchFile, downloads, patience = 20_000, idle } = deps;
  const uploads = createUploads({ limit: messengerFiles.limits.document!, idle });

  async function upload(request: CallArgs<'pages.putMedia'>, pieces: Bytes[]) {
    const { account, platform, kind, mimeType, filename } = request;
    const { pageId, ...access } = account;
    const fields = { platform, message: JSON.stringify(pageUpload(kind)) };
    const file = { field: 'filedata', pieces, mimeType, filename: plainName(filename) };
    const { body, contentType } = multipart(fields, file);
    const path = `/${pageId}/message_attachments`;
    const answer = await askGraph(() =>
      callGraphRaw(
        fetch,
        { ...access, method: 'POST', path },
        { body, contentType },
        patienceFor(body, patience),
      ),
    );
    const outcome = readMediaAnswer(answer);
    if (!outcome.ok) return outcome;
    const uploaded = uploadedSchema.safeParse(outcome.value);
    return uploaded.success ? ok({ mediaId: uploaded.data.attachment_id }) : unreadable();
  }

  return {
    async 'pages.sendMedia'({ account: { pageId, ...account }, ...message }) {
      const request = { ...account, path: `/${pageId}/messages`, body: pageFileMessage(message) };
      const answer = await askGraph(() => callGraph(fetch, { ...request, method: 'POST' }, patience));
      return answer.ok ? ok(pageSendOutcome(answer.value)) : answer;
    },

    async 'pages.putMedia'(request) {
      const added = uploads.add(request);
      if (!added.ok) return added;
      return added.value === undefined ? ok({}) : upload(request, added.value);
    },

    async 'pages.getMedia'({ url, kind }) {
      if (downloads.isFull()) return tooMany();
      const opened = await openFile(fetchFile, url, patience);
      if (!opened.ok) return opened;
      const { body, mimeType, sizeBytes } = opened.value;
      const refusal = refusalOf(kind, mimeType, sizeBytes);
      if (refusal !== undefined) {
        await body.cancel();
        return refusal;
      }
      return ok({ download: downloads.begin(body, { sizeBytes, sha256: undefined }), mimeType, sizeBytes });
    },
  };
}

interface OpenedFile {
  body: ReadableStream<Uint8Array>;
  mimeType: string;
  sizeBytes: number | undefined;
}

async function openFile(
  fetch: typeof globalThis.fetch,
  url: string,
  patience: number,
): Promise<Result<OpenedFile>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  let response: Response;
  try {
    response = await fetch(url, { signal: stop.signal });
  } catch (error) {
    // Another address than Meta's: another try leads nowhere.
    if (error instanceof EgressRefusal)
      return problem('media.foreign', `The file was not fetched. ${error.message}`);
    return brokenOff();
  } finally {
    clearTimeout(timer);
  }
  const { body, headers } = response;
  if (!response.ok || body === null) {
    await body?.cancel();
    return goneStatuses.has(response.status) ? gone() : brokenOff();
  }
  const length = headers.get('content-length');
  // What is compressed on its way has another length when it is here.
  const isPlain = headers.get('content-encoding') === null;
  const sizeBytes = isPlain && length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  const mimeType = (headers.get('content-type') ?? 'application/octet-stream').slice(0, 200);
  return ok({ body, mimeType, sizeBytes });
}

const shownTypes = /^(image|video|audio)\/|^application\/(octet-stream|ogg)\b/i;

/** What is no file of this kind, such as a page that says what is wrong, or larger than any that Meta takes. */
function refusalOf(kind: MediaKind, mimeType: string, sizeBytes: number | undefined) {
  if (sizeBytes !== undefined && sizeBytes > mediaLimits.document) return tooLarge();
  if (kind === 'document' || shownTypes.test(mimeType)) return undefined;
  return problem('media.wrong-type', 'Meta answered with something that is not this file.');
}

/** Meta takes no letters beyond ASCII in a file's name. */
function plainName(filename: string): string {
  return filename
    .normalize('NFD')
    .replaceAll(/[̀-ͯ]/g, '')
    .replaceAll(/[^ -~]/g, '_');
}
