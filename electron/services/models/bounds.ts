import { isJsonObject, parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';

/** A server sends more than any answer can be. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

export const tooLarge: Result<never> = problem(
  'model.too-large',
  'The model’s server sent far more than an answer. It was stopped.',
  'Try again, or choose another model.',
);

/** Bytes of one line of a stream, of a whole stream, and of what comes in one piece (a batch of vectors). */
export const most = { line: 256 * 1024, stream: 8 * 1024 * 1024, whole: 64 * 1024 * 1024 };

/** Characters of an answer: more than the longest that is ever asked for. */
export const longestAnswer = 100_000;

/** The response, whose body ends with an error where it gets larger than this. */
export function bounded(response: Response, bytes: number): Response {
  if (response.body === null) return response;
  let seen = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > bytes) controller.error(new AnswerTooLarge());
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
}

/** Bytes cut into lines; each becomes what `change` makes of it. A line that does not end is an error. */
export function byLine(change: (line: string) => string): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > most.line || lines.some(({ length }) => length > most.line))
        return controller.error(new AnswerTooLarge());
      controller.enqueue(encoder.encode(lines.map(change).join('')));
    },
    flush(controller) {
      controller.enqueue(encoder.encode(change(rest + decoder.decode())));
    },
  });
}

/** Of a stream of chat completions the first choice alone, and nothing after its end. */
export function firstChoice(): TransformStream<Uint8Array, Uint8Array> {
  let ended = false;
  return byLine((line) => {
    if (ended) return '';
    const data = /^data:\s*(.*?)\s*$/.exec(line)?.[1];
    if (data === '[DONE]') ended = true;
    const event = data === undefined ? undefined : parseJson(data);
    if (!isJsonObject(event) || !Array.isArray(event['choices'])) return `${line}\n`;
    const choices = event['choices'].filter((choice) => isJsonObject(choice) && (choice['index'] ?? 0) === 0);
    return choices.length === event['choices'].length
      ? `${line}\n`
      : `data: ${JSON.stringify({ ...event, choices: choices.slice(0, 1) })}\n`;
  });
}
