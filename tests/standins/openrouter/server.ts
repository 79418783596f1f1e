import { openAiInterface } from '../openai/server.ts';
import type { Behaviour, RemoteStandin } from '../remote/server.ts';
import { createRemoteStandin, event } from '../remote/server.ts';

/** OpenAI's interface with OpenRouter's own: its question about a key, its errors, its end within a stream. */
export function createOpenRouterStandin(behaviour?: Behaviour): Promise<RemoteStandin> {
  return createRemoteStandin(
    {
      ...openAiInterface,
      base: '/api/v1',
      get: (path, given) =>
        path === '/key'
          ? { data: { label: 'sk-or', usage: 0, limit: null } }
          : openAiInterface.get(path, given),
      error: (status, message) => ({ error: { code: status, message } }),
      wrongKey: { status: 401, message: 'No auth credentials found' },
      streamError: () =>
        event({
          id: 'gen-1',
          object: 'chat.completion.chunk',
          created: 1,
          model: 'x',
          provider: 'X',
          error: { code: 502, message: 'Provider disconnected' },
          choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
        }),
    },
    behaviour,
  );
}
