import { utilityProcess } from 'electron';
import type { VoiceProcess } from '#electron/services/voice/folder/messages.ts';

/** The engine of speech models in a process of Electron's: native code that fails ends it, and not the shell. */
export function startVoiceProcess(file: string): VoiceProcess {
  const child = utilityProcess.fork(file, [], { serviceName: 'Plumbline voice notes', stdio: 'ignore' });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
    send: (question) => child.postMessage(question),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
