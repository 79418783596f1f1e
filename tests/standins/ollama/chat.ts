import type { ServerResponse } from 'node:http';
import { setImmediate as immediately, setTimeout as wait } from 'node:timers/promises';
import { remoteMark } from './describe.ts';
import { fateOf, type Generation } from './engine.ts';
import type { ChatBody, Reply, StandinModel } from './options.ts';

/** The context of a server without a large GPU, where the request asks for none. */
const defaultContext = 4096;

export interface ChatRefusal {
  status: number;
  error: string;
  /** Without the encoding in its type, as what the engine itself answers. */
  bare?: boolean;
}

/** What Ollama refuses before it begins, in the words of each generation. */
export function refuseChat(
  body: ChatBody,
  model: StandinModel,
  generation: Generation,
): ChatRefusal | undefined {
  if (body.format !== undefined && typeof body.format === 'string' && body.format !== 'json') {
    const given = JSON.stringify(JSON.stringify(body.format));
    return { status: 500, error: `invalid format: ${given}; expected "json" or a valid JSON Schema object` };
  }
  if (model.embeds === true) return { status: 400, error: `"${model.name}" does not support chat` };
  if (body.think === true && model.thinking !== true) {
    return { status: 400, error: `"${model.name}" does not support thinking` };
  }
  if (body.tools !== undefined)
    return { status: 400, error: `registry.ollama.ai/library/${model.name} does not support tools` };
  if (fateOf(body.format, generation) === 'fails')
    return { status: 500, error: 'failed to create grammar from the schema' };
  const context = body.options?.num_ctx ?? defaultContext;
  const tokens = promptTokens(body);
  if (body.truncate !== false || tokens <= context) return undefined;
  return { status: 400, error: tooLong(tokens, context, generation), bare: true };
}

function tooLong(tokens: number, context: number, generation: Generation): string {
  if (generation !== '0.33') return 'the input length exceeds the context length';
  const message = `request (${tokens} tokens) exceeds the available context size (${context} tokens), try increasing it`;
  return JSON.stringify({
    error: { code: 400, message, type: 'exceed_context_size_error', n_prompt_tokens: tokens, n_ctx: context },
  });
}

/** What the model gets to see: without `truncate: false` the oldest messages are dropped without a word. */
export function seenByModel(body: ChatBody): ChatBody {
  const context = body.options?.num_ctx ?? defaultContext;
  const messages = [...body.messages];
  while (messages.length > 1 && promptTokens({ messages }) > context) {
    const oldest = messages.findIndex(({ role }) => role !== 'system');
    messages.splice(Math.max(oldest, 0), 1);
  }
  return { ...body, messages };
}

/** The lines of a streamed answer, as far as the reply goes. */
export function chatLines(body: ChatBody, model: StandinModel, reply: Reply, nanoseconds: number): string[] {
  const head = { model: body.model, created_at: new Date().toISOString(), ...remoteMark(model) };
  const pieces = (reply.text ?? '').match(/\s*\S+|\s+$/g) ?? [];
  const thoughts =
    model.thinking === true && body.think !== false ? ['Let me think about', ' this for a while.'] : [];
  const limit = body.options?.num_predict ?? Number.POSITIVE_INFINITY;
  const all = [
    ...thoughts.map((thinking) => ({ role: 'assistant', content: '', thinking })),
    ...pieces.map((content) => ({ role: 'assistant', content })),
  ];
  const lines = all.slice(0, limit).map((message) => JSON.stringify({ ...head, message, done: false }));
  if (reply.rawLine !== undefined) lines.push(reply.rawLine);
  if (reply.errorLine !== undefined) return [...lines, JSON.stringify({ error: reply.errorLine })];
  if (reply.missingDone === true || reply.dies === 'after') return lines;
  const doneReason = reply.doneReason ?? (all.length > limit ? 'length' : 'stop');
  return [
    ...lines,
    JSON.stringify({ ...head, ...doneLine(body, doneReason, Math.min(all.length, limit), nanoseconds) }),
  ];
}

/** The lines as the one answer that is asked for with `stream: false`. */
export function wholeAnswer(lines: string[]): object {
  const parts = lines.map((line) => JSON.parse(line) as { message?: { content: string } });
  const content = parts.map(({ message }) => message?.content ?? '').join('');
  return { ...parts.at(-1), message: { role: 'assistant', content } };
}

/** Writes the lines cut into the reply's chunk sizes, until the client hangs up. */
export async function streamLines(response: ServerResponse, lines: string[], reply: Reply): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  if (reply.chunkBytes !== undefined) {
    for (const chunk of cut(Buffer.from(lines.join('\n') + '\n'), reply.chunkBytes)) {
      response.write(chunk);
      await immediately();
    }
  } else {
    for (const line of lines) {
      if (response.destroyed) return;
      response.write(`${line}\n`);
      // A timer of no time takes a millisecond all the same, and there are thousands of pieces.
      await (reply.pieceDelay === undefined ? immediately() : wait(reply.pieceDelay));
    }
  }
  if (reply.dies === 'after') return void response.destroy();
  response.end();
}

function doneLine(body: ChatBody, doneReason: string, evalCount: number, nanoseconds: number) {
  return {
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: doneReason,
    total_duration: 500_000_000,
    load_duration: 10_000_000,
    prompt_eval_count: promptTokens(body),
    prompt_eval_duration: nanoseconds,
    eval_count: evalCount,
    eval_duration: 250_000_000,
  };
}

/** As rough as a vocabulary that nobody knows allows: four characters a token. */
export function promptTokens({ messages }: Pick<ChatBody, 'messages'>): number {
  return messages.reduce((sum, { content }) => sum + 4 + Math.ceil(content.length / 4), 0);
}

function cut(bytes: Buffer, sizes: number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? bytes.length);
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
