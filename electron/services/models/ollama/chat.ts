import type { ChatResponse } from 'ollama';
import { checkBudget } from '#shared/agent/model-port.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../../egress/guard.ts';
import type { ChatArgs, Emit, Usage } from '../targets.ts';
import { createWatchdog, type Patience } from '../watchdog.ts';
import { connect, keepAlive } from './client.ts';
import type { ModelDescription } from './describe.ts';
import { checkModel, isLocal, remoteMarkSchema } from './describe.ts';
import { aborted, empty, interrupted, modelIsRemote, silent, toProblem } from './problems.ts';

/**
 * One streamed answer. It is a success only where the server says that the answer is complete; whatever way
 * it ends, the connection is closed, so that a model never goes on for nobody.
 */
export async function ollamaChat(
  fetch: GuardedFetch,
  args: ChatArgs,
  emit: Emit,
  signal: AbortSignal,
  patience: Patience = { first: 600_000, between: 60_000 },
): Promise<Result<Usage>> {
  const budget = checkBudget(args);
  if (!budget.ok) return budget;
  const ending = new AbortController();
  const watch = createWatchdog(patience, () => ending.abort());
  const connection = connect(fetch, args.url, AbortSignal.any([signal, ending.signal]));
  try {
    const model = await checkModel(connection, args, 'completion');
    if (!model.ok) return model;
    const bounded = { ...args, contextTokens: windowOf(args, model.value) };
    const fits = checkBudget(bounded);
    if (!fits.ok) return fits;
    const answer = await connection.ollama.chat(requestOf(bounded));
    return await readAnswer(answer, args, emit, watch.alive);
  } catch (error) {
    if (signal.aborted) return aborted;
    return watch.barked() ? silent : toProblem(error, args.model);
  } finally {
    watch.end();
    ending.abort();
  }
}

/** No larger than the model was made for: beyond that it writes nonsense. */
function windowOf(
  { contextTokens }: ChatArgs,
  { contextTokens: most = contextTokens }: ModelDescription,
): number {
  return Math.min(contextTokens, most);
}

/**
 * All that decides what the server does is said: left out, `think` turns itself on, and a prompt that does
 * not fit loses its beginning without a word (`truncate`, `shift`).
 */
function requestOf({ model, messages, contextTokens, maxTokens, format }: ChatArgs) {
  return {
    model,
    messages,
    stream: true as const,
    ...(format && { format }),
    think: false,
    truncate: false,
    shift: false,
    keep_alive: keepAlive,
    options: { num_ctx: contextTokens, num_predict: maxTokens },
  };
}

async function readAnswer(
  answer: AsyncIterable<ChatResponse>,
  args: ChatArgs,
  emit: Emit,
  alive: () => void,
): Promise<Result<Usage>> {
  let written = false;
  for await (const part of answer) {
    alive();
    const mark = remoteMarkSchema.safeParse(part);
    if (args.localOnly && !(mark.success && isLocal(args.model, mark.data))) return modelIsRemote(args.model);
    const text = part.message?.content ?? '';
    if (text !== '') emit({ text });
    written ||= text.trim() !== '';
    if (part.done) return finish(part, written);
  }
  return interrupted('');
}

function finish(last: ChatResponse, written: boolean): Result<Usage> {
  if (last.done_reason === 'length') {
    return problem(
      'model.cut-off',
      'The answer got too long and was cut off in the middle.',
      'Try again, or choose another model.',
    );
  }
  if (last.done_reason !== 'stop') return interrupted('');
  if (!written) return empty;
  const outputTokens = last.eval_count ?? 0;
  const seconds = (last.eval_duration ?? 0) / 1e9;
  return ok({
    promptTokens: last.prompt_eval_count ?? 0,
    outputTokens,
    promptMilliseconds: (last.prompt_eval_duration ?? 0) / 1e6,
    tokensPerSecond: seconds > 0 ? outputTokens / seconds : undefined,
  });
}
