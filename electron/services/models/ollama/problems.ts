import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import { EgressRefusal } from '../../egress/guard.ts';
import { AnswerTooLarge, tooLarge } from '../bounds.ts';
import { ModelServerError } from './client.ts';

/** Whether nobody listens at the address. */
export function isConnectionRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const causes = cause instanceof AggregateError ? cause.errors : [cause];
  return causes.some((each) => each instanceof Error && 'code' in each && each.code === 'ECONNREFUSED');
}

/** Whether the server was there and is gone, in the middle of a request. */
function isConnectionLost(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code);
}

/** The server, or the process that it keeps a model in, ended over what it was asked. */
export const died: Result<never> = problem(
  'model.server-died',
  'Ollama ended while it read this.',
  'Start Ollama again, or choose another model in Settings → Assistant. By itself this is not asked again.',
);

/** What Ollama says of a model's process that is gone; the words differ by its version. */
const runnerGone = /runner.*(terminated|stopped|exited|crash)|\bEOF\b|connection reset|forcibly closed/i;

/** What went wrong between us and the model server, in words for the owner. */
export function toProblem(error: unknown, model: string): Result<never> {
  if (error instanceof EgressRefusal) return refusedByGuard(error.message);
  if (error instanceof ModelServerError) return byStatus(error, model);
  if (error instanceof AnswerTooLarge) return tooLarge;
  if (isConnectionRefused(error)) {
    return problem(
      'model.not-running',
      'Ollama is not running on this computer.',
      'Start Ollama and try again.',
    );
  }
  if (isConnectionLost(error)) return died;
  return interrupted(error instanceof Error ? error.message : '');
}

/** No sign of life for so long that none is to be expected. */
export const silent: Result<never> = problem(
  'model.silent',
  'The model has said nothing for a long time.',
  'Try again, or choose another model.',
);

export const empty = problem(
  'model.empty',
  'The model gave no answer.',
  'Try again, or choose another model.',
);

export const aborted = problem('bridge.aborted', 'Stopped.');

export function refusedByGuard(reason: string): Result<never> {
  return problem('egress.refused', `Nothing was sent. ${reason}`, 'Check Settings → Assistant.');
}

export function modelIsRemote(model: string): Result<never> {
  return problem(
    'model.remote',
    `“${model}” runs on somebody else’s computer, and local-only is on. Nothing was sent.`,
    'Choose a model that is on this computer.',
  );
}

/** The server stopped in the middle; what came so far is no answer. */
export function interrupted(reason: string): Result<never> {
  const said = reason === '' ? '' : ` Ollama says: “${reason.slice(0, 300)}”.`;
  return problem(
    'model.interrupted',
    `The model stopped before its answer was complete.${said}`,
    'Try again.',
  );
}

function byStatus({ status, message }: ModelServerError, model: string): Result<never> {
  if (status === 404) {
    return problem(
      'model.missing',
      `The model “${model}” is not on this computer.`,
      'Download it in Settings → Assistant.',
    );
  }
  if (status === 403) {
    return problem(
      'model.cloud-disabled',
      `Ollama does not run “${model}”: its cloud is switched off.`,
      'Choose a model that is on this computer.',
    );
  }
  if (status === 503) {
    return problem('model.busy', 'Ollama has too much to do at the moment.', 'Try again in a minute.');
  }
  if (status === 400 && /context (length|window|size)/i.test(message)) {
    return problem(
      'model.over-budget',
      'The conversation and your records are too long for the model’s context window.',
      'Choose a larger context window in Settings → Assistant.',
    );
  }
  if (status >= 500 && runnerGone.test(message)) return died;
  return problem('model.failed', `Ollama could not do this (${status}): ${message}`, 'Try another model.');
}
