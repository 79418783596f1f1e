import { afterEach, describe, expect, test, vi } from 'vitest';
import type { StreamArgs } from '#shared/bridge/contract.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import type { ProviderKind } from '#shared/domain/model-provider.ts';
import { patience } from '#shared/lib/testing/eventually.ts';
import { createAnthropicStandin } from '#tests/standins/anthropic/server.ts';
import { createGeminiStandin } from '#tests/standins/gemini/server.ts';
import { createOpenAiStandin } from '#tests/standins/openai/server.ts';
import { createOpenRouterStandin } from '#tests/standins/openrouter/server.ts';
import { event } from '#tests/standins/remote/server.ts';
import type { Behaviour, RemoteStandin } from '#tests/standins/remote/server.ts';
import { createEgressGuard } from '../../egress/guard.ts';
import { createModelService } from '../service.ts';

const standins = {
  openai: createOpenAiStandin,
  openrouter: createOpenRouterStandin,
  anthropic: createAnthropicStandin,
  gemini: createGeminiStandin,
} satisfies Partial<Record<ProviderKind, unknown>>;

type Remote = keyof typeof standins;
const kinds = Object.keys(standins) as Remote[];

const closing: RemoteStandin[] = [];

afterEach(async () => {
  for (const standin of closing.splice(0)) await standin.close();
});

/** The service behind a guard that allows this provider's address, as settings would that list it. */
async function start(kind: Remote, behaviour: Behaviour = {}, localOnly = false) {
  const standin = await standins[kind](behaviour);
  closing.push(standin);
  const { origin } = new URL(standin.url);
  const ledger: EgressEntry[] = [];
  let ids = 0;
  const guard = createEgressGuard({ now: () => 1_700_000_000_000, newId: () => `line-${++ids}` });
  guard.configure({ localOnly, origins: { 'model.remote': [origin], 'model.local': [origin] } });
  guard.watch((entry) => ledger.push(entry));
  const service = createModelService({ guard });
  const args: StreamArgs<'models.chat'> = {
    kind,
    url: standin.url,
    model: 'small-model',
    key: 'the-key',
    localOnly: false,
    messages: [
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: 'Hello' },
    ],
    contextTokens: 4096,
    maxTokens: 100,
  };
  return { standin, service, args, ledger, origin };
}

async function chat(
  kind: Remote,
  behaviour: Behaviour = {},
  changes: Partial<StreamArgs<'models.chat'>> = {},
) {
  const world = await start(kind, behaviour);
  let text = '';
  const sent: unknown[] = [];
  const result = await world.service.streams['models.chat'](
    { ...world.args, ...changes },
    (event) => {
      if ('text' in event) text += event.text;
      else if ('sent' in event) sent.push(event.sent);
      else text = '';
    },
    new AbortController().signal,
  );
  return { ...world, text, sent, result };
}

