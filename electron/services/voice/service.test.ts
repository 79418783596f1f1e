import { afterEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import { expectOk } from '#shared/lib/result.ts';
import {
  createSpeechStandin,
  type SpeechBehaviour,
  type SpeechStandin,
} from '#tests/standins/speech/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { forkVoiceProcess } from './folder/fork.ts';
import { createVoiceService } from './service.ts';
import { spokenText } from './spoken-text.ts';

const closing: SpeechStandin[] = [];
afterEach(async () => {
  for (const standin of closing.splice(0)) await standin.close();
});

/** A second of a tone. */
const bytes = new Uint8Array(Int16Array.from({ length: 16_000 }, (_, at) => 8000 * Math.sin(at / 10)).buffer);

/** The service behind a guard that allows this address, as settings would. */
async function start(behaviour: SpeechBehaviour = {}, localOnly = true) {
  const standin = await createSpeechStandin(behaviour);
  closing.push(standin);
  const { origin } = new URL(standin.url);
  const ledger: EgressEntry[] = [];
  let ids = 0;
  const guard = createEgressGuard({ now: () => 1_700_000_000_000, newId: () => `line-${++ids}` });
  guard.configure({ localOnly, origins: { 'voice.local': [origin] } });
  guard.watch((entry) => ledger.push(entry));
  const service = createVoiceService({ guard, startProcess: forkVoiceProcess }).calls;
  const read = (more: Partial<CallArgs<'voice.read'>> = {}) =>
    service['voice.read']({
      source: { by: 'server', url: standin.url, model: 'whisper-1' },
      bytes,
      ...more,
    });
  return { standin, ledger, read, service };
}

const outcome = async (behaviour: SpeechBehaviour, more?: Partial<CallArgs<'voice.read'>>) => {
  const { read } = await start(behaviour);
  const result = await read(more);
  return result.ok ? result.value.text : result.error.code;
};

test('a server of this computer gets the sound as a file that every speech model takes, and its words come back', async () => {
  const { standin, ledger, read } = await start({ text: ' The boiler drips. ' });
  expect(expectOk(await read({ language: 'en' }))).toEqual({ text: 'The boiler drips.' });
  expect(standin.pieces).toMatchObject([{ model: 'whisper-1', language: 'en', seconds: 1 }]);
  expect(standin.pieces[0]!.peak).toBeCloseTo(8000 / 32_768, 2);
  const last = ledger.at(-1)!;
  expect(last).toMatchObject({ purpose: 'voice.local', allowed: true, bytes: standin.pieces[0]!.bytes });
});

test('a server elsewhere is refused while local-only is on, and what is refused stands in the ledger', async () => {
  const { ledger, service } = await start();
  const source = { by: 'server', url: 'https://api.example.com/v1', model: 'whisper-1' } as const;
  expect(await service['voice.read']({ source, bytes })).toMatchObject({ error: { code: 'egress.refused' } });
  expect(ledger).toMatchObject([
    { purpose: 'voice.remote', origin: 'https://api.example.com', allowed: false },
  ]);
});

test('a key goes out in a header, also to a server of this computer', async () => {
  const { standin, read } = await start({ key: 'the-key' });
  const source = { by: 'server', url: standin.url, model: 'whisper-1', key: 'the-key' } as const;
  expectOk(await read({ source }));
  expect(standin.pieces[0]!.authorization).toBe('Bearer the-key');
  expect(await read()).toMatchObject({ error: { code: 'model.wrong-key' } });
});

describe('what goes wrong is named', () => {
  test('where it can be told at which field', async () => {
    expect(await outcome({ status: 404, message: 'model not found' })).toBe('model.missing');
    expect(await outcome({ status: 429 })).toBe('model.busy');
    expect(await outcome({ status: 503 })).toBe('model.server');
    const { standin, read } = await start();
    await standin.close();
    expect(await read()).toMatchObject({ error: { code: 'model.unreachable' } });
  });

  test('an Ollama, which has no such interface, is told apart', async () => {
    expect(await outcome({ isOllama: true })).toBe('voice.not-this');
  });

  test('an answer that is no transcription is none', async () => {
    for (const body of ['', '<html>', '[]', '{"text":5}', '{"words":"Hello"}', '{"text":"a'])
      expect(await outcome({ body })).toBe('voice.not-this');
    expect(await outcome({ body: `{"text":"${'a '.repeat(300_000)}"}` })).toBe('model.too-large');
  });
});

describe('what a speech model writes', () => {
  test('is plain words: no marks of silence, no control tokens, nothing that turns words around', async () => {
    expect(spokenText('[BLANK_AUDIO]')).toBe('');
    expect(spokenText('(upbeat music)')).toBe('');
    expect(spokenText(' ... ')).toBe('');
    expect(spokenText('<|en|><|transcribe|> The tap\u202E drips')).toBe('The tap drips');
    expect(await outcome({ text: '' })).toBe('');
  });

  test('is said once where the model got stuck, in any script; figures stay as they were said', () => {
    expect(spokenText(`The tap drips. ${'Thank you. '.repeat(40)}`)).toBe('The tap drips. Thank you.');
    expect(spokenText('你好'.repeat(30))).toBe('你好');
    expect(spokenText('No, no, no, it is 1000000000 or 00 44 77 77 77 77 77')).toBe(
      'No, no, no, it is 1000000000 or 00 44 77 77 77 77 77',
    );
  });

  test('is bounded and well formed whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(60), (part, times) => {
        const text = spokenText(part.repeat(times));
        expect(text.length).toBeLessThanOrEqual(4000);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
      }),
    );
  });
});
