import { APICallError } from 'ai';
import type { Problem, Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';
import { AnswerTooLarge, tooLarge } from '../bounds.ts';
import { EgressRefusal } from '../../egress/guard.ts';
import { refusedByGuard } from '../ollama/problems.ts';

const settings = 'Settings → Assistant';

export const keyMissing = problem(
  'model.no-key',
  'This model has no key on this device. Nothing was sent.',
  `Enter its key in ${settings}.`,
);

export const unreachable = problem(
  'model.unreachable',
  'The model’s address does not answer.',
  `Check the connection, and the address in ${settings}.`,
);

/** What went wrong between us and a provider, in words for the owner. No key and no request is in them. */
export function toProblem(error: unknown): Result<never> {
  const causes = chainOf(error);
  if (causes.some((cause) => cause instanceof AnswerTooLarge)) return tooLarge;
  const refusal = causes.find((cause) => cause instanceof EgressRefusal);
  if (refusal !== undefined) return refusedByGuard(refusal.message);
  const failed = causes.find((cause) => APICallError.isInstance(cause) && cause.statusCode !== undefined);
  if (APICallError.isInstance(failed)) return byStatus(failed);
  return causes.some(isUnreachable) ? unreachable : interrupted();
}

/** What a provider's refusal means, in words for the owner. */
export function problemOf(response: Response, body: string): Result<never> {
  const { status: statusCode, headers } = response;
  const responseHeaders = Object.fromEntries(headers);
  const error = {
    message: '',
    url: '',
    requestBodyValues: {},
    statusCode,
    responseBody: body,
    responseHeaders,
  };
  return toProblem(new APICallError(error));
}

/** The stream broke off; what came so far is no answer. */
export function interrupted(): Result<never> {
  return problem('model.interrupted', 'The model stopped before its answer was complete.', 'Try again.');
}

interface Rule {
  when(status: number, text: string): boolean;
  problem: Problem;
}

// The first that fits counts: several providers answer 400 or 429 where they mean something else.
const rules: Rule[] = [
  {
    when: (status, text) =>
      status === 402 || /insufficient_quota|credit balance|billing|out of credits/i.test(text),
    problem: {
      code: 'model.no-credit',
      message: 'The account at this provider has no credit left.',
      remedy: 'Add credit there, or choose another model.',
    },
  },
  {
    when: (_, text) => /data policy|zero data retention|\bzdr\b/i.test(text),
    problem: {
      code: 'model.no-zero-retention',
      message: 'Nobody offers this model without keeping what it is asked. Nothing was kept or answered.',
      remedy: `Choose another model in ${settings}.`,
    },
  },
  {
    when: (status, text) =>
      status === 401 || status === 403 || (status === 400 && /api[_ ]key[_ ](not valid|invalid)/i.test(text)),
    problem: {
      code: 'model.wrong-key',
      message: 'The provider does not accept the key.',
      remedy: `Enter it again in ${settings}.`,
    },
  },
  {
    when: (status, text) =>
      [400, 413].includes(status) && /context|too long|too large|maximum.*tokens|token count/i.test(text),
    problem: {
      code: 'model.over-budget',
      message: 'The conversation and your records are too long for this model.',
      remedy: `Choose a smaller context window in ${settings}, or another model.`,
    },
  },
  {
    when: (status, text) =>
      status === 404 || /model.*(not (found|exist|valid)|unknown)|not a valid model/i.test(text),
    problem: {
      code: 'model.missing',
      message: 'The provider does not have this model, or the address is not its interface.',
      remedy: `Check model and address in ${settings}.`,
    },
  },
];

function byStatus({ statusCode = 0, responseBody = '', responseHeaders = {} }: APICallError): Result<never> {
  const rule = rules.find(({ when }) => when(statusCode, responseBody));
  if (rule !== undefined) return { ok: false, error: rule.problem };
  if (statusCode === 429) return busy(responseHeaders['retry-after']);
  if (statusCode >= 500) {
    return problem(
      'model.server',
      `The provider has a fault at the moment (${statusCode}).`,
      'Try again later.',
    );
  }
  return problem(
    'model.failed',
    `The provider could not do this (${statusCode}). ${reasonIn(responseBody)}`.trim(),
    `Choose another model in ${settings}.`,
  );
}

function busy(retryAfter: string | undefined): Result<never> {
  const seconds = Number(retryAfter);
  const wait = seconds > 0 ? `Try again in ${Math.ceil(seconds)} seconds.` : 'Try again in a minute.';
  return problem('model.busy', 'The provider has had too many questions from this account.', wait);
}

/** The provider's own words, cut short. */
function reasonIn(body: string): string {
  const parsed = parseJson(body);
  const error = isJsonObject(parsed) ? parsed['error'] : undefined;
  const message = isJsonObject(error) ? error['message'] : error;
  return typeof message === 'string' ? `It says: “${message.slice(0, 200)}”.` : '';
}

function chainOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (
    let each = error;
    each !== undefined && causes.length < 8;
    each = each instanceof Error ? each.cause : undefined
  ) {
    causes.push(each);
    if (each instanceof AggregateError) causes.push(...each.errors);
  }
  return causes;
}

/** Refused, unknown name, no route, no certificate: nothing was answered at all. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|UND_ERR_CONNECT|CERT_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS)/.test(
    code,
  );
}
