import { z } from 'zod';
import type { CallArgs, CallResult } from '#shared/bridge/contract.ts';
import type { ProviderKind } from '#shared/domain/model-provider.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { EgressGuard, GuardedFetch } from '../egress/guard.ts';
import type { ProbeDeps } from './ollama/probe.ts';
import { probe } from './ollama/probe.ts';
import { problemOf, toProblem, unreachable } from './remote/index.ts';
import type { ChatArgs, Emit } from './targets.ts';
import { doorTo, kindOf } from './targets.ts';

type TestArgs = CallArgs<'models.test'>;
type Test = CallResult<'models.test'>;
type Wrong = Extract<Test, { works: false }>['wrong'];

export interface TestDeps {
  guard: Pick<EgressGuard, 'fetch'>;
  findBinary: ProbeDeps['findBinary'];
  chat(args: ChatArgs, emit: Emit, signal: AbortSignal): Promise<Result<unknown>>;
}

/** Milliseconds for the list of models, and for a word, the loading of a large model included. */
const patience = 15_000;
const longestTest = 180_000;

/** Asks a provider for its models and for a word: what is wrong is named so that the screen can point at it. */
export async function testProvider(deps: TestDeps, args: TestArgs): Promise<Result<Test>> {
  const begun = performance.now();
  const listed = kindOf(args) === 'ollama' ? await ollamaModels(deps, args) : await remoteModels(deps, args);
  if (!listed.ok) return failed(listed.error, []);
  const models = listed.value;
  if (args.model === '') return failed(noModel, models);
  const word = await askForWord(deps, args);
  // An answer that is too long or empty is an answer all the same: address, key and model are right.
  const answered = word.ok || word.error.code === 'model.cut-off' || word.error.code === 'model.empty';
  if (!answered) return failed(word.error, models);
  return ok({ works: true, models, milliseconds: Math.round(performance.now() - begun) });
}

const noModel: Problem = { code: 'model.missing', message: 'Choose a model.' };

function failed(error: Problem, models: string[]): Result<Test> {
  const message = error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`;
  return ok({ works: false, wrong: parts[error.code] ?? 'server', message, models });
}

const parts: Record<string, Wrong> = {
  'model.unreachable': 'address',
  'model.not-running': 'address',
  'model.not-this': 'address',
  'model.wrong-key': 'key',
  'model.no-key': 'key',
  'model.missing': 'model',
  'model.remote': 'model',
  'model.cloud-disabled': 'model',
  'model.no-zero-retention': 'model',
  'model.no-credit': 'account',
  'model.busy': 'account',
  'egress.refused': 'settings',
};

function askForWord({ chat }: TestDeps, args: TestArgs): Promise<Result<unknown>> {
  const question = {
    ...args,
    purpose: 'test',
    messages: [{ role: 'user' as const, content: 'Answer with the word: ready' }],
    maxTokens: 32,
  };
  return chat(question, () => {}, AbortSignal.timeout(longestTest));
}

async function ollamaModels({ guard, findBinary }: TestDeps, args: TestArgs): Promise<Result<string[]>> {
  const status = await probe({ fetch: guard.fetch('model.local'), findBinary }, args.url);
  if (status.state === 'ready') return ok(status.models.map(({ name }) => name));
  return { ok: false, error: ollamaProblems[status.state](status) };
}

type Unready = Exclude<Awaited<ReturnType<typeof probe>>, { state: 'ready' }>;

const notReached = (message: string): Problem => ({ code: 'model.unreachable', message });

const ollamaProblems: Record<Unready['state'], (status: Unready) => Problem> = {
  'not-installed': () => notReached('Ollama is not installed on this computer.'),
  'not-running': () => notReached('Ollama is not running. Start it and test again.'),
  'too-old': () => notReached('This Ollama is too old. Update it and test again.'),
  refused: (status) => ({ code: 'egress.refused', message: 'reason' in status ? status.reason : '' }),
  failed: (status) => notReached('reason' in status ? status.reason : ''),
};

interface Listing {
  path: string;
  headers(key: string): Record<string, string>;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

// OpenRouter's list is open to everybody: only its question about the key proves the key.
const listings: Record<Exclude<ProviderKind, 'ollama'>, Listing[]> = {
  openai: [{ path: '/models', headers: bearer }],
  openrouter: [
    { path: '/key', headers: bearer },
    { path: '/models', headers: bearer },
  ],
  anthropic: [
    {
      path: '/models?limit=1000',
      headers: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
    },
  ],
  gemini: [{ path: '/models?pageSize=1000', headers: (key) => ({ 'x-goog-api-key': key }) }],
};

const listSchema = z.union([
  z.object({ data: z.array(z.object({ id: z.string() })) }).transform(({ data }) => data.map(({ id }) => id)),
  z
    .object({ models: z.array(z.object({ name: z.string() })) })
    .transform(({ models }) => models.map(({ name }) => name.replace(/^models\//, ''))),
]);

async function remoteModels({ guard }: TestDeps, args: TestArgs): Promise<Result<string[]>> {
  const kind = kindOf(args);
  if (kind === 'ollama') return ok([]);
  const fetch = doorTo(guard, args);
  let models: string[] = [];
  for (const { path, headers } of listings[kind]) {
    const answer = await ask(fetch, `${args.url.replace(/\/+$/, '')}${path}`, headers(args.key ?? ''));
    if (!answer.ok) return answer;
    const list = listSchema.safeParse(answer.value);
    if (list.success) models = list.data;
  }
  return ok(models.toSorted());
}

async function ask(
  fetch: GuardedFetch,
  url: string,
  headers: Record<string, string>,
): Promise<Result<unknown>> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
    const body = await response.text();
    // The list of models is there wherever the interface is: without it the address is wrong.
    if (!response.ok) return response.status === 404 ? notThis : problemOf(response, body);
    return ok(JSON.parse(body) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return notThis;
    const failure = toProblem(error);
    // Whatever broke off: no list of models came from there.
    return !failure.ok && failure.error.code === 'model.interrupted' ? unreachable : failure;
  }
}

const notThis: Result<never> = {
  ok: false,
  error: {
    code: 'model.not-this',
    message: 'Something answers at this address, but not with this interface.',
    remedy: 'Check the address, with its path, such as /v1.',
  },
};
