import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import { gone } from '../transfers/problems.ts';
import type { GraphError, GraphOutcome } from './graph.ts';
import { notAllowed } from './service.ts';

/** Makes a request about a file. Fails by itself only where the egress guard refused: then nothing has left. */
export async function askGraph(call: () => Promise<GraphOutcome>): Promise<Result<GraphOutcome>> {
  try {
    return ok(await call());
  } catch (error) {
    if (error instanceof EgressRefusal) return notAllowed(error);
    throw error;
  }
}

/** Meta's codes for an id that it does not know, or no longer knows. */
const goneCodes = new Set([100, 131_052]);
const refusedTokens = new Set([0, 10, 190, 131_005]);

/** What Meta says of a file that it has, or why there is none. */
export function readDescription(answer: Result<GraphOutcome>): Result<unknown> {
  if (answer.ok && answer.value.outcome === 'refused' && goneCodes.has(answer.value.error.code))
    return gone(saidBy(answer.value.error));
  return readMediaAnswer(answer);
}

/** The answer's body, or why Meta did not take a file. */
export function readMediaAnswer(answer: Result<GraphOutcome>): Result<unknown> {
  if (!answer.ok) return answer;
  const { value } = answer;
  if (value.outcome === 'answered') return ok(value.body);
  if (value.outcome !== 'refused') return problem('media.unreachable', value.reason);
  const { code } = value.error;
  if (refusedTokens.has(code) || (code >= 200 && code <= 299))
    return problem('media.not-permitted', 'Meta did not accept the access token.', saidBy(value.error));
  return problem('media.refused', `Meta refused this file (code ${code}).`, saidBy(value.error));
}

function saidBy({ details, title }: GraphError): string {
  return `Meta says: ${details ?? title}`;
}
