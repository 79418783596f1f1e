import { z } from 'zod';
import type { ModelStatus } from '#shared/bridge/contract.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { EgressRefusal } from '../../egress/guard.ts';
import type { GuardedFetch } from '../../egress/guard.ts';
import type { Connection } from './client.ts';
import { connect } from './client.ts';
import { describe, isLocal, remoteMarkSchema } from './describe.ts';
import { isConnectionRefused } from './problems.ts';

/** A server on this machine that says nothing for so long (ms) is not going to. */
const patience = 5_000;

/** Older servers ignore `truncate` and `shift`, so that a long prompt would be cut without a word. */
const oldestVersion = [0, 13, 0];

const versionSchema = z.object({ version: z.string() });

const tagsSchema = z.object({
  models: z.array(
    remoteMarkSchema.extend({
      name: z.string(),
      size: z.number().nonnegative().catch(0),
      digest: z.string().optional().catch(undefined),
      capabilities: z.array(z.string()).optional().catch(undefined),
      details: z
        .object({ context_length: z.number().positive().optional().catch(undefined) })
        .optional()
        .catch(undefined),
    }),
  ),
});

const statusSchema = z.object({ cloud: z.object({ disabled: z.boolean() }) });

export interface ProbeDeps {
  fetch: GuardedFetch;
  /** Whether Ollama is installed on this computer. */
  findBinary: () => Promise<boolean>;
}

/** What there is at the address: each answer has its own remedy on the screen. */
export async function probe(deps: ProbeDeps, url: string): Promise<ModelStatus> {
  if (!isLoopback(new URL(url))) {
    return { state: 'refused', reason: 'A local model must run on this computer.' };
  }
  const connection = connect(deps.fetch, url, AbortSignal.timeout(patience));
  try {
    const { version } = versionSchema.parse(await connection.ollama.version());
    if (isTooOld(version)) return { state: 'too-old', version };
    const { models } = tagsSchema.parse(await connection.ollama.list());
    return {
      state: 'ready',
      version,
      models: await Promise.all(models.map((model) => modelOf(connection, model))),
      verifiedLocal: await cloudIsOff(connection),
    };
  } catch (error) {
    if (error instanceof EgressRefusal) return { state: 'refused', reason: error.message };
    if (!isConnectionRefused(error)) return { state: 'failed', reason: reasonFor(error) };
    return { state: (await deps.findBinary()) ? 'not-running' : 'not-installed' };
  }
}

type ListedModel = Extract<ModelStatus, { state: 'ready' }>['models'][number];

/** Older servers list neither what a model can do nor its window: they are asked about each. */
async function modelOf(
  connection: Connection,
  { name, size, digest, capabilities, details, ...mark }: z.infer<typeof tagsSchema>['models'][number],
): Promise<ListedModel> {
  const local = isLocal(name, mark);
  const asked =
    capabilities === undefined && local ? await describe(connection, name).catch(() => undefined) : undefined;
  const known = {
    capabilities: capabilities ?? asked?.capabilities,
    contextTokens: details?.context_length ?? asked?.contextTokens,
  };
  return {
    name,
    sizeBytes: size,
    local,
    ...(digest !== undefined && { digest }),
    ...(known.capabilities !== undefined && { capabilities: known.capabilities }),
    ...(known.contextTokens !== undefined && { contextTokens: known.contextTokens }),
  };
}

function reasonFor(error: unknown): string {
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
  return timedOut
    ? 'Ollama does not answer. Restart it.'
    : 'Something answers there, but not as Ollama does.';
}

/** Only the server's own word counts; a server that does not know the question has given none. */
async function cloudIsOff(connection: Connection): Promise<boolean> {
  try {
    return statusSchema.parse(await connection.get('/api/status')).cloud.disabled;
  } catch {
    return false;
  }
}

/** A version that is no three numbers (a build from source, `0.0.0`) is let through. */
function isTooOld(version: string): boolean {
  const parts = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (parts === undefined || parts.every((part) => part === 0)) return false;
  const difference = oldestVersion.map((oldest, i) => parts[i]! - oldest).find((step) => step !== 0);
  return difference !== undefined && difference < 0;
}
