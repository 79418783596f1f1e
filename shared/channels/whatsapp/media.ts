import type { MediaKind } from '#shared/domain/media.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Recipient } from './outbound.ts';
import { addressOf } from './outbound.ts';

const MB = 1024 * 1024;

/** Meta's limits for files that a business sends, in bytes (Cloud API, "Media", supported types and sizes). */
export const mediaLimits: Record<MediaKind, number> = {
  image: 5 * MB,
  video: 16 * MB,
  audio: 16 * MB,
  document: 100 * MB,
  sticker: 500 * 1024,
};

/** The types that WhatsApp shows as what they are; every other file goes as a document. */
const kindsByType: Record<string, MediaKind> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'video/mp4': 'video',
  'video/3gpp': 'video',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/ogg': 'audio',
};

/** How long Meta keeps a file that a customer sent, in milliseconds. */
export const mediaLifetime = 7 * 24 * 60 * 60 * 1000;

const names: Record<MediaKind, string> = {
  image: 'photos',
  video: 'videos',
  audio: 'audio files',
  document: 'documents',
  sticker: 'stickers',
};

/** As what a file is sent. */
export function mediaKindOf(mimeType: string): MediaKind {
  return kindsByType[mimeType.split(';', 1)[0]!.trim().toLowerCase()] ?? 'document';
}

/** Whether WhatsApp takes a file of this size as this kind. */
export function checkMediaSize(kind: MediaKind, sizeBytes: number): Result<void> {
  if (sizeBytes === 0) return problem('media.empty', 'This file is empty, so there is nothing to send.');
  const limit = mediaLimits[kind];
  if (sizeBytes <= limit) return ok();
  const message = `This file has ${inMegabytes(sizeBytes)}; WhatsApp takes ${names[kind]} of up to ${inMegabytes(limit)}. Nothing was sent.`;
  if (kind !== 'document' && sizeBytes <= mediaLimits.document)
    return problem('media.too-large', message, 'Send it as a document, or make it smaller.');
  return problem('media.too-large', message, 'Make it smaller, or send a link to it.');
}

function inMegabytes(bytes: number): string {
  const megabytes = bytes / MB;
  return `${megabytes < 10 ? Math.max(0.1, Math.ceil(megabytes * 10) / 10) : Math.ceil(megabytes)} MB`;
}

export interface MediaMessage {
  recipient: Recipient;
  kind: MediaKind;
  /** Meta's id of the uploaded file. */
  mediaId: string;
  caption?: string | undefined;
  filename?: string | undefined;
  replyTo?: string | undefined;
  correlation: string;
}

/** The body of `POST /{phone-number-id}/messages` for a file; audio and stickers have no caption. */
export function mediaMessage(message: MediaMessage): JsonObject {
  const { recipient, kind, mediaId, caption, filename, replyTo, correlation } = message;
  const captioned = caption !== undefined && caption !== '' && kind !== 'audio' && kind !== 'sticker';
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressOf(recipient),
    type: kind,
    [kind]: {
      id: mediaId,
      ...(captioned ? { caption } : {}),
      ...(kind === 'document' && filename !== undefined ? { filename } : {}),
    },
    ...(replyTo === undefined ? {} : { context: { message_id: replyTo } }),
    biz_opaque_callback_data: correlation,
  };
}
