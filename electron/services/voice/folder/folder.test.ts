import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Result } from '#shared/lib/result.ts';
import { createFolderReader, type FolderReader } from './folder-reader.ts';
import { forkVoiceProcess } from './fork.ts';
import type { Question, VoiceProcess } from './messages.ts';
import { modelFilesIn } from './model-files.ts';
import { configOf, createRecogniser, type Engine } from './recogniser.ts';

/** A second of sound. */
const bytes = new Uint8Array(32_000).fill(10);
const folders: string[] = [];
const readers: FolderReader[] = [];

afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(...names: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-model-'));
  folders.push(folder);
  for (const name of names) writeFileSync(path.join(folder, name), 'no weights');
  return folder;
}

/** The reader over the real process. */
function realReader(): FolderReader {
  const reader = createFolderReader(forkVoiceProcess);
  readers.push(reader);
  return reader;
}

const whisper = ['tiny-encoder.int8.onnx', 'tiny-encoder.onnx', 'tiny-decoder.int8.onnx', 'tiny-tokens.txt'];
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

describe('a folder', () => {
  test('is known by the names that Whisper, Parakeet and Moonshine are published under', () => {
    expect(modelFilesIn('sherpa-onnx-whisper-tiny', whisper)).toEqual({
      kind: 'whisper',
      encoder: 'tiny-encoder.int8.onnx',
      decoder: 'tiny-decoder.int8.onnx',
      tokens: 'tiny-tokens.txt',
    });
    const parakeet = [
      'encoder.int8.onnx',
      'decoder.int8.onnx',
      'joiner.int8.onnx',
      'tokens.txt',
      'test_wavs',
    ];
    expect(modelFilesIn('sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8', parakeet)).toMatchObject({
      kind: 'transducer',
      joiner: 'joiner.int8.onnx',
      isNemo: true,
    });
    const moonshine = [
      'preprocess.onnx',
      'encode.int8.onnx',
      'uncached_decode.int8.onnx',
      'cached_decode.int8.onnx',
    ];
    expect(modelFilesIn('sherpa-onnx-moonshine-tiny-en-int8', [...moonshine, 'tokens.txt'])).toMatchObject({
      kind: 'moonshine',
      encoder: 'encode.int8.onnx',
      uncachedDecoder: 'uncached_decode.int8.onnx',
      cachedDecoder: 'cached_decode.int8.onnx',
    });
    for (const names of [
      [],
      ['tokens.txt'],
      whisper.slice(0, 3),
      ['model.onnx', 'tokens.txt'],
      ['encoder.bin'],
    ])
      expect(modelFilesIn('models', names)).toBeUndefined();
  });

  test('is told to the engine with whole paths and the language that is spoken', () => {
    const files = modelFilesIn('w', whisper)!;
    expect(configOf('/models/w', files, 'de')).toMatchObject({
      modelConfig: {
        whisper: { encoder: path.join('/models/w', whisper[0]!), language: 'de', task: 'transcribe' },
        tokens: path.join('/models/w', 'tiny-tokens.txt'),
      },
    });
  });

  test('is read once for all questions, and another one in its place', async () => {
    const loaded: object[] = [];
    const heard: number[] = [];
    const engine: Engine = {
      OfflineRecognizer: {
        createAsync: async (config) => {
          loaded.push(config);
          return {
            createStream: () => ({ acceptWaveform: ({ samples }) => void heard.push(samples.length) }),
            decodeAsync: async () => ({ text: 'The tap drips', tokens: [] }),
          };
        },
      },
    };
    const answer = createRecogniser(async () => engine);
    const [one, other] = [folderWith(...whisper), folderWith(...whisper)];
    const ask = (folder: string) => answer({ id: 1, folder, pcm: bytes });
    expect(await ask(one)).toEqual({ id: 1, text: 'The tap drips' });
    await ask(one);
    await ask(other);
    expect(loaded).toHaveLength(2);
    expect(heard).toEqual([16_000, 16_000, 16_000]);
  });
});

describe('the process', () => {
  test('says what is wrong with a folder', async () => {
    const reader = realReader();
    expect(codeOf(await reader.read({ folder: path.join(folderWith(), 'none'), bytes }))).toBe(
      'voice.no-folder',
    );
    expect(codeOf(await reader.read({ folder: folderWith('notes.txt'), bytes }))).toBe('voice.no-model');
  });

  test('finds weights damaged by the real engine, where it is installed, and answers what comes next', async () => {
    const reader = realReader();
    const wrong = codeOf(await reader.read({ folder: folderWith(...whisper), bytes }));
    expect(wrong).toBe(hasEngine() ? 'voice.broken-model' : 'voice.no-engine');
    expect(codeOf(await reader.read({ folder: folderWith(), bytes }))).toBe('voice.no-model');
  });

  test('that ends in a question is said, and started anew for the next one', async () => {
    let started = 0;
    const reader = createFolderReader(() => dyingProcess(++started === 1));
    readers.push(reader);
    const folder = folderWith(...whisper);
    expect(codeOf(await reader.read({ folder, bytes }))).toBe('voice.broken-model');
    expect(await reader.read({ folder, bytes })).toEqual({ ok: true, value: { text: 'Back again' } });
    expect(started).toBe(2);
  });

  const real = process.env['PLUMBLINE_VOICE_MODEL'];
  test.runIf(real !== undefined)('reads speech with real weights', async () => {
    const found = await realReader().read({ folder: real!, bytes });
    expect(codeOf(found)).toBe('ok');
  });
  if (real === undefined)
    process.stdout.write(
      'Real weights were not tried: PLUMBLINE_VOICE_MODEL names no folder with a speech model.\n',
    );
});

/** Whether the optional engine is installed for this computer. */
function hasEngine(): boolean {
  return (
    spawnSync(process.execPath, ['-e', "require('sherpa-onnx-node')"], { cwd: import.meta.dirname })
      .status === 0
  );
}

/** A process that answers, or ends over its first question as native code does. */
function dyingProcess(dies: boolean): VoiceProcess {
  const exits: (() => void)[] = [];
  let hear: (message: unknown) => void = () => {};
  return {
    send: ({ id }: Question) =>
      queueMicrotask(() => {
        if (dies) for (const exit of exits) exit();
        else hear({ id, text: 'Back again' });
      }),
    onMessage: (listener) => (hear = listener),
    onExit: (listener) => void exits.push(listener),
    kill: () => {},
  };
}
