import { afterEach, describe, expect, test } from 'vitest';
import type { StreamArgs, StreamEvent } from '#shared/bridge/contract.ts';
import { patience } from '#shared/lib/testing/eventually.ts';
import { createOllamaStandin } from '#tests/standins/ollama/server.ts';
import type { OllamaStandin } from '#tests/standins/ollama/server.ts';
import type { Reply, StandinOptions } from '#tests/standins/ollama/options.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createModelService } from './service.ts';

const closing: OllamaStandin[] = [];

afterEach(async () => {
  for (const standin of closing.splice(0)) await standin.close();
});

async function start(options: StandinOptions = {}, installed = true) {
  const standin = await createOllamaStandin(options);
  closing.push(standin);
  let ids = 0;
  const guard = createEgressGuard({ now: Date.now, newId: () => `egress-${ids++}` });
  const service = createModelService({
    guard,
    findBinary: async () => installed,
  });
  const probe = async (url = standin.url) => {
    const result = await service.calls['models.probe']({ url });
    return result.ok ? result.value : undefined;
  };
  const allowCloud = () => guard.configure({ localOnly: false, origins: { 'model.local': [standin.url] } });
  return { standin, service, probe, allowCloud };
}

type ChatChanges = Partial<StreamArgs<'models.chat'>>;

async function chatWith(options: StandinOptions, changes: ChatChanges = {}, cloudAllowed = false) {
  const { standin, service, allowCloud } = await start(options);
  if (cloudAllowed) allowCloud();
  const events: StreamEvent<'models.chat'>[] = [];
  const args = {
    url: standin.url,
    model: 'llama3.2:3b',
    localOnly: true,
    messages: [{ role: 'user' as const, content: 'How much is a tap repair?' }],
    contextTokens: 4096,
    maxTokens: 256,
    ...changes,
  };
  const result = await service.streams['models.chat'](
    args,
    (event) => events.push(event),
    new AbortController().signal,
  );
  return { standin, result, text: events.map((event) => ('text' in event ? event.text : '')).join('') };
}

/** A line of Ollama's with this text. */
const pieceOf = (content: string): string => JSON.stringify({ message: { content }, done: false });

const answering = (reply: Reply): StandinOptions => ({ answer: () => reply });

describe('the owner sees what there is, and what to do', () => {
  test('models that are here, those that are elsewhere, and their sizes', async () => {
    const { probe } = await start({
      models: [
        { name: 'llama3.2:3b', sizeBytes: 2_000_000_000 },
        { name: 'my-helper', remoteHost: 'https://ollama.com:443', remoteModel: 'gpt-oss:120b' },
        { name: 'glm-4.6:cloud' },
      ],
    });
    expect(await probe()).toEqual({
      state: 'ready',
      version: '0.33.2',
      models: [
        {
          name: 'llama3.2:3b',
          digest: 'sha256:llama3.2:3b',
          sizeBytes: 2_000_000_000,
          local: true,
          capabilities: ['completion'],
          contextTokens: 131_072,
        },
        { name: 'my-helper', digest: 'sha256:my-helper', sizeBytes: 1_000_000_000, local: false },
        {
          name: 'glm-4.6:cloud',
          digest: 'sha256:glm-4.6:cloud',
          sizeBytes: 1_000_000_000,
          local: false,
          capabilities: ['completion'],
          contextTokens: 131_072,
        },
      ],
      verifiedLocal: true,
    });
  });

  test('rule 3 it is called verified only when the server says that its cloud is off', async () => {
    for (const cloudDisabled of [true, false, 'unknown'] as const) {
      const { probe } = await start({ cloudDisabled });
      expect(await probe()).toMatchObject({ state: 'ready', verifiedLocal: cloudDisabled === true });
    }
  });

  test('not installed, not running, too old, and something else at the address', async () => {
    const gone = await start({}, false);
    await gone.standin.close();
    expect(await gone.probe()).toEqual({ state: 'not-installed' });
    const stopped = await start();
    await stopped.standin.close();
    expect(await stopped.probe()).toEqual({ state: 'not-running' });
    expect(await (await start({ version: '0.9.6' })).probe()).toEqual({ state: 'too-old', version: '0.9.6' });
    expect(await (await start({ version: '0.13.0' })).probe()).toMatchObject({ state: 'ready' });
    const { probe, standin } = await start();
    expect(await probe(`${standin.url}/elsewhere`)).toMatchObject({ state: 'failed' });
  });

  test('rule 2 a server on another computer is refused without a request', async () => {
    const { probe } = await start();
    expect(await probe('http://192.0.2.7:11434')).toMatchObject({ state: 'refused' });
  });
});

