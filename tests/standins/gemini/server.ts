import type { Behaviour, RemoteStandin } from '../remote/server.ts';
import { createRemoteStandin, event } from '../remote/server.ts';

const reasons = { stop: 'STOP', length: 'MAX_TOKENS', filter: 'SAFETY' };

const states: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

/** Google's `streamGenerateContent` over server-sent events. A wrong key is a 400 there. */
export function createGeminiStandin(behaviour?: Behaviour): Promise<RemoteStandin> {
  return createRemoteStandin(
    {
      base: '/v1beta',
      keyOf: (headers) => String(headers['x-goog-api-key']),
      get: (path, { models }) =>
        path.startsWith('/models?')
          ? { models: models.map((name) => ({ name: `models/${name}`, displayName: name })) }
          : undefined,
      modelOf: (path) => /^\/models\/([^:]+):streamGenerateContent\?alt=sse$/.exec(path)?.[1],
      error: (status, message) => ({
        error: { code: status, message, status: states[status] ?? 'INTERNAL' },
      }),
      wrongKey: { status: 400, message: 'API key not valid. Please pass a valid API key.' },
      begin: () => [],
      piece: (text, model) =>
        event({
          candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0 }],
          modelVersion: model,
        }),
      end: (ending, pieces, model) => [
        event({
          candidates: [
            { content: { parts: [{ text: '' }], role: 'model' }, finishReason: reasons[ending], index: 0 },
          ],
          usageMetadata: {
            promptTokenCount: 42,
            candidatesTokenCount: pieces,
            totalTokenCount: 42 + pieces,
          },
          modelVersion: model,
        }),
      ],
      streamError: () => event({ error: { code: 503, message: 'overloaded', status: 'UNAVAILABLE' } }),
    },
    behaviour,
  );
}
