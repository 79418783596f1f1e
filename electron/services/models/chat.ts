import type { Result } from '#shared/lib/result.ts';
import type { EgressGuard, GuardedFetch } from '../egress/guard.ts';
import { longestAnswer, tooLarge } from './bounds.ts';
import { checkOpenAiLocal } from './local-check.ts';
import { aborted, empty } from './ollama/problems.ts';
import { ollamaChat } from './ollama/chat.ts';
import { withoutReasoning } from './reasoning.ts';
import type { ChatArgs, Emit, Usage } from './targets.ts';
import { doorTo, kindOf, sentOf } from './targets.ts';
import type { Patience } from './watchdog.ts';

/** One streamed answer of a model, wherever it runs, without what it only thought. `sent` comes when the prompt has left. */
export async function chat(
  guard: Pick<EgressGuard, 'fetch'>,
  args: ChatArgs,
  emit: Emit,
  signal: AbortSignal,
  patience?: Patience,
): Promise<Result<Usage>> {
  const ending = new AbortController();
  let characters = 0;
  const answer = withoutReasoning({
    text: (text) => emit({ text }),
    dropped: () => emit({ dropped: true }),
  });
  const read: Emit = (event) => {
    if (!('text' in event)) return emit(event);
    characters += event.text.length;
    if (characters > longestAnswer) ending.abort();
    else answer.push(event.text);
  };
  const result = await ask(guard, args, read, AbortSignal.any([signal, ending.signal]), patience);
  const written = answer.end();
  if (ending.signal.aborted && !signal.aborted) return tooLarge;
  return result.ok && !written ? empty : result;
}

async function ask(
  guard: Pick<EgressGuard, 'fetch'>,
  args: ChatArgs,
  emit: Emit,
  signal: AbortSignal,
  patience: Patience | undefined,
): Promise<Result<Usage>> {
  // Of several requests only that with the prompt counts: it is the one to the chat's own path.
  const fetch: GuardedFetch = (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input);
    const isPrompt = init?.method === 'POST' && !address.pathname.endsWith('/api/show');
    const door = doorTo(guard, args, (entry) => {
      if (isPrompt && entry.allowed) emit({ sent: sentOf(entry) });
    });
    return door(input, init);
  };
  if (kindOf(args) === 'ollama') return ollamaChat(fetch, args, emit, signal, patience);
  // Loaded when it is needed: a business that keeps to this computer never loads the clients of others.
  const { remoteChat, toProblem } = await import('./remote/index.ts');
  try {
    if (args.localOnly) {
      const local = await checkOpenAiLocal(fetch, args, signal);
      if (!local.ok) return local;
      if (local.value.kind === 'ollama')
        return await ollamaChat(
          fetch,
          { ...args, kind: 'ollama', url: local.value.url },
          emit,
          signal,
          patience,
        );
    }
  } catch (error) {
    return signal.aborted ? aborted : toProblem(error);
  }
  return remoteChat(fetch, args, emit, signal, args.localOnly ? patience?.first : undefined);
}
