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

export function malformed(reply: FastifyReply): FastifyReply {
  return fail(reply, 400, 'bad-request', 'The request is malformed.');
}

/** What may be logged of an error: its code, never its text, which may quote data. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return code ?? (error instanceof Error ? error.name : 'unknown');
}
