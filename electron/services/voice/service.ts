import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { askServer } from './ask-server.ts';
import { createFolderReader } from './folder/folder-reader.ts';
import type { VoiceProcess } from './folder/messages.ts';

export interface VoiceService {
  calls: Pick<CallHandlers, 'voice.read'>;
  /** Ends the process in which models run. */
  close(): void;
}

export interface VoiceServiceDeps {
  guard: Pick<EgressGuard, 'fetch'>;
  /** Starts engine.ts, or what it was bundled into, in a process of its own. */
  startProcess(): VoiceProcess;
}

/** Turns sound into text, here or elsewhere. */
export function createVoiceService({ guard, startProcess }: VoiceServiceDeps): VoiceService {
  const problems = () => import('../models/remote/problems.ts');
  const folders = createFolderReader(startProcess);
  return {
    calls: {
      'voice.read': async ({ source, ...sound }) =>
        source.by === 'server'
          ? askServer({ guard, problems }, source, sound)
          : folders.read({ ...sound, folder: source.folder }),
    },
    close: folders.close,
  };
}
