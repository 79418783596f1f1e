import { z } from 'zod';
import { isCloudName } from '#shared/agent/model-names.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Connection } from './client.ts';
import { modelIsRemote, refusedByGuard } from './problems.ts';

/** Where a name is an alias, the model runs at `remote_host`. `null` is as good as nothing. */
export const remoteMarkSchema = z.object({
  remote_host: z.string().nullish(),
  remote_model: z.string().nullish(),
});
export type RemoteMark = z.infer<typeof remoteMarkSchema>;

const shownSchema = remoteMarkSchema.extend({
  capabilities: z.array(z.string()).optional().catch(undefined),
  model_info: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** What a server says of a model. What it does not say is left out. */
export interface ModelDescription {
  mark: RemoteMark;
  /** `completion`, `embedding`, `tools`, `thinking`, … */
  capabilities?: string[] | undefined;
  /** The window that it was made for. */
  contextTokens?: number | undefined;
}

/** Asks the server what it knows of a model. */
export async function describe({ ollama }: Connection, model: string): Promise<ModelDescription> {
  const { capabilities, model_info: info = {}, ...mark } = shownSchema.parse(await ollama.show({ model }));
  const architecture = info['general.architecture'];
  const length = typeof architecture === 'string' ? info[`${architecture}.context_length`] : undefined;
  return {
    mark,
    capabilities,
    contextTokens: typeof length === 'number' && length > 0 ? length : undefined,
  };
}

/** By its name and by what the server says of it. */
export function isLocal(name: string, mark: RemoteMark): boolean {
  return !isCloudName(name) && !mark.remote_host && !mark.remote_model;
}

interface Asked {
  url: string;
  model: string;
  localOnly: boolean;
}

/** Before anything is asked: the address, the name, and what the server knows of the model. */
export async function checkModel(
  connection: Connection,
  { url, model, localOnly }: Asked,
  wanted: 'completion' | 'embedding',
): Promise<Result<ModelDescription>> {
  if (localOnly && !isLoopback(new URL(url)))
    return refusedByGuard('A local model must run on this computer.');
  if (localOnly && isCloudName(model)) return modelIsRemote(model);
  const described = await describe(connection, model);
  if (localOnly && !isLocal(model, described.mark)) return modelIsRemote(model);
  const can = described.capabilities ?? [wanted];
  return can.includes(wanted) ? ok(described) : cannot[wanted](model);
}

const cannot = {
  completion: (model: string) =>
    problem(
      'model.no-chat',
      `“${model}” is made for search and does not write. Nothing was sent.`,
      'Choose another model in Settings → Assistant.',
    ),
  embedding: (model: string) =>
    problem(
      'model.no-embeddings',
      `“${model}” writes, but gives no numbers to search by.`,
      'Choose a model for search in Settings → Assistant.',
    ),
};
