import { isCloudName } from '#shared/agent/model-names.ts';
import type { StreamArgs, StreamEvent, StreamResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../../egress/guard.ts';
import { connect, ModelServerError } from './client.ts';
import { aborted, isConnectionRefused, toProblem } from './problems.ts';
import { EgressRefusal } from '../../egress/guard.ts';

/**
 * Downloads a model, with the server's progress for each of its layers. After a stop or a lost connection
 * the server keeps what it has; the next download of the same model goes on from there.
 */
export async function pull(
  fetch: GuardedFetch,
  { url, model }: StreamArgs<'models.pull'>,
  emit: (event: StreamEvent<'models.pull'>) => void,
  signal: AbortSignal,
): Promise<Result<StreamResult<'models.pull'>>> {
  if (isCloudName(model)) {
    return problem(
      'model.remote',
      `“${model}” runs on somebody else’s computer: there is nothing to download.`,
      'Choose a model that can run on this computer.',
    );
  }
  const ending = new AbortController();
  const { ollama } = connect(fetch, url, AbortSignal.any([signal, ending.signal]));
  try {
    for await (const { status, digest, completed, total } of await ollama.pull({ model, stream: true })) {
      emit({ status, digest, completed, total });
    }
    return ok({});
  } catch (error) {
    return signal.aborted ? aborted : pullProblem(error, model);
  } finally {
    ending.abort();
  }
}

function pullProblem(error: unknown, model: string): Result<never> {
  const known =
    error instanceof ModelServerError || error instanceof EgressRefusal || isConnectionRefused(error);
  if (known) return toProblem(error, model);
  const reason = error instanceof Error ? ` Ollama says: “${error.message.slice(0, 300)}”.` : '';
  return problem(
    'model.pull-failed',
    `“${model}” could not be downloaded.${reason}`,
    'Check the name and the connection, then download again: it goes on where it stopped.',
  );
}
