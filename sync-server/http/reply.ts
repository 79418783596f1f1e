import type { FastifyReply } from 'fastify';

/** Answers with an error as every route does: a stable code for programs, words for people. */
export function fail(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
  more: Record<string, unknown> = {},
): FastifyReply {
  return reply.code(status).send({ error: { code, message }, ...more });
}

/** Nothing was written: the disk is low, or did not take it. */
export function diskFull(reply: FastifyReply): FastifyReply {
  return fail(reply, 507, 'disk.full', 'The relay’s disk is full. Nothing was changed. Try again later.');
}

export function malformed(reply: FastifyReply): FastifyReply {
  return fail(reply, 400, 'bad-request', 'The request is malformed.');
}

/** What may be logged of an error: its code, never its text, which may quote data. SQLite has words for its codes. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('errstr' in error) return String(error.errstr);
  return 'code' in error ? String(error.code) : error.name;
}
