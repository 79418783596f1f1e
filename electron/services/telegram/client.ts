import { Api, GrammyError, HttpError } from 'grammy';
import type { TelegramFailed, TelegramFailure } from '#shared/bridge/contract/telegram.ts';
import type { TelegramAccess } from '#shared/domain/telegram.ts';
import { EgressRefusal, type GuardedFetch } from '../egress/guard.ts';
import { causesOf, isNotConnected } from '../egress/not-connected.ts';

type ApiOptions = NonNullable<ConstructorParameters<typeof Api>[1]>;
type ApiSignal = Parameters<Api['getMe']>[0];
type ApiFetch = NonNullable<ApiOptions['fetch']>;

/** grammY's client of Telegram's Bot API, whose requests leave through the guard. */
export function telegramApi(
  fetch: GuardedFetch,
  { token, apiRoot }: TelegramAccess,
  patienceSeconds: number,
): Api {
  return new Api(token, {
    apiRoot: apiRoot.replace(/\/+$/, ''),
    timeoutSeconds: patienceSeconds,
    fetch: guardedBy(fetch),
  });
}

/** grammY has another name for the same kind of signal. */
export function signalFor(signal: AbortSignal): ApiSignal {
  return signal as unknown as ApiSignal;
}

/** grammY speaks to node-fetch: its agent means nothing here, and its signal is none of this runtime's. */
function guardedBy(fetch: GuardedFetch): ApiFetch {
  const guarded = async (url: string | URL, { method, headers, body, signal }: RequestInit = {}) => {
    const stop = new AbortController();
    if (signal?.aborted === true) stop.abort();
    signal?.addEventListener('abort', () => stop.abort());
    return fetch(url, {
      signal: stop.signal,
      ...(method !== undefined && { method }),
      ...(headers !== undefined && { headers }),
      ...(body !== undefined && { body }),
    });
  };
  return guarded;
}

/** What stood in the way, by Telegram's code and words. Whatever is none of these is a bug. */
export function failureOf(error: unknown): TelegramFailed {
  if (error instanceof GrammyError) {
    const { retry_after: retryAfter } = error.parameters;
    return failed(whyOf(error), retryAfter);
  }
  if (!(error instanceof HttpError)) throw error;
  return failed(isRefused(error) ? 'notAllowed' : lostOr(error));
}

function failed(why: TelegramFailure, retryAfter?: number): TelegramFailed {
  return { outcome: 'failed', why, ...(retryAfter !== undefined && { retryAfter }) };
}

function whyOf({ error_code: code, description }: GrammyError): TelegramFailure {
  if (code === 401 || code === 404) return 'unauthorized';
  if (code === 409) return /webhook/i.test(description) ? 'webhook' : 'conflict';
  if (code === 429) return 'tooMany';
  if (code === 403 || (code === 400 && /chat not found|user is deactivated/i.test(description)))
    return 'blocked';
  return code >= 500 ? 'server' : 'refused';
}

function lostOr({ error }: HttpError): TelegramFailure {
  return error instanceof Error && isNotConnected(error) ? 'unreachable' : 'lost';
}

function isRefused({ error }: HttpError): boolean {
  return error instanceof Error && causesOf(error).some((each) => each instanceof EgressRefusal);
}
