import { z } from 'zod';
import type { ModelFailure, ModelPort, ModelUsage } from '#shared/agent/model-port.ts';
import { estimateTokens } from '#shared/agent/model-port.ts';
import type { Trial } from '#shared/agent/trial/trial.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';

/** What is known of a server before it is asked anything of the business. */
export type Measured = Pick<Trial, 'counting' | 'speed'>;

export interface MeasureDeps {
  models: Pick<ModelPort, 'complete'>;
  provider: ModelProvider;
  /** Tokens of the longest prompt that a customer's message makes. */
  longest: number;
  /** Begins the prompts, so that the server knows none of them from before. */
  nonce: string;
}

const short = 20;
const middle = 60;
const answer = z.strictObject({ ready: z.literal('yes') });
const answerTokens = 60;

/** Of what was to be read, a server that leaves nothing out counts at least this share. */
export const leastRead = 0.85;

/**
 * Has a model read prompts of known length: how fast it reads, and whether its server counts what it reads and cuts
 * what is long. Ollama says by itself where it cannot read all.
 */
export async function measure(
  deps: MeasureDeps,
  signal: AbortSignal,
): Promise<Result<Measured, ModelFailure>> {
  const { provider, longest } = deps;
  const few = await readLines(deps, short, signal);
  if (!few.ok) return few;
  const more = await readLines(deps, middle, signal);
  if (!more.ok) return more;
  const speed = { reads: readingSpeed(few.value, more.value) };
  if (provider.kind === 'ollama') return ok({ speed });
  if (few.value.promptTokens === 0) return ok({ speed, counting: { counts: false, cuts: false } });
  const lines = Math.max(middle * 2, Math.floor(longest / estimateTokens(`${line(99)}\n`)));
  const many = await readLines(deps, lines, signal);
  const isCut = !many.ok && many.error.code === 'model.prompt-cut';
  if (!many.ok && !isCut) return many;
  const perLine = (more.value.promptTokens - few.value.promptTokens) / (middle - short);
  const expected = few.value.promptTokens + perLine * (lines - short);
  const counts = perLine > 0;
  const cuts = isCut || (many.ok && many.value.promptTokens < expected * leastRead);
  return ok({ speed, counting: { counts, cuts: counts && cuts } });
}

async function readLines(
  { models, provider, nonce }: MeasureDeps,
  count: number,
  signal: AbortSignal,
): Promise<Result<ModelUsage, ModelFailure>> {
  const lines = Array.from({ length: count }, (_, index) => line(index));
  const content = [`List ${nonce}-${count}:`, ...lines, 'Give JSON: {"ready":"yes"}'].join('\n');
  const result = await models.complete(
    {
      purpose: 'trial',
      background: true,
      about: [],
      only: provider.id,
      model: provider.model ?? '',
      messages: [{ role: 'user', content }],
      maxTokens: answerTokens,
      format: answer,
    },
    signal,
  );
  if (!result.ok) return err(result.error);
  return ok(result.value.usage);
}

/** Alike in length, and no two the same. */
function line(index: number): string {
  return `shelf ${String(index).padStart(4, '0')} holds brass pipes and copper valves`;
}

/** Tokens in a second: by the server's own clock, or by how much later the longer prompt was answered. */
function readingSpeed(few: ModelUsage, more: ModelUsage): number | undefined {
  if ((more.promptMilliseconds ?? 0) > 0) return (more.promptTokens / more.promptMilliseconds!) * 1000;
  const later = (more.firstWordMilliseconds ?? 0) - (few.firstWordMilliseconds ?? 0);
  const longer = more.promptTokens - few.promptTokens;
  return later > 0 && longer > 0 ? (longer / later) * 1000 : undefined;
}
