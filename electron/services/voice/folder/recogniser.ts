import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { floatsOf, sampleRate } from '../wav.ts';
import type { Answer, Question } from './messages.ts';
import { type ModelFiles, modelFilesIn } from './model-files.ts';

/** What of sherpa-onnx is used. Its package has no types. */
export interface Engine {
  OfflineRecognizer: { createAsync(config: object): Promise<Recognizer> };
}
interface Recognizer {
  createStream(): { acceptWaveform(sound: { samples: Float32Array; sampleRate: number }): void };
  decodeAsync(stream: unknown): Promise<unknown>;
}

const resultSchema = z.looseObject({ text: z.string() });
/** More threads make a speech model of this size no faster, and the computer is in use. */
const mostThreads = 4;

/** Answers one question after another by a model in a folder, which is loaded once. */
export function createRecogniser(loadEngine: () => Promise<Engine>) {
  let loaded: { name: string; recognizer: Recognizer } | undefined;

  async function recognizerFor({ folder, language = '' }: Question): Promise<Recognizer | Wrong> {
    const name = `${folder}\n${language}`;
    if (loaded?.name === name) return loaded.recognizer;
    const names = await readdir(folder).catch(() => undefined);
    if (names === undefined) return 'no-folder';
    const files = modelFilesIn(path.basename(folder), names);
    if (files === undefined) return 'no-model';
    const engine = await loadEngine().catch(() => undefined);
    if (engine === undefined) return 'no-engine';
    loaded = undefined;
    const recognizer = await engine.OfflineRecognizer.createAsync(configOf(folder, files, language));
    loaded = { name, recognizer };
    return recognizer;
  }

  return async function answer(question: Question): Promise<Answer> {
    const { id } = question;
    try {
      const recognizer = await recognizerFor(question);
      if (typeof recognizer === 'string') return { id, wrong: recognizer };
      const stream = recognizer.createStream();
      stream.acceptWaveform({ samples: floatsOf(question.pcm), sampleRate });
      return { id, text: resultSchema.parse(await recognizer.decodeAsync(stream)).text };
    } catch {
      return { id, wrong: 'broken-model' };
    }
  };
}

type Wrong = NonNullable<Answer['wrong']>;

/** A model's configuration, as the engine wants it. */
export function configOf(folder: string, files: ModelFiles, language: string): object {
  const { kind, tokens, ...rest } = files;
  const parts = Object.entries(rest).filter((part): part is [string, string] => typeof part[1] === 'string');
  const weights = Object.fromEntries(parts.map(([name, file]) => [name, path.join(folder, file)]));
  return {
    featConfig: { sampleRate, featureDim: 80 },
    modelConfig: {
      [kind]: kind === 'whisper' ? { ...weights, language, task: 'transcribe' } : weights,
      ...(files.kind === 'transducer' && files.isNemo && { modelType: 'nemo_transducer' }),
      tokens: path.join(folder, tokens),
      numThreads: Math.min(mostThreads, availableParallelism()),
      provider: 'cpu',
      debug: 0,
    },
  };
}