describe.each(kinds)('%s', (kind) => {
  test('answers piece by piece, and what left is named as the ledger has it', async () => {
    const { text, result, sent, ledger, standin, origin } = await chat(kind);
    expect(text).toBe('Hello from afar.');
    expect(result).toMatchObject({ ok: true, value: { promptTokens: 42, outputTokens: 3 } });
    const [prompt] = standin.prompts();
    const bytes = Buffer.byteLength(prompt!.text);
    expect(sent).toEqual([{ ledgerId: ledger[0]!.id, at: ledger[0]!.at, origin, bytes }]);
    expect(standin.requests).toHaveLength(1);
  });

  test('gets the key in a header, and never in an address or a body', async () => {
    const { standin, ledger } = await chat(kind);
    const [prompt] = standin.prompts();
    expect(`${prompt!.path} ${prompt!.text} ${JSON.stringify(ledger)}`).not.toContain('the-key');
  });

  test('rule 8 gets no tools', async () => {
    const { standin } = await chat(kind);
    expect(standin.prompts()[0]!.body).not.toHaveProperty('tools');
  });

  test('what the owner is shown beforehand is what is sent, byte for byte', async () => {
    const { service, args, standin } = await start(kind);
    const format = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
    const preview = await service.calls['models.preview']({ ...args, key: undefined, format });
    expect(standin.requests).toEqual([]);
    await service.streams['models.chat']({ ...args, format }, () => {}, new AbortController().signal);
    const [prompt] = standin.prompts();
    expect(preview).toMatchObject({ ok: true, value: { body: prompt!.text } });
    expect(preview.ok && preview.value.path).toBe(prompt!.path.split('?')[0]);
  });

  test.each<[string, Behaviour, string]>([
    ['a wrong key', { key: 'another' }, 'model.wrong-key'],
    ['too many questions', { status: 429, retryAfter: 7 }, 'model.busy'],
    ['no credit', { status: 402 }, 'model.no-credit'],
    ['no quota', { status: 429, message: 'You exceeded your quota: insufficient_quota' }, 'model.no-credit'],
    ['an unknown model', { models: [] }, 'model.missing'],
    ['a fault', { status: 500 }, 'model.server'],
    ['overload', { status: 529 }, 'model.server'],
    ['a prompt that is too long', { status: 400, message: 'prompt is too long: 9 > 8' }, 'model.over-budget'],
    ['another address', { redirectTo: 'https://else.example/' }, 'egress.refused'],
  ])('is asked once only, and has a plain sentence for %s', async (_, behaviour, code) => {
    const { result, standin } = await chat(kind, behaviour);
    expect(result).toMatchObject({ ok: false, error: { code, remedy: expect.any(String) } });
    expect(standin.requests).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain('the-');
  });

  test('says how long to wait', async () => {
    const { result } = await chat(kind, { status: 429, retryAfter: 7 });
    expect(result).toMatchObject({ error: { remedy: 'Try again in 7 seconds.' } });
  });

  test.each<[string, Behaviour, string]>([
    ['an error within the stream', { failAfter: 2 }, 'model.interrupted'],
    ['a stream that breaks off', { truncateAfter: 2 }, 'model.interrupted'],
    ['an answer cut at its limit', { ending: 'length' }, 'model.cut-off'],
    ['a filtered answer', { ending: 'filter' }, 'model.filtered'],
    ['an empty answer', { text: '' }, 'model.empty'],
  ])('rule 6 %s is no answer', async (_, behaviour, code) => {
    const { result } = await chat(kind, behaviour);
    expect(result).toMatchObject({ ok: false, error: { code } });
  });

  test.each<[string, Behaviour]>([
    ['in the middle of an answer', { text: 'word '.repeat(200), pieceDelay: patience }],
    ['before the first piece', { firstPieceDelay: patience }],
    ['before the headers', { headersDelay: patience }],
  ])('rule 5 Stop %s closes its connection within 500 ms', async (_, behaviour) => {
    const { service, standin, args } = await start(kind, behaviour);
    const stopping = new AbortController();
    let text = '';
    const running = service.streams['models.chat'](
      args,
      (event) => (text += 'text' in event ? event.text : ''),
      stopping.signal,
    );
    await expect.poll(() => standin.prompts()).toHaveLength(1);
    await expect.poll(() => text !== '').toBe(behaviour.pieceDelay !== undefined);
    const stoppedAt = Date.now();
    stopping.abort();
    expect(await running).toMatchObject({ ok: false, error: { code: 'bridge.aborted' } });
    await expect.poll(() => standin.prompts()[0]!.end).toBe('closed');
    expect(standin.prompts()[0]!.endedAt! - stoppedAt).toBeLessThan(500);
  });

  test('a test finds its models, and says which of address, key and model is wrong', async () => {
    const { service, args, standin } = await start(kind);
    const ask = async (changes: Partial<typeof args>) => {
      const result = await service.calls['models.test']({ ...args, ...changes });
      return result.ok ? result.value : undefined;
    };
    expect(await ask({})).toMatchObject({ works: true, models: ['large-model', 'small-model'] });
    expect(await ask({ key: 'wrong' })).toMatchObject({ works: false, wrong: 'key' });
    expect(await ask({ model: 'none' })).toMatchObject({
      works: false,
      wrong: 'model',
      models: ['large-model', 'small-model'],
    });
    expect(await ask({ model: '' })).toMatchObject({ works: false, wrong: 'model' });
    expect(await ask({ url: standin.url.replace(/\/v1.*$/, '/elsewhere') })).toMatchObject({
      works: false,
      wrong: 'address',
    });
    await standin.close();
    expect(await ask({})).toMatchObject({ works: false, wrong: 'address' });
  });
});

