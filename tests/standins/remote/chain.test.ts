import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ModelRequest } from '#shared/agent/model-port.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import type { ProviderKind } from '#shared/domain/model-provider.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createModelService } from '#electron/services/models/service.ts';
import { createAnthropicStandin } from '#tests/standins/anthropic/server.ts';
import { createOllamaStandin } from '#tests/standins/ollama/server.ts';
import type { OllamaStandin } from '#tests/standins/ollama/server.ts';
import { createOpenRouterStandin } from '#tests/standins/openrouter/server.ts';
import { egressPolicyOf } from '#renderer/vault/egress-policy.ts';
import { createModels } from '#renderer/vault/models/models.ts';

const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const standin of closing.splice(0)) await standin.close();
});

/** A business with Maria, the real service and guard, and stand-ins to put into its chain. */
async function start() {
  const [ollama, openRouter, anthropic] = await Promise.all([
    createOllamaStandin(),
    createOpenRouterStandin(),
    createAnthropicStandin(),
  ]);
  closing.push(ollama, openRouter, anthropic);
  const world = createMemoryRecords();
  const maria = expectOk(
    world.run('contact.create', {
      name: 'María López',
      phones: { p: { number: '+353871234567' } },
      emails: { e: { address: 'maria@mail.example' } },
      addresses: { a: { street: '12 Hawthorn Street', city: 'Dublin' } },
    }),
  ).id;
  world.run('ai.configure', { localOnly: false });
  const ledger: EgressEntry[] = [];
  let ids = 0;
  const guard = createEgressGuard({ now: () => world.context.now, newId: () => `line-${++ids}` });
  guard.watch((entry) => ledger.push(entry));
  const service = createModelService({ guard });
  const configure = () => guard.configure(egressPolicyOf(world.records, undefined));
  const bridge = {
    call: (name: keyof typeof service.calls, args: never) => {
      configure();
      return service.calls[name](args);
    },
    stream: (
      name: 'models.chat',
      args: never,
      onEvent: () => void,
      signal = new AbortController().signal,
    ) => {
      configure();
      return service.streams[name](args, onEvent, signal);
    },
  } as unknown as Bridge;
  const models = createModels({ bridge, records: world.records });

  function add(kind: ProviderKind, url: string, fields: { model?: string; approved?: boolean } = {}): string {
    const { model = kind === 'ollama' ? 'llama3.2:3b' : 'small-model', approved = true } = fields;
    const key = kind === 'ollama' ? {} : { key: 'the-key' };
    const { id } = expectOk(world.run('ai.addProvider', { kind, url, model, ...key }));
    if (approved) world.run('ai.approveProvider', { id, approved });
    return id;
  }

  async function ask(changes: Partial<ModelRequest> = {}, signal?: AbortSignal) {
    let shown = '';
    const request: ModelRequest = {
      purpose: 'reply',
      about: [maria],
      messages: question,
      maxTokens: 200,
      ...changes,
    };
    const result = await models.stream(request, (text) => (shown += text), signal);
    return { result, shown };
  }

  return { world, maria, ollama, openRouter, anthropic, models, ledger, add, ask };
}

const question = [
  {
    role: 'system' as const,
    content: 'You answer for a plumber. The customer is María López, 12 Hawthorn St.',
  },
  { role: 'user' as const, content: 'maria here, call +353 87 123 4567 or maria@mail.example' },
];

const promptsOf = (ollama: OllamaStandin) => ollama.requestsTo('/api/chat');

describe('rule 7 the chain', () => {
  test('asks the first, and nobody else where it answers', async () => {
    const { ollama, openRouter, add, ask } = await start();
    add('ollama', ollama.url);
    add('openrouter', openRouter.url);
    const { result } = await ask();
    expect(result).toMatchObject({ ok: true, value: { answeredBy: { kind: 'ollama' }, receipts: [] } });
    expect(openRouter.requests).toEqual([]);
  });

  test('goes on to the next where nobody answered, and says why', async () => {
    const { ollama, openRouter, add, ask } = await start();
    await ollama.close();
    add('ollama', ollama.url);
    add('openrouter', openRouter.url);
    expect((await ask()).result).toMatchObject({
      ok: true,
      value: {
        answeredBy: { name: 'OpenRouter', place: 'remote' },
        skipped: [{ name: 'Ollama', problem: { code: 'model.not-running' } }],
      },
    });
  });

  test('never goes from local to remote unless the chain lists it', async () => {
    const { world, ollama, openRouter, add, ask } = await start();
    await ollama.close();
    const local = add('ollama', ollama.url);
    add('openrouter', openRouter.url);
    world.run('ai.configure', { chain: [local] });
    expect((await ask()).result).toMatchObject({ ok: false, error: { code: 'model.not-running' } });
    expect(openRouter.requests).toEqual([]);
  });

  test('never goes on after a token', async () => {
    const { openRouter, anthropic, add, ask } = await start();
    openRouter.set({ failAfter: 2 });
    add('openrouter', openRouter.url);
    add('anthropic', anthropic.url);
    const { result, shown } = await ask();
    expect(result).toMatchObject({ ok: false, error: { code: 'model.interrupted', partial: shown } });
    expect(shown).toBe('Hello from');
    expect(anthropic.requests).toEqual([]);
  });

  test('never goes on after a stop', async () => {
    const { openRouter, anthropic, add, ask } = await start();
    openRouter.set({ headersDelay: 20_000 });
    add('openrouter', openRouter.url);
    add('anthropic', anthropic.url);
    const stopping = new AbortController();
    const running = ask({}, stopping.signal);
    await expect.poll(() => openRouter.prompts()).toHaveLength(1);
    stopping.abort();
    expect((await running).result).toMatchObject({ ok: false, error: { code: 'bridge.aborted' } });
    expect(anthropic.requests).toEqual([]);
  });

  test('of nobody is a clear error', async () => {
    const { ask } = await start();
    expect((await ask()).result).toMatchObject({ ok: false, error: { code: 'model.none' } });
  });
});

