import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { mediaLimits, mediaMessage } from '#shared/channels/meta/whatsapp/media.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { ok } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import type { Downloads } from '../transfers/downloads.ts';
import { multipart } from '../transfers/multipart.ts';
import { brokenOff, tooMany, unreadable } from '../transfers/problems.ts';
import { createUploads } from '../transfers/uploads.ts';
import { callGraph, callGraphRaw, type GraphRequest } from './graph.ts';
import { askGraph, readDescription, readMediaAnswer } from './media-answers.ts';
import { notAllowed, sendOutcome } from './service.ts';

export interface WhatsappMediaDeps {
  /** The guarded fetch of the purpose `channel.whatsapp`. */
  fetch: typeof globalThis.fetch;
  downloads: Downloads;
  /** How long to wait for an answer, in milliseconds. */
  patience?: number | undefined;
  /** After how long an upload that nobody goes on with is dropped, in milliseconds. */
  idle?: number | undefined;
}

type MediaHandlers = Pick<CallHandlers, 'whatsapp.sendMedia' | 'whatsapp.putMedia' | 'whatsapp.getMedia'>;

const describedSchema = z.looseObject({
  url: z.url(),
  mime_type: z.string(),
  /** Hex in Meta's answers, base64 in its webhooks. */
  sha256: z.string().optional(),
  file_size: z.coerce.number().int().nonnegative().optional().catch(undefined),
});
const uploadedSchema = z.looseObject({ id: z.string().min(1).max(200) });

/** Files of customers and for customers, over WhatsApp. */
export function createWhatsappMedia(deps: WhatsappMediaDeps): MediaHandlers {
  const { fetch, downloads, patience = 20_000, idle } = deps;
  const uploads = createUploads({ limit: mediaLimits.document, idle });

  const graph = (request: GraphRequest) => askGraph(() => callGraph(fetch, request, patience));

  async function open({ accessToken }: { accessToken: string }, described: z.infer<typeof describedSchema>) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    let response: Response;
    try {
      const headers = { authorization: `Bearer ${accessToken}` };
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
    const { file_size: sizeBytes, sha256, mime_type: mimeType } = described;
    return ok({ download: downloads.begin(response.body, { sizeBytes, sha256 }), mimeType, sizeBytes });
  }

  async function upload(request: CallArgs<'whatsapp.putMedia'>, pieces: Bytes[]) {
    const { account, mimeType, filename } = request;
    const fields = { messaging_product: 'whatsapp', type: mimeType };
    const { body, contentType } = multipart(fields, { field: 'file', pieces, mimeType, filename });
    const path = `/${account.phoneNumberId}/media`;
    const answer = await askGraph(() =>
      callGraphRaw(
        fetch,
        { ...account, method: 'POST', path },
        { body, contentType },
        patienceFor(body, patience),
      ),
    );
    const outcome = readMediaAnswer(answer);
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
      const added = uploads.add(request);
      if (!added.ok) return added;
      return added.value === undefined ? ok({}) : upload(request, added.value);
    },

    async 'whatsapp.getMedia'({ account, mediaId }) {
      if (downloads.isFull()) return tooMany();
      const path = `/${mediaId}?phone_number_id=${account.phoneNumberId}`;
      const answer = readDescription(await graph({ ...account, method: 'GET', path }));
      if (!answer.ok) return answer;
      const described = describedSchema.safeParse(answer.value);
      return described.success ? open(account, described.data) : unreadable();
    },
  };
}

/** The time that a slow line of 1 Mbit/s needs is added. In milliseconds. */
export function patienceFor(body: Blob, patience: number): number {
  return patience + Math.ceil(body.size / 125);
}
