import { z } from 'zod';
import { isCloudName } from '#shared/agent/model-names.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../egress/guard.ts';
import { isLocal, remoteMarkSchema } from './ollama/probe.ts';
import { modelIsRemote, refusedByGuard } from './ollama/problems.ts';

const shownSchema = z.looseObject({}).pipe(remoteMarkSchema);

/**
 * Whether a server with OpenAI's interface at this address may be taken for local. Ollama offers that
 * interface as well, and its aliases lead elsewhere: so it is asked in its own; others do not know the question.
 */
export async function checkOpenAiLocal(
  fetch: GuardedFetch,
  { url, model }: { url: string; model: string },
  signal: AbortSignal,
): Promise<Result<void>> {
  const address = new URL(url);
  if (!isLoopback(address)) return refusedByGuard('A local model must run on this computer.');
  if (isCloudName(model)) return modelIsRemote(model);
  const response = await fetch(`${address.origin}/api/show`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model }),
    signal,
  });
  const shown = shownSchema.safeParse(await response.json().catch(() => ({})));
  return shown.success && isLocal(model, shown.data) ? ok() : modelIsRemote(model);
}
