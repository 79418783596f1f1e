import { expect, test } from 'vitest';
import { checkOpenAiLocal } from './local-check.ts';

type Answer = [status: number, body: unknown];

/** What speaks OpenAI's interface here, as it answers the two questions of Ollama's. */
async function check(version: Answer | 'silent', shown: Answer = [404, {}], model = 'small') {
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const isVersion = pathname === '/api/version';
    const answer = isVersion ? version : shown;
    if (answer === 'silent') throw init?.signal?.reason ?? new DOMException('', 'TimeoutError');
    return Response.json(answer[1], { status: answer[0] });
  };
  const target = { url: 'http://127.0.0.1:1234/v1', model };
  return checkOpenAiLocal(fetch, target, new AbortController().signal).catch(() => 'failed');
}

const unknownPath: Answer = [200, { error: 'Unexpected endpoint or method.' }];
const openAi = { ok: true, value: { kind: 'openai' } };

test('a server that does not know Ollama’s questions is one of this computer', async () => {
  expect(await check([404, 'Not found'])).toEqual(openAi);
  expect(await check(unknownPath, unknownPath)).toEqual(openAi);
  expect(await check([404, {}], [200, { remote_host: null }])).toEqual(openAi);
});

test('Ollama behind the address is recognised, to be asked in its own interface', async () => {
  const found = { ok: true, value: { kind: 'ollama', url: 'http://127.0.0.1:1234' } };
  expect(await check([200, { version: '0.24.0' }])).toEqual(found);
});

test.each<[string, Answer | 'silent', Answer]>([
  ['a refused version', [403, {}], [404, {}]],
  ['a fault at the version', [500, {}], [404, {}]],
  ['a refused description', [404, {}], [403, { error: 'ollama cloud is disabled' }]],
  ['a fault at the description', [404, {}], [500, {}]],
])('rule 2 a check that fails is not a yes: %s', async (_, version, shown) => {
  expect(await check(version, shown)).toMatchObject({ ok: false, error: { code: 'model.not-proven' } });
});

test('rule 2 a mark, a cloud name and silence are no yes either', async () => {
  const remote = { ok: false, error: { code: 'model.remote' } };
  expect(await check([404, {}], [200, { remote_host: 'https://ollama.com' }])).toMatchObject(remote);
  expect(await check([404, {}], [404, {}], 'gpt-oss:120b-cloud')).toMatchObject(remote);
  expect(await check('silent')).toBe('failed');
});
