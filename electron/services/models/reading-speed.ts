import { estimatePromptTokens, estimateTokens } from '#shared/agent/model-port.ts';
import type { ChatArgs, Usage } from './targets.ts';
import type { Patience } from './watchdog.ts';

/** A computer that was not measured yet is taken for a slow one: tokens of a prompt in a second. */
const unmeasured = 20;

/** Milliseconds: to load a model from a slow disk, and how much slower than measured it may get. */
const loading = 90_000;
const slower = 4;
const between = 60_000;

/** Fewer new tokens than this say nothing of the speed. */
const leastTokens = 150;

/** How fast the models of this computer read, as it was measured by what they answered since the start. */
export function createReadingSpeeds() {
  const speeds = new Map<string, number>();
  /** The last prompt of each model: what begins alike is not read again. */
  const last = new Map<string, string>();
  const keyOf = ({ url, model }: Pick<ChatArgs, 'url' | 'model'>) => `${url} ${model}`;
  const textOf = ({ messages }: Pick<ChatArgs, 'messages'>) =>
    messages.map(({ content }) => content).join('\n');

  return {
    /** Tokens in a second, where it is known. */
    of: (target: Pick<ChatArgs, 'url' | 'model'>): number | undefined => speeds.get(keyOf(target)),

    /** How long this prompt may take before its first word, if nothing of it is known to the server. */
    patienceFor(args: ChatArgs): Patience {
      const perSecond = speeds.get(keyOf(args)) ?? unmeasured;
      const reading = (estimatePromptTokens(args.messages) / perSecond) * 1000;
      return { first: loading + reading * slower, between };
    },

    learn(args: ChatArgs, { promptMilliseconds = 0 }: Usage): void {
      const text = textOf(args);
      const tokens = estimateTokens(text.slice(commonLength(text, last.get(keyOf(args)) ?? '')));
      last.set(keyOf(args), text);
      if (tokens < leastTokens || promptMilliseconds <= 0) return;
      // Where the server has kept an older prompt it seems faster than it is: the slowest counts, and fades.
      const measured = tokens / (promptMilliseconds / 1000);
      const known = speeds.get(keyOf(args)) ?? Infinity;
      speeds.set(keyOf(args), Math.min(measured, known * 1.1));
    },
  };
}
export type ReadingSpeeds = ReturnType<typeof createReadingSpeeds>;

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