describe('an answer', () => {
  test('comes piece by piece, with its speed, also in odd chunks', async () => {
    const text = 'Für 80,00 € – gerne! 🙂';
    const { result, text: got } = await chatWith(answering({ text, chunkBytes: [1, 3, 7, 2] }));
    expect(got).toBe(text);
    expect(result).toMatchObject({ ok: true, value: { outputTokens: 6, tokensPerSecond: 24 } });
  });

  test('rule 4 is asked for with the context, the limit, no thinking and no silent cutting', async () => {
    const { standin } = await chatWith(answering({ text: 'Hello' }), { contextTokens: 6000, maxTokens: 300 });
    expect(standin.requestsTo('/api/chat')[0]!.body).toMatchObject({
      think: false,
      truncate: false,
      shift: false,
      options: { num_ctx: 6000, num_predict: 300 },
    });
  });

  test('rule 4 is not asked for at all where the prompt does not fit', async () => {
    const messages = [{ role: 'user' as const, content: 'word '.repeat(4000) }];
    const { standin, result } = await chatWith({}, { messages });
    expect(result).toMatchObject({ ok: false, error: { code: 'model.over-budget' } });
    expect(standin.requests).toEqual([]);
  });

  test('of a thinking model is the answer, not the thoughts', async () => {
    const models = [{ name: 'qwen3:0.6b', thinking: true }];
    const { result, text } = await chatWith(
      { models, ...answering({ text: 'Hello' }) },
      { model: 'qwen3:0.6b', maxTokens: 2 },
    );
    expect(result.ok).toBe(true);
    expect(text).toBe('Hello');
  });

  test('rule 8 is asked for without tools', async () => {
    const { standin } = await chatWith(answering({ text: 'Hello' }));
    expect(standin.requestsTo('/api/chat')[0]!.body).not.toHaveProperty('tools');
  });
});

