import { Api, GrammyError, HttpError } from 'grammy';
import type { TelegramFailed, TelegramFailure } from '#shared/bridge/contract/telegram.ts';
import type { TelegramAccess } from '#shared/domain/telegram.ts';
import { EgressRefusal, type GuardedFetch } from '../egress/guard.ts';

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
  return failed(causes(error).some((each) => each instanceof EgressRefusal) ? 'notAllowed' : lostOr(error));
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

/** Failures before a connection stood: nothing was sent. The names are Node's and OpenSSL's. */
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function lostOr(error: HttpError): TelegramFailure {
  const codes = causes(error).map((cause) => ('code' in cause ? cause.code : undefined));
  return codes.some((code) => typeof code === 'string' && notConnected.has(code)) ? 'unreachable' : 'lost';
}

function causes(error: Error): Error[] {
  const inner = [error.cause, ...(error instanceof HttpError ? [error.error] : [])];
  const several = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [
    error,
    ...[...inner, ...several].filter((cause) => cause instanceof Error).flatMap((cause) => causes(cause)),
  ];
}
