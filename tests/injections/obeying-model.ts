import type { AnsweredBy, ChatMessage, ModelPort, ModelRequest } from '#shared/agent/model-port.ts';
import { err, ok } from '#shared/lib/result.ts';

/** What a model was asked, and whether it held tools that change something. */
export interface Seen {
  prompt: string;
  holdsWriteTools: boolean;
}

const answeredBy: AnsweredBy = {
  id: 'worst',
  kind: 'ollama',
  name: 'Worst case',
  model: 'obeys-everything',
  place: 'local',
  contextTokens: 128_000,
};
const usage = { promptTokens: 1, outputTokens: 1 };
const rest = { answeredBy, usage, receipts: [], skipped: [], unresolved: [] };

export interface ObeyingModel extends Pick<ModelPort, 'stream' | 'complete'> {
  seen: Seen[];
}

/**
 * The worst case of a model: it does whatever any text in its prompt wants, with every tool it has. `steps` are what
 * it does where it holds write tools, `words` what it says where it has none: its prompt, all secrets it saw, a link.
 */
export function obeyingModel(
  steps: () => Iterable<unknown>,
  words: (prompt: string) => string,
  typed: (said: string) => unknown = (said) => said,
): ObeyingModel {
  const seen: Seen[] = [];
  let script: Iterator<unknown> | undefined;

  function promptOf({ messages }: ModelRequest): string {
    const made =
      typeof messages === 'function' ? messages({ contextTokens: 128_000, maxTokens: 500 }) : ok(messages);
    const list: ChatMessage[] = made.ok ? made.value : [];
    return list.map(({ content }) => content).join('\n');
  }

  return {
    seen,
    async stream(request, onText) {
      const prompt = promptOf(request);
      seen.push({ prompt, holdsWriteTools: prompt.includes('Tools that propose a change') });
      const text = words(prompt);
      onText(text);
      return ok({ ...rest, text });
    },
    async complete(request) {
      const prompt = promptOf(request);
      const holdsWriteTools = prompt.includes('Tools that propose a change');
      seen.push({ prompt, holdsWriteTools });
      script ??= steps()[Symbol.iterator]();
      const next = holdsWriteTools ? script.next() : { done: false, value: typed(words(prompt)) };
      if (next.done === true) script = undefined;
      const given =
        next.done === true ? { tool: 'answer', arguments: {}, say: words(prompt).slice(-1000) } : next.value;
      const value = request.format.safeParse(given);
      if (value.success) return ok({ ...rest, text: '', value: value.data });
      const wrong = { code: 'model.wrong-shape', message: 'The answer has the wrong shape.' };
      return err({ ...wrong, partial: '', receipts: [], skipped: [] });
    },
  };
}
