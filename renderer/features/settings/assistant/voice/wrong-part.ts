import type { Problem } from '#shared/lib/result.ts';

/** At which field a problem of reading sound is shown; `other`: under the button that found it. */
export type VoicePart = 'folder' | 'address' | 'key' | 'model' | 'other';

const parts: Record<string, VoicePart> = {
  'voice.no-folder': 'folder',
  'voice.no-model': 'folder',
  'voice.broken-model': 'folder',
  'voice.not-this': 'address',
  'voice.not-encrypted': 'address',
  'model.unreachable': 'address',
  'model.not-proven': 'address',
  'model.wrong-key': 'key',
  'voice.no-key': 'key',
  'model.missing': 'model',
  'model.remote': 'model',
  'voice.not-set': 'model',
};

export function partOf({ code }: Problem): VoicePart {
  return parts[code] ?? 'other';
}