describe('rule 6 what did not end well is no answer', () => {
  test.each<[string, Reply, string]>([
    ['an error line', { text: 'Hello', errorLine: 'out of memory' }, 'model.interrupted'],
    ['a missing end', { text: 'Hello', missingDone: true }, 'model.interrupted'],
    ['a broken line', { text: 'Hello', rawLine: '{"message":{"con' }, 'model.interrupted'],
    ['an answer cut at its limit', { text: 'Hello', doneReason: 'length' }, 'model.cut-off'],
    ['an unknown end', { text: 'Hello', doneReason: 'unload' }, 'model.interrupted'],
    ['an empty answer', { text: '' }, 'model.empty'],
  ])('%s', async (_, reply, code) => {
    const { result } = await chatWith(answering(reply));
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  test.each<[string, Reply, string]>([
    ['a line of six megabytes', { rawLine: pieceOf('x'.repeat(6_000_000)) }, 'model.too-large'],
    ['an answer that does not end', { text: `${'word'.repeat(250)} `.repeat(150) }, 'model.too-large'],
    ['a server that ends before a word', { dies: 'before' }, 'model.server-died'],
    ['a server that ends in its answer', { text: 'Hello', dies: 'after' }, 'model.server-died'],
    ['nothing but thoughts', { text: '<think>What do they want?' }, 'model.empty'],
  ])('%s', async (_, reply, code) => {
    const { result } = await chatWith(answering(reply), { maxTokens: 60_000, contextTokens: 128_000 });
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  test('what a model thinks is no part of its answer', async () => {
    const { result, text } = await chatWith(answering({ text: '<think>They are rude.</think> Hello Maria' }));
    expect(result.ok).toBe(true);
    expect(text).toBe('Hello Maria');
  });

  test('the error line’s reason is told to the owner', async () => {
    const { result } = await chatWith(answering({ errorLine: 'model requires more system memory' }));
    expect(result).toMatchObject({ error: { message: expect.stringContaining('more system memory') } });
  });

  test('a missing model, a busy server and one that is gone have their own words and remedy', async () => {
    expect((await chatWith({ models: [] })).result).toMatchObject({ error: { code: 'model.missing' } });
    expect((await chatWith({ queueFull: true })).result).toMatchObject({ error: { code: 'model.busy' } });
    const { standin } = await start();
    await standin.close();
    const gone = await chatWith({}, { url: standin.url });
    expect(gone.result).toMatchObject({ error: { code: 'model.not-running', remedy: expect.any(String) } });
  });
});

describe('rule 2 in local-only mode no prompt reaches a model elsewhere', () => {
  const remote = { remoteHost: 'https://ollama.com:443', remoteModel: 'gpt-oss:120b' };
  test.each<[string, StandinOptions, ChatChanges, string]>([
    ['an alias', { models: [{ name: 'my-helper', ...remote }] }, { model: 'my-helper' }, 'model.remote'],
    ['a cloud tag', { models: [{ name: 'glm-4.6:cloud' }] }, { model: 'glm-4.6:cloud' }, 'model.remote'],
    ['another computer', {}, { url: 'http://192.0.2.7:11434' }, 'egress.refused'],
  ])('%s', async (_, options, changes, code) => {
    const { standin, result } = await chatWith(options, changes);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(standin.requestsTo('/api/chat')).toEqual([]);
  });

  test('an alias that is made between question and answer is noticed at the first piece', async () => {
    const models = [{ name: 'llama3.2:3b' } as { name: string; remoteHost?: string }];
    const { result, text } = await chatWith({
      models,
      answer: () => {
        models[0]!.remoteHost = 'https://ollama.com:443';
        return { text: 'Hello' };
      },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'model.remote' } });
    expect(text).toBe('');
  });

  test('with local-only off, a server whose cloud is off still says no', async () => {
    const models = [{ name: 'my-helper', ...remote }];
    const { result } = await chatWith({ models }, { model: 'my-helper', localOnly: false }, true);
    expect(result).toMatchObject({ error: { code: 'model.cloud-disabled' } });
  });

  test('also where the window says that it need not be local', async () => {
    const models = [{ name: 'my-helper', ...remote }];
    const { result, standin } = await chatWith({ models }, { model: 'my-helper', localOnly: false });
    expect(result).toMatchObject({ error: { code: 'model.remote' } });
    expect(standin.requestsTo('/api/chat')).toEqual([]);
  });
});

describe('rule 5 Stop closes the server’s connection within 500 ms', () => {
  async function stopDuring(reply: Reply) {
    const { standin, service } = await start(answering(reply));
    const stopping = new AbortController();
    const args = {
      url: standin.url,
      model: 'llama3.2:3b',
      localOnly: true,
      messages: [{ role: 'user' as const, content: 'Hello' }],
      contextTokens: 4096,
      maxTokens: 256,
    };
    let text = '';
    const running = service.streams['models.chat'](
      args,
      (event) => (text += 'text' in event ? event.text : ''),
      stopping.signal,
    );
    await expect.poll(() => standin.requestsTo('/api/chat')[0]?.body).toBeDefined();
    await expect.poll(() => text !== '').toBe(reply.pieceDelay !== undefined);
    const stoppedAt = Date.now();
    stopping.abort();
    const result = await running;
    const request = standin.requestsTo('/api/chat')[0]!;
    await expect.poll(() => request.end).toBe('closed');
    return { result, milliseconds: request.endedAt! - stoppedAt };
  }

  test('in the middle of an answer', async () => {
    const { result, milliseconds } = await stopDuring({ text: 'word '.repeat(2000), pieceDelay: patience });
    expect(result).toMatchObject({ ok: false, error: { code: 'bridge.aborted' } });
    expect(milliseconds).toBeLessThan(500);
  });

  test('before the first byte', async () => {
    const { result, milliseconds } = await stopDuring({ text: 'Hello', firstByteDelay: patience });
    expect(result).toMatchObject({ ok: false, error: { code: 'bridge.aborted' } });
    expect(milliseconds).toBeLessThan(500);
  });
});

describe('a download', () => {
  const registry = {
    'phi4-mini': [
      { digest: 'sha256:aaaaaaaaaaaa0000', total: 1000 },
      { digest: 'sha256:bbbbbbbbbbbb0000', total: 50 },
    ],
  };

  test('shows the progress of each layer and ends with the model here', async () => {
    const { standin, service, probe } = await start({ registry });
    const events: StreamEvent<'models.pull'>[] = [];
    const result = await service.streams['models.pull'](
      { url: standin.url, model: 'phi4-mini' },
      (event) => events.push(event),
      new AbortController().signal,
    );
    expect(result.ok).toBe(true);
    expect(
      events.filter(({ status }) => status === 'pulling aaaaaaaaaaaa').map(({ completed }) => completed),
    ).toEqual([undefined, 200, 400, 600, 800, 1000]);
    expect(await probe()).toMatchObject({
      models: expect.arrayContaining([expect.objectContaining({ name: 'phi4-mini' })]),
    });
  });

  test('can be stopped, and goes on where it stopped', async () => {
    const { standin, service } = await start({ registry, pullDelay: 20 });
    const stopping = new AbortController();
    const args = { url: standin.url, model: 'phi4-mini' };
    const first = await service.streams['models.pull'](
      args,
      ({ completed }) => {
        if (completed === 400) stopping.abort();
      },
      stopping.signal,
    );
    expect(first).toMatchObject({ ok: false, error: { code: 'bridge.aborted' } });
    await expect.poll(() => standin.requestsTo('/api/pull')[0]!.end).toBe('closed');
    const seen: number[] = [];
    const second = await service.streams['models.pull'](
      args,
      ({ completed }) => seen.push(completed ?? 0),
      new AbortController().signal,
    );
    expect(second.ok).toBe(true);
    expect(seen.filter((completed) => completed > 0)[0]).toBeGreaterThan(400);
  });

  test('of an unknown name, or of a model that runs elsewhere, is a clear error', async () => {
    const { standin, service } = await start();
    const pull = (model: string) =>
      service.streams['models.pull']({ url: standin.url, model }, () => {}, new AbortController().signal);
    expect(await pull('no-such-model')).toMatchObject({ ok: false, error: { code: 'model.pull-failed' } });
    expect(await pull('gpt-oss:120b-cloud')).toMatchObject({ ok: false, error: { code: 'model.remote' } });
  });
});
