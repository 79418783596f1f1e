import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '../http/reply.ts';
import type { Refusal, RefusalCode, Caller, Credentials } from './credentials.ts';

const refusals: Record<RefusalCode, [status: number, message: string]> = {
  'unknown-workspace': [404, 'The relay does not know this workspace. Send its membership first.'],
  removed: [403, 'This device is not a member of the workspace.'],
  'stale-epoch': [409, 'The workspace has new keys. Take in the membership first.'],
  'bad-challenge': [401, 'The challenge has expired or was used. Ask for a new one.'],
  'bad-signature': [401, 'The signature does not fit this device.'],
  'bad-token': [401, 'The token is missing, expired or not from this relay.'],
};

export function refuse(reply: FastifyReply, { code, membership }: Refusal): FastifyReply {
  const [status, message] = refusals[code];
  return fail(reply, status, `auth.${code}`, message, membership === undefined ? {} : { membership });
}

export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** Whose request this is; when it is nobody's, the refusal has been sent. */
export function createAuthenticate(credentials: Credentials) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    workspace: string,
  ): Promise<Caller | undefined> => {
    const caller = await credentials.check(bearerOf(request), workspace);
    if (caller.ok) return caller.value;
    await refuse(reply, caller.error);
    return undefined;
  };
}
export type Authenticate = ReturnType<typeof createAuthenticate>;
