import type { Behaviour, Interface, RemoteStandin } from '../remote/server.ts';
import { bearerKey, createRemoteStandin, event } from '../remote/server.ts';

const reasons = { stop: 'stop', length: 'length', filter: 'content_filter' };

const chunk = (model: string, choice: object, more: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model,
  choices: [{ index: 0, delta: {}, finish_reason: null, ...choice }],
  ...more,
});

/** Chat completions as OpenAI, LM Studio, llama.cpp and many others stream them. */
export const openAiInterface: Interface = {
  base: '/v1',
  keyOf: bearerKey,
  get: (path, { models }) =>
    path === '/models' ? { object: 'list', data: models.map((id) => ({ id, object: 'model' })) } : undefined,
  modelOf: (path, body) =>
    path === '/chat/completions' || path === '/embeddings' ? (body as { model: string }).model : undefined,
  error: (status, message) => ({
    error: { message, type: 'invalid_request_error', code: status === 404 ? 'model_not_found' : null },
  }),
  wrongKey: { status: 401, message: 'Incorrect API key provided: the-*****ey.' },
  begin: (model) => [event(chunk(model, { delta: { role: 'assistant', content: '' } }))],
  piece: (text, model) => event(chunk(model, { delta: { content: text } })),
  end: (ending, pieces, model, read = 42) => [
    event(chunk(model, { finish_reason: reasons[ending] })),
    event({
      ...chunk(model, {}),
      choices: [],
      usage: { prompt_tokens: read, completion_tokens: pieces, total_tokens: read + pieces },
    }),
    event('[DONE]'),
  ],
  streamError: () => event({ error: { message: 'The server had an error', type: 'server_error' } }),
};

export function createOpenAiStandin(behaviour?: Behaviour): Promise<RemoteStandin> {
  return createRemoteStandin(openAiInterface, behaviour);
}
