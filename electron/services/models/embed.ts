import { z } from 'zod';
import type { CallResult, Sent } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { checkOpenAiLocal } from './local-check.ts';
import { connect, keepAlive } from './ollama/client.ts';
import { checkModel } from './ollama/describe.ts';
import { aborted, toProblem } from './ollama/problems.ts';
import type { EmbedArgs } from './targets.ts';
import { doorTo, kindOf, sentOf } from './targets.ts';

/** A batch takes a while on a computer without a graphics card. In milliseconds. */
const patience = 120_000;

const openAiSchema = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()) })),
});

/** One vector a text, in their order. A text that is too long for the model is an error, never cut. */
export async function embed(
  guard: Pick<EgressGuard, 'fetch'>,
  args: EmbedArgs,
  stopping: AbortSignal,
): Promise<Result<CallResult<'models.embed'>>> {
  let sent: Sent | undefined;
  const fetch = doorTo(guard, args, (entry) => {
    if (entry.allowed) sent = sentOf(entry);
  });
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(patience)]);
  const kind = kindOf(args);
  const ask = kind === 'ollama' ? askOllama : kind === 'openai' ? askOpenAi : undefined;
  if (ask === undefined) {
    return problem('model.no-embeddings', 'This provider is not used for search by meaning.');
  }
  try {
    const vectors = await ask(fetch, args, signal);
    if (!vectors.ok) return vectors;
    const complete = vectors.value.length === args.texts.length;
    return complete ? ok({ vectors: vectors.value, sent }) : incomplete;
  } catch (error) {
    return stopping.aborted ? aborted : toProblem(error, args.model);
  }
}

type Ask = (
  fetch: ReturnType<typeof doorTo>,
  args: EmbedArgs,
  signal: AbortSignal,
) => Promise<Result<number[][]>>;

const askOllama: Ask = async (fetch, args, signal) => {
  const connection = connect(fetch, args.url, signal);
  const checked = await checkModel(connection, args, 'embedding');
  if (!checked.ok) return checked;
  const { embeddings } = await connection.ollama.embed({
    model: args.model,
    input: args.texts,
    truncate: false,
    keep_alive: keepAlive,
  });
  return ok(embeddings);
};

const askOpenAi: Ask = async (fetch, args, signal) => {
  const local = args.localOnly ? await checkOpenAiLocal(fetch, args, signal) : ok(undefined);
  if (!local.ok) return local;
  if (local.value?.kind === 'ollama') return askOllama(fetch, { ...args, url: local.value.url }, signal);
  const response = await fetch(`${args.url.replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(args.key !== undefined && { authorization: `Bearer ${args.key}` }),
    },
    body: JSON.stringify({ model: args.model, input: args.texts, encoding_format: 'float' }),
    signal,
  });
  const answer = openAiSchema.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !answer.success) return incomplete;
  return ok(answer.data.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding));
};

const incomplete = problem(
  'model.no-embeddings',
  'The model gave no numbers to search by.',
  'Choose a model for search in Settings → Assistant.',
);
