import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { problem } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { askServer } from './ask-server.ts';

/** Turns sound into text, here or elsewhere. */
export function createVoiceService({
  guard,
}: {
  guard: Pick<EgressGuard, 'fetch'>;
}): Pick<CallHandlers, 'voice.read'> {
  const problems = () => import('../models/remote/problems.ts');
  return {
    'voice.read': async ({ source, ...sound }) =>
      source.by === 'server' ? askServer({ guard, problems }, source, sound) : noFolders,
  };
}

const noFolders = problem('voice.no-folder', 'This shell reads no folders of models.');
