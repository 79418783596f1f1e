import type { FastifyReply } from 'fastify';

/** Answers with an error as every route does: a stable code for programs, words for people. */
export function fail(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}