test('every request to OpenRouter asks for servers that keep nothing', async () => {
  const { standin } = await chat('openrouter');
  expect(standin.prompts()[0]!.body).toMatchObject({ provider: { zdr: true, data_collection: 'deny' } });
  const refused = await chat('openrouter', {
    status: 404,
    message: 'No endpoints found matching your data policy (Zero data retention)',
  });
  expect(refused.result).toMatchObject({ error: { code: 'model.no-zero-retention' } });
});

test('a model behind OpenAI’s interface on this computer needs no key', async () => {
  const { result, standin } = await chat('openai', { key: undefined }, { key: undefined });
  expect(result.ok).toBe(true);
  expect(standin.prompts()[0]!.headers).not.toHaveProperty('authorization');
});

test.each(['openrouter', 'anthropic', 'gemini'] as const)(
  '%s is never asked with a key from the environment',
  async (kind) => {
    const names = ['OPENROUTER_API_KEY', 'ANTHROPIC_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'];
    for (const name of names) vi.stubEnv(name, 'the-key');
    const { result, standin } = await chat(kind, {}, { key: undefined });
    vi.unstubAllEnvs();
    expect(result).toMatchObject({ ok: false, error: { code: 'model.no-key' } });
    expect(standin.requests).toEqual([]);
  },
);

test.each(['openrouter', 'anthropic', 'gemini'] as const)(
  'rule 2 local-only lets nothing through to %s, not even to a proxy on this computer',
  async (kind) => {
    const { service, args, standin, ledger } = await start(kind, {}, true);
    const result = await service.streams['models.chat'](args, () => {}, new AbortController().signal);
    expect(result).toMatchObject({ ok: false, error: { code: 'egress.refused' } });
    expect(await service.calls['models.test'](args)).toMatchObject({ value: { wrong: 'settings' } });
    expect(standin.requests).toEqual([]);
    expect(ledger.every(({ allowed }) => !allowed)).toBe(true);
  },
);

test('of several choices the first counts, and nothing after the end', async () => {
  const piece = (index: number, delta: object) =>
    event({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index, delta }] });
  const { text, result } = await chat('openai', {
    before: [
      piece(1, { content: ' Another answer.' }),
      piece(0, { reasoning_content: 'They ask.', reasoning: 'They ask.' }),
    ],
    after: [piece(0, { content: ' And one more thing.' })],
  });
  expect(result.ok).toBe(true);
  expect(text).toBe('Hello from afar.');
});

test('a server that has read less than it was given gives no answer', async () => {
  const messages = [{ role: 'user' as const, content: 'word '.repeat(6000) }];
  const changes = { messages, contextTokens: 32_000 };
  const cut = await chat('openai', { promptTokens: 2050 }, changes);
  expect(cut.result).toMatchObject({ ok: false, error: { code: 'model.prompt-cut' } });
  expect((await chat('openai', { promptTokens: 6010 }, changes)).result.ok).toBe(true);
  expect((await chat('openai', { promptTokens: 0 }, changes)).result.ok).toBe(true);
});

test('an answer of megabytes is stopped', async () => {
  const { result } = await chat('openai', { text: 'x'.repeat(300_000) });
  expect(result).toMatchObject({ ok: false, error: { code: 'model.too-large' } });
});
