import type { HttpAnswer } from './messages.ts';

/** Answers with JSON. */
export function answer(value: unknown, status = 200, headers: Record<string, string> = {}): HttpAnswer {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) };
}

/** It is done, and there is nothing to say. */
export const done: HttpAnswer = { status: 204, headers: {} };

/** Answers with an error as every route does: a stable code for programs, words for people. */
export function fail(
  status: number,
  code: string,
  message: string,
  more: Record<string, unknown> = {},
): HttpAnswer {
  return answer({ error: { code, message }, ...more }, status);
}

/** Nothing was written: the disk is low, or did not take it. */
export function diskFull(): HttpAnswer {
  return fail(507, 'disk.full', 'The relay’s disk is full. Nothing was changed. Try again later.');
}

export function malformed(): HttpAnswer {
  return fail(400, 'bad-request', 'The request is malformed.');
}

export function notFound(): HttpAnswer {
  return fail(404, 'not-found', 'There is nothing here.');
}

/** What may be logged of an error: its code, never its text, which may quote data. SQLite has words for its codes. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errstr' in error) return String(error.errstr);
  return 'code' in error ? String(error.code) : error.name;
}
