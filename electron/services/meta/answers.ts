import type { z } from 'zod';
import type { CallResult } from '#shared/bridge/contract.ts';
import { metaErrors } from '#shared/channels/meta/errors.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { gone } from '../transfers/problems.ts';
import type { GraphError, GraphOutcome } from './graph.ts';

/** What a send came to. `sent` reads the message's id. */
export function sendOutcome(answer: GraphOutcome, sent: z.ZodType<string>): CallResult<'channel.send'> {
  if (answer.outcome === 'refused') return { outcome: 'refused', ...answer.error };
  if (answer.outcome === 'unreachable') return answer;
  if (answer.outcome === 'lost') return { outcome: 'unknown', reason: answer.reason };
  const externalId = sent.safeParse(answer.body).data;
  // A 200 without an id: Meta may have taken it, so it must not be sent again.
  if (externalId === undefined) return { outcome: 'unknown', reason: 'Meta’s answer could not be read.' };
  return { outcome: 'accepted', externalId };
}

/** What a request was about: how its problems are named, and what helps where Plumbline does not try again. */
interface Subject {
  area: 'channel' | 'media';
  words: string;
  unreachable?: string;
  unreadable?: string;
}

const request: Subject = {
  area: 'channel',
  words: 'the request',
  unreachable: 'Check your connection and try again.',
  unreadable: 'Check the Graph API address.',
};
export const aboutFile: Subject = { area: 'media', words: 'this file' };

/** For calls that may simply be made again: everything but the expected answer is a problem. */
export function readAnswer<Value>(
  answer: Result<GraphOutcome>,
  schema: z.ZodType<Value>,
  { area, words, unreachable, unreadable }: Subject = request,
): Result<Value> {
  if (!answer.ok) return answer;
  const { value } = answer;
  if (value.outcome === 'refused') {
    const { code } = value.error;
    return explainToken({ code })?.reaction === 'reconnect'
      ? problem(`${area}.not-permitted`, 'Meta does not accept the access token.', saidBy(value.error))
      : problem(`${area}.refused`, `Meta refused ${words} (code ${code}).`, saidBy(value.error));
  }
  if (value.outcome !== 'answered') return problem(`${area}.unreachable`, value.reason, unreachable);
  const read = schema.safeParse(value.body);
  if (read.success) return ok(read.data);
  return problem(`${area}.unreadable`, 'Meta’s answer could not be read.', unreadable);
}

/** Token and permissions are told by the same codes on all channels. */
const explainToken = metaErrors();

/** Meta's codes for an id that it does not know, or no longer knows. */
const goneCodes = new Set([100, 131_052]);

/** What Meta says of a file that it has, or why there is none. */
export function readDescription<Value>(
  answer: Result<GraphOutcome>,
  schema: z.ZodType<Value>,
): Result<Value> {
  if (answer.ok && answer.value.outcome === 'refused' && goneCodes.has(answer.value.error.code))
    return gone(saidBy(answer.value.error));
  return readAnswer(answer, schema, aboutFile);
}

function saidBy({ details, title }: GraphError): string {
  return `Meta says: ${details ?? title}`;
}
