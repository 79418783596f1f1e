import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { ReadSound, VoiceReader } from './reader.ts';

/** Turning sound into text, as the owner tries it out. */
export interface VoiceApi {
  /** What a recording of the owner's own says, as it is set now; nothing is stored. */
  tryVoice(recording: Blob): Promise<Result<ReadSound>>;
}

export function createVoiceApi({ unlocked }: Guard<{ voiceReader: VoiceReader }>): VoiceApi {
  return {
    tryVoice: (recording) =>
      unlocked(({ voiceReader }) => voiceReader.read(recording, undefined, new AbortController().signal)),
  };
}
