/**
 * Expected failures are values. A function that can fail for a reason the owner or the caller can act on
 * returns a `Result`; an exception is a bug.
 */
export type Result<T, E = Problem> = { ok: true; value: T } | { ok: false; error: E };

/**
 * A failure in words an owner understands.
 * `code` is stable and for programs, dotted (`vault.wrong-passphrase`); `message` says what happened and
 * what is safe; `remedy` says what to do.
 */
export interface Problem {
  code: string;
  message: string;
  remedy?: string;
  /** What is wrong with single values that were given, for the fields in which they were typed. */
  fields?: FieldProblem[];
}

/** What is wrong with one value, in words that stand at its field. */
export interface FieldProblem {
  /** Leads to the value through what was given: `['fields', 'name']`. */
  path: string[];
  message: string;
}

export function ok(): Result<void, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok<T>(value?: T): Result<T | undefined, never> {
  return { ok: true, value };
}

export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

export function problem(code: string, message: string, remedy?: string): Result<never> {
  return err(remedy === undefined ? { code, message } : { code, message, remedy });
}

/** The same of one value that was given, for the field in which it was typed. */
export function wrongAt(field: string, code: string, message: string, remedy?: string): Result<never> {
  const words = remedy === undefined ? message : `${message} ${remedy}`;
  return err({
    code,
    message,
    ...(remedy !== undefined && { remedy }),
    fields: [{ path: [field], message: words }],
  });
}

/** For tests and for call sites where a failure would be a bug: unwraps, or throws with the problem's words. */
export function expectOk<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error(`Expected success, got ${JSON.stringify(result.error)}`);
}