describe('a remote model is not asked', () => {
  test('rule 2 while local-only is on, whatever the chain lists', async () => {
    const { world, openRouter, ledger, add, ask } = await start();
    add('openrouter', openRouter.url);
    world.run('ai.configure', { localOnly: true });
    expect((await ask()).result).toMatchObject({ ok: false, error: { code: 'model.local-only' } });
    expect([openRouter.requests, ledger]).toEqual([[], []]);
  });

  test('rule 2 nor is one behind Ollama, by its name or by its alias', async () => {
    const { world, ollama, add, ask } = await start();
    ollama.set({
      models: [{ name: 'glm-4.6:cloud' }, { name: 'helper', remoteHost: 'https://ollama.com:443' }],
      cloudDisabled: false,
    });
    add('ollama', ollama.url, { model: 'glm-4.6:cloud' });
    add('ollama', ollama.url, { model: 'helper' });
    world.run('ai.configure', { localOnly: true });
    expect((await ask()).result).toMatchObject({
      ok: false,
      error: {
        skipped: [{ problem: { code: 'model.local-only' } }, { problem: { code: 'model.remote' } }],
      },
    });
    expect(ollama.requestsTo('/api/chat')).toEqual([]);
  });

  test('rule 2 an Ollama behind OpenAI’s interface is asked for its aliases too', async () => {
    const { ollama, add, ask } = await start();
    ollama.set({ models: [{ name: 'helper', remoteHost: 'https://ollama.com:443' }] });
    add('openai', `${ollama.url}/v1`, { model: 'helper' });
    expect((await ask()).result).toMatchObject({ ok: false, error: { code: 'model.remote' } });
    expect(ollama.requests.map(({ path }) => path)).toEqual(['/api/version', '/api/show']);
  });

  test('an Ollama behind OpenAI’s interface answers in its own, which cuts no prompt without a word', async () => {
    const { ollama, add, ask } = await start();
    add('openai', `${ollama.url}/v1`, { model: 'llama3.2:3b' });
    expect((await ask()).result).toMatchObject({ ok: true, value: { answeredBy: { kind: 'openai' } } });
    expect(ollama.requestsTo('/api/chat')[0]!.body).toMatchObject({ truncate: false, shift: false });
  });

  test('before the owner has seen what it gets, and again after its address has changed', async () => {
    const { world, openRouter, anthropic, add, ask } = await start();
    const id = add('openrouter', openRouter.url, { approved: false });
    expect((await ask()).result).toMatchObject({ ok: false, error: { code: 'model.not-approved' } });
    world.run('ai.approveProvider', { id, approved: true });
    expect((await ask()).result.ok).toBe(true);
    world.run('ai.updateProvider', { id, fields: { url: anthropic.url } });
    expect((await ask()).result).toMatchObject({ ok: false, error: { code: 'model.not-approved' } });
  });

  test('about a contact who never leaves this device: the local one is, and says so', async () => {
    const { world, maria, ollama, openRouter, add, ask } = await start();
    add('openrouter', openRouter.url);
    world.run('contact.keepOnDevice', { id: maria, on: true });
    expect((await ask()).result).toMatchObject({ ok: false, error: { code: 'model.contact-stays' } });
    add('ollama', ollama.url);
    expect((await ask()).result).toMatchObject({
      ok: true,
      value: { answeredBy: { place: 'local' }, skipped: [{ problem: { code: 'model.contact-stays' } }] },
    });
    expect(openRouter.requests).toEqual([]);
  });
});

