import type { MediaKind } from '#shared/domain/media.ts';
import { bareType, type FileRules } from '../../files.ts';

const MB = 1024 * 1024;

/** Where Meta hands out the files of Messenger and Instagram, each under names of its own. */
export const metaFileOrigins = ['https://*.fbcdn.net', 'https://*.fbsbx.com', 'https://*.cdninstagram.com'];

/** Messenger ("Saving assets"): anything of up to 25 MB. */
export const messengerFiles: FileRules = {
  limits: { image: 25 * MB, video: 25 * MB, audio: 25 * MB, document: 25 * MB },
  kindOf(mimeType) {
    const type = bareType(mimeType);
    if (['image/jpeg', 'image/png', 'image/gif'].includes(type)) return 'image';
    const family = type.split('/')[0];
    return family === 'video' || family === 'audio' ? family : 'document';
  },
  hasCaptions: false,
};

const instagramTypes: Record<string, MediaKind> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/gif': 'image',
  'audio/aac': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/wav': 'audio',
  'audio/x-wav': 'audio',
  'video/mp4': 'video',
  'video/ogg': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'video/x-msvideo': 'video',
  'application/pdf': 'document',
};

/** Instagram ("Upload media for Instagram messaging"): few types, pictures of up to 8 MB and others of up to 25 MB. */
export const instagramFiles: FileRules = {
  limits: { image: 8 * MB, video: 25 * MB, audio: 25 * MB, document: 25 * MB },
  kindOf: (mimeType) => instagramTypes[bareType(mimeType)],
  takes:
    'JPEG, PNG and GIF pictures, MP4, MOV, OGG, AVI and WebM videos, AAC, M4A and WAV audio, and PDF documents',
  hasCaptions: false,
};

/** What Meta calls a kind of file on its pages. */
export function attachmentTypeOf(kind: MediaKind): 'image' | 'video' | 'audio' | 'file' {
  if (kind === 'sticker') return 'image';
  return kind === 'document' ? 'file' : kind;
}
