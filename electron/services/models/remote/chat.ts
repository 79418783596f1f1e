import { jsonSchema, Output, streamText } from 'ai';
import { checkBudget } from '#shared/agent/model-port.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../../egress/guard.ts';
import { aborted, empty, silent } from '../ollama/problems.ts';
import { bounded, firstChoice, most } from '../bounds.ts';
import type { ChatArgs, Emit, Usage } from '../targets.ts';
import { kindOf } from '../targets.ts';
import { createWatchdog } from '../watchdog.ts';
import { modelAt } from './client.ts';
import { interrupted, toProblem } from './problems.ts';

/** Many models think before they write, and their thoughts count as answer: so much more is allowed. */
const roomForThoughts = 4;

/** Milliseconds without a sign of life, after which the next in the chain may be asked. */
const usualPatience = 60_000;

/** One streamed answer of a model behind a provider's interface. See `ollama/chat.ts`: the same promises. */
export async function remoteChat(
  fetch: GuardedFetch,
  args: ChatArgs,
  emit: Emit,
  signal: AbortSignal,
  patience = usualPatience,
): Promise<Result<Usage>> {
  const budget = checkBudget(args);
  if (!budget.ok) return budget;
  const model = await modelAt(args, boundedFetch(fetch, kindOf(args) === 'openai'));
  if (!model.ok) return model;
  const ending = new AbortController();
  const watch = createWatchdog({ first: patience, between: Math.min(patience, usualPatience) }, () =>
    ending.abort(),
  );
  try {
    const answer = streamText({
      model: model.value,
      ...promptOf(args),
      maxOutputTokens: Math.min(args.maxTokens * roomForThoughts, args.contextTokens - budget.value),
      ...(args.format && { output: Output.object({ schema: jsonSchema(args.format) }) }),
      // The chain decides who is asked next, and nobody is asked twice behind the owner's back.
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, ending.signal]),
      // The library's own handler would print the request.
      onError: () => {},
    });
    const result = await readAnswer(answer.fullStream, emit, watch.alive);
    if (signal.aborted) return aborted;
    if (watch.barked()) return silent;
    return result.ok && isCut(result.value.promptTokens, budget.value) ? cutPrompt : result;
  } catch (error) {
    return signal.aborted ? aborted : watch.barked() ? silent : toProblem(error);
  } finally {
    watch.end();
    ending.abort();
  }
}

/** No stream is larger than an answer can be; of several choices the first alone counts. */
function boundedFetch(fetch: GuardedFetch, hasChoices: boolean): GuardedFetch {
  return async (input, init) => {
    const response = bounded(await fetch(input, init), most.stream);
    if (!hasChoices || !response.ok || response.body === null) return response;
    const isStream = response.headers.get('content-type')?.includes('text/event-stream') ?? false;
    if (!isStream) return response;
    return new Response(response.body.pipeThrough(firstChoice()), { headers: response.headers });
  };
}

function promptOf({ messages }: ChatArgs) {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const rest = messages.flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, content }]));
  return { ...(system.length > 0 && { instructions: system.join('\n\n') }), messages: rest };
}

type Parts = ReturnType<typeof streamText>['fullStream'];

async function readAnswer(parts: Parts, emit: Emit, alive: () => void): Promise<Result<Usage>> {
  let written = '';
  let firstAt: number | undefined;
  for await (const part of parts) {
    // The first two say only that it was asked.
    if (part.type !== 'start' && part.type !== 'start-step') alive();
    if (part.type === 'error') return toProblem(part.error);
    if (part.type === 'abort') return interrupted();
    if (part.type === 'text-delta' && part.text !== '') {
      firstAt ??= performance.now();
      written += part.text;
      emit({ text: part.text });
    }
    if (part.type === 'finish') {
      const { inputTokens = 0, outputTokens = 0 } = part.totalUsage;
      const seconds = (performance.now() - (firstAt ?? performance.now())) / 1000;
      const tokensPerSecond = seconds > 0 && outputTokens > 1 ? outputTokens / seconds : undefined;
      return (
        endOf(part.finishReason, written) ?? ok({ promptTokens: inputTokens, outputTokens, tokensPerSecond })
      );
    }
  }
  return interrupted();
}

/** Why an answer that ended is none. */
function endOf(reason: string, written: string): Result<never> | undefined {
  if (reason === 'length') return cutOff;
  if (reason === 'content-filter') return filtered;
  if (reason !== 'stop') return interrupted();
  return written.trim() === '' ? empty : undefined;
}

/** Estimates are careful, but not by more than this; of a short prompt nothing is cut. */
const leastShare = 0.4;
const shortPrompt = 1000;

/** Whether the server has read less than it was given. One that counts nothing says nothing. */
function isCut(counted: number, estimated: number): boolean {
  return counted > 0 && estimated > shortPrompt && counted < estimated * leastShare;
}

const cutPrompt = problem(
  'model.prompt-cut',
  'The model’s server left out a part of the question without saying so. Its answer is not used.',
  'Give the model a larger context window in its server, or choose a smaller one in Settings → Assistant.',
);

const cutOff = problem(
  'model.cut-off',
  'The answer got too long and was cut off in the middle.',
  'Try again, or choose another model.',
);

const filtered = problem(
  'model.filtered',
  'The provider’s content filter stopped the answer.',
  'Write this one yourself, or choose another model.',
);