describe('rule 15 what a remote model gets', () => {
  test('holds no name, phone, e-mail or address, and the answer gets them back', async () => {
    const { openRouter, add, ask } = await start();
    openRouter.set({ text: 'Hello ⟦PERSON_2⟧, at [ADDRESS_1] I call ⟦phone 1⟧.' });
    add('openrouter', openRouter.url);
    const { result, shown } = await ask();
    expect(openRouter.prompts()[0]!.text).not.toMatch(/mar[ií]a|l[oó]pez|hawthorn|123|mail\.example/i);
    const answer = 'Hello María, at 12 Hawthorn Street I call +353871234567.';
    expect(result).toMatchObject({ ok: true, value: { text: answer, unresolved: [] } });
    expect(shown).toContain('Hello María, at 12 Hawthorn Street');
  });

  test('a local model gets the real names', async () => {
    const { ollama, add, ask } = await start();
    add('ollama', ollama.url);
    await ask();
    expect(JSON.stringify(promptsOf(ollama)[0]!.body)).toContain('María López');
  });

  test('a token that stands for nobody is pointed out', async () => {
    const { openRouter, add, ask } = await start();
    openRouter.set({ text: 'Hello ⟦PERSON_77⟧' });
    add('openrouter', openRouter.url);
    expect((await ask()).result).toMatchObject({ value: { unresolved: ['⟦PERSON_77⟧'] } });
  });

  test('is what the preview showed, byte for byte, beside what stays here', async () => {
    const { openRouter, models, maria, add, ask } = await start();
    add('openrouter', openRouter.url, { approved: false });
    const request: ModelRequest = { purpose: 'reply', about: [maria], messages: question, maxTokens: 200 };
    const preview = expectOk(await models.preview(request));
    expect(openRouter.requests).toEqual([]);
    add('openrouter', openRouter.url);
    await ask();
    expect(preview?.body).toBe(openRouter.prompts()[0]!.text);
    expect(preview?.body).not.toContain('the-key');
    expect(preview?.tokens).toContainEqual({ token: '⟦PERSON_1⟧', value: 'María López' });
  });

  test('leaves a receipt that names its line in the ledger, also where nothing came of it', async () => {
    const { openRouter, anthropic, ledger, add, ask } = await start();
    openRouter.set({ status: 500 });
    add('openrouter', openRouter.url);
    add('anthropic', anthropic.url);
    const { result } = await ask();
    const receipts = result.ok ? result.value.receipts : [];
    const linesOf = (origin: string) => ledger.filter((line) => line.origin === origin);
    expect(receipts).toEqual(
      [openRouter, anthropic].map((standin) => {
        const { origin } = new URL(standin.url);
        const [line] = linesOf(origin);
        const name = standin === openRouter ? 'OpenRouter' : 'Anthropic';
        const bytes = Buffer.byteLength(standin.prompts()[0]!.text);
        return {
          at: line!.at,
          provider: name,
          model: 'small-model',
          origin,
          bytes,
          replaced: 5,
          ledgerId: line!.id,
        };
      }),
    );
  });

  test('rule 1 with local-only on, a whole session reaches this computer alone, and the ledger proves it', async () => {
    const { world, ollama, openRouter, models, ledger, add, ask } = await start();
    world.run('ai.configure', { localOnly: true });
    const local = add('ollama', ollama.url);
    const remote = add('openrouter', openRouter.url);
    await ask();
    await ask({ only: remote });
    await models.test(local);
    await models.test(remote);
    await models.preview({ purpose: 'test', about: [], messages: question, maxTokens: 100 });
    const left = ledger.filter(({ allowed }) => allowed);
    expect(left.length).toBeGreaterThan(3);
    expect(
      left.every(({ purpose, origin }) => purpose === 'model.local' && isLoopback(new URL(origin))),
    ).toBe(true);
    expect(openRouter.requests).toEqual([]);
  });
});

describe('rule 6 a value', () => {
  const format = z.object({ intent: z.enum(['booking', 'price']), who: z.string() });

  test('comes checked, with names put back', async () => {
    const { openRouter, models, maria, add } = await start();
    openRouter.set({ text: '{"intent":"booking","who":"⟦PERSON_1⟧"}' });
    add('openrouter', openRouter.url);
    const request = {
      purpose: 'extraction' as const,
      about: [maria],
      messages: question,
      maxTokens: 200,
      format,
    };
    const answer = expectOk(await models.complete(request));
    expect(answer.value).toEqual({ intent: 'booking', who: 'María López' });
    expect(openRouter.prompts()[0]!.body).toMatchObject({ response_format: { type: 'json_schema' } });
  });

  test.each(['{"intent":"party","who":"x"}', 'Sure, here it is: {', 'null'])(
    'that does not fit is none: %s',
    async (text) => {
      const { ollama, models, add } = await start();
      ollama.set({ answer: () => ({ text }) });
      add('ollama', ollama.url);
      const request = {
        purpose: 'extraction' as const,
        about: [],
        messages: question,
        maxTokens: 200,
        format,
      };
      expect(await models.complete(request)).toMatchObject({
        ok: false,
        error: { code: 'model.wrong-shape' },
      });
      expect(promptsOf(ollama)[0]!.body).toMatchObject({ format: { required: ['intent', 'who'] } });
    },
  );
});

test('rule 4 a prompt that does not fit is not sent anywhere', async () => {
  const { ollama, openRouter, add, ask } = await start();
  add('ollama', ollama.url);
  add('openrouter', openRouter.url);
  const messages = [{ role: 'user' as const, content: 'word '.repeat(40_000) }];
  expect((await ask({ messages })).result).toMatchObject({ ok: false, error: { code: 'model.over-budget' } });
  expect([promptsOf(ollama), openRouter.prompts()]).toEqual([[], []]);
});
