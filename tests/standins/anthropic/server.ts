import type { Behaviour, RemoteStandin } from '../remote/server.ts';
import { createRemoteStandin, event } from '../remote/server.ts';

const reasons = { stop: 'end_turn', length: 'max_tokens', filter: 'refusal' };

const kinds: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

const named = (type: string, data: object = {}) => event({ type, ...data }, type);

/** Anthropic's Messages, streamed: named events, a text block, usage at both ends. */
export function createAnthropicStandin(behaviour?: Behaviour): Promise<RemoteStandin> {
  return createRemoteStandin(
    {
      base: '/v1',
      keyOf: (headers) =>
        headers['anthropic-version'] === '2023-06-01' ? String(headers['x-api-key']) : undefined,
      get: (path, { models }) =>
        path.startsWith('/models')
          ? { data: models.map((id) => ({ id, type: 'model', display_name: id })), has_more: false }
          : undefined,
      modelOf: (path, body) => (path === '/messages' ? (body as { model: string }).model : undefined),
      check: (body) =>
        (body as { max_tokens?: number }).max_tokens ? undefined : 'max_tokens: Field required',
      error: (status, message) => ({ type: 'error', error: { type: kinds[status] ?? 'api_error', message } }),
      wrongKey: { status: 401, message: 'invalid x-api-key' },
      begin: (model) => [
        named('message_start', {
          message: {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model,
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { input_tokens: 42, output_tokens: 1 },
          },
        }),
        named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
        named('ping'),
      ],
      piece: (text) => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
      end: (ending, pieces) => [
        named('content_block_stop', { index: 0 }),
        named('message_delta', {
          delta: { stop_reason: reasons[ending], stop_sequence: null },
          usage: { output_tokens: pieces },
        }),
        named('message_stop'),
      ],
      streamError: () => named('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }),
    },
    behaviour,
  );
}
