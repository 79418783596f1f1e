import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { VoiceProcess } from './messages.ts';

/** The engine in a process of Node's, for shells that are one themselves. */
export function forkVoiceProcess(): VoiceProcess {
  const file = fileURLToPath(new URL('engine.ts', import.meta.url));
  // It says nothing: what native code prints would be in the shell's log.
  const child = fork(file, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return {
    send: (question) => void child.send(question),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      child.once('exit', listener);
      child.once('error', listener);
    },
    kill: () => void child.kill(),
  };
}
