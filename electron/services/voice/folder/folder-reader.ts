import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { spokenText } from '../spoken-text.ts';
import { answerSchema, type VoiceProcess } from './messages.ts';

/** How long half a minute of sound may take, the loading of a large model included (ms). */
const patience = 300_000;
/** A model that nobody needs gives its memory back after this (ms). */
const idle = 120_000;

export interface FolderReader {
  /** The words in half a minute of sound, by the model in a folder. */
  read(question: {
    folder: string;
    language?: string | undefined;
    bytes: Uint8Array;
  }): Promise<Result<{ text: string }>>;
  close(): void;
}

/** Asks the process in which speech models run; it is started when it is needed. */
export function createFolderReader(startProcess: () => VoiceProcess): FolderReader {
  const waiting = new Map<number, (answer: Result<{ text: string }>) => void>();
  let process: VoiceProcess | undefined;
  let resting: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): VoiceProcess {
    const started = startProcess();
    started.onMessage((message) => {
      const answer = answerSchema.safeParse(message);
      if (!answer.success) return;
      const { id, text, wrong } = answer.data;
      waiting.get(id)?.(wrong === undefined ? ok({ text: spokenText(text ?? '') }) : problems[wrong]);
    });
    started.onExit(() => {
      if (process === started) process = undefined;
      for (const settle of waiting.values()) settle(problems['broken-model']);
    });
    return started;
  }

  function end(): void {
    clearTimeout(resting);
    process?.kill();
    process = undefined;
  }

  return {
    read({ folder, language, bytes }) {
      clearTimeout(resting);
      process ??= start();
      const id = ++lastId;
      process.send({ id, folder, pcm: bytes, ...(language !== undefined && { language }) });
      return new Promise((resolve) => {
        const tooLong = setTimeout(() => {
          settle(slow);
          end();
        }, patience);
        const settle = (answer: Result<{ text: string }>): void => {
          clearTimeout(tooLong);
          if (!waiting.delete(id)) return;
          if (waiting.size === 0) resting = setTimeout(end, idle).unref();
          resolve(answer);
        };
        waiting.set(id, settle);
      });
    },
    close: end,
  };
}

const slow = problem(
  'voice.slow',
  'The speech model took too long over half a minute of sound.',
  'Choose a smaller model.',
);

const problems = {
  'no-engine': problem(
    'voice.no-engine',
    'This installation of Plumbline has no engine for models in a folder.',
    'Use a speech server.',
  ),
  'no-folder': problem('voice.no-folder', 'This folder is not there, or may not be read.'),
  'no-model': problem(
    'voice.no-model',
    'This folder holds no speech model that Plumbline can read.',
    'It takes Whisper, Parakeet and Moonshine as they are unpacked for sherpa-onnx: files that end in .onnx, and one that ends in tokens.txt.',
  ),
  'broken-model': problem(
    'voice.broken-model',
    'The model in this folder could not be loaded, or ended while it read.',
    'Its files may be damaged: unpack them again, or use a smaller one.',
  ),
};
