import type { CallResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../egress/guard.ts';
import { ollamaChat } from './ollama/chat.ts';
import { remoteChat } from './remote/index.ts';
import type { ChatArgs } from './targets.ts';
import { kindOf } from './targets.ts';

type Preview = CallResult<'models.preview'>;

/** The request that a chat would make, caught at the door: made by the same code, and not sent. */
export async function preview(args: ChatArgs): Promise<Result<Preview>> {
  let caught: Preview | undefined;
  const door: GuardedFetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    // What the server would say of the model is not needed to show the prompt.
    if (url.pathname.endsWith('/api/show')) return Response.json({});
    const body = typeof init?.body === 'string' ? init.body : '';
    caught = { method: init?.method ?? 'GET', origin: url.origin, path: url.pathname, body };
    throw new TypeError('Only looked at');
  };
  const chat = kindOf(args) === 'ollama' ? ollamaChat : remoteChat;
  // No key is shown, so none is needed for a look.
  const request = { ...args, key: args.key ?? 'none', localOnly: false };
  const result = await chat(door, request, () => {}, new AbortController().signal);
  if (caught !== undefined) return ok(caught);
  return result.ok ? problem('model.failed', 'The request could not be shown.') : result;
}
