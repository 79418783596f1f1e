import { z } from 'zod';
import { isCloudName } from '#shared/agent/model-names.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../egress/guard.ts';
import { isLocal, remoteMarkSchema } from './ollama/describe.ts';
import { modelIsRemote, refusedByGuard } from './ollama/problems.ts';

/** A server on this machine that says nothing for so long (ms) proves nothing. */
const patience = 10_000;

const versionSchema = z.object({ version: z.string() });

/** What speaks OpenAI's interface at an address of this computer. */
export type LocalServer = { kind: 'ollama'; url: string } | { kind: 'openai' };

/**
 * Whether a server with OpenAI's interface at this address may be taken for local, and whether it is Ollama, which
 * offers that interface as well: its aliases lead elsewhere and it cuts long prompts there without a word, so that
 * it is asked in its own. A question that fails proves nothing; others than Ollama do not know it.
 */
export async function checkOpenAiLocal(
  fetch: GuardedFetch,
  { url, model }: { url: string; model: string },
  signal: AbortSignal,
): Promise<Result<LocalServer>> {
  const address = new URL(url);
  if (!isLoopback(address)) return refusedByGuard('A local model must run on this computer.');
  if (isCloudName(model)) return modelIsRemote(model);
  const ask = async (path: string, init: RequestInit = {}) => {
    const either = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const response = await fetch(`${address.origin}${path}`, { ...init, signal: either });
    return { status: response.status, body: parseJson(await response.text()) };
  };
  const version = await ask('/api/version');
  if (version.status === 200 && versionSchema.safeParse(version.body).success)
    return ok({ kind: 'ollama', url: address.origin });
  if (!isUnknown(version.status)) return notProven(model);
  const shown = await ask('/api/show', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model }),
  });
  if (shown.status === 404) return ok({ kind: 'openai' });
  if (shown.status !== 200) return notProven(model);
  const mark = remoteMarkSchema.safeParse(shown.body ?? {});
  return mark.success && isLocal(model, mark.data) ? ok({ kind: 'openai' }) : modelIsRemote(model);
}

/** LM Studio answers paths that it does not know with 200. */
function isUnknown(status: number): boolean {
  return status === 404 || status === 200;
}

function notProven(model: string): Result<never> {
  return problem(
    'model.not-proven',
    `It could not be checked that “${model}” runs on this computer. Nothing was sent.`,
    'Start its server again, or choose another model in Settings → Assistant.',
  );
}
