import type { MediaKind } from '#shared/domain/media.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { bareType, type FileRules } from '../../files.ts';
import { type Address, whatsappMessage } from './outbound.ts';

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

/** Every type is taken: what WhatsApp does not show goes as a document. */
export const whatsappFiles: FileRules = {
  limits: mediaLimits,
  kindOf: (mimeType) => kindsByType[bareType(mimeType)] ?? 'document',
  hasCaptions: true,
};

export interface MediaMessage extends Address {
  kind: MediaKind;
  /** Meta's id of the uploaded file. */
  mediaId: string;
  caption?: string | undefined;
  filename?: string | undefined;
}

/** The body of a message for a file; audio and stickers have no caption. */
export function mediaMessage(message: MediaMessage): JsonObject | undefined {
  const { kind, mediaId, caption, filename, ...address } = message;
  const captioned = caption !== undefined && caption !== '' && kind !== 'audio' && kind !== 'sticker';
  return whatsappMessage(address, kind, {
    id: mediaId,
    ...(captioned ? { caption } : {}),
    ...(kind === 'document' && filename !== undefined ? { filename } : {}),
  });
}
