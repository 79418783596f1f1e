import type { Result } from '#shared/lib/result.ts';
import { err } from '#shared/lib/result.ts';
import type { HttpAnswer, HttpRequest } from '../http/messages.ts';
import { headerOf } from '../http/messages.ts';
import { fail } from '../http/reply.ts';
import type { Refusal, RefusalCode, Caller, Credentials } from './credentials.ts';

const refusals: Record<RefusalCode, [status: number, message: string]> = {
  'unknown-workspace': [404, 'The relay does not know this workspace. Send its membership first.'],
  gone: [410, 'An owner has closed this business, and everything of it was removed here.'],
  removed: [403, 'This device is not a member of the workspace.'],
  network: [
    403,
    'An owner has not allowed this device’s role to connect from this network. Your work stays on this device meanwhile.',
  ],
  'unknown-words': [404, 'These words bring nothing back here. Check them, and the relay’s address.'],
  'stale-epoch': [409, 'The workspace has new keys. Take in the membership first.'],
  'bad-challenge': [401, 'The challenge has expired or was used. Ask for a new one.'],
  'bad-signature': [401, 'The signature does not fit this device.'],
  'bad-token': [401, 'The token is missing, expired or not from this relay.'],
};

export function refuse({ code, chain, receipt }: Refusal): HttpAnswer {
  const [status, message] = refusals[code];
  const more = { ...(chain && { chain }), ...(receipt && { receipt }) };
  return fail(status, `auth.${code}`, message, more);
}

export function bearerOf(request: HttpRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(headerOf(request, 'authorization') ?? '')?.[1];
}

/** Whose request this is, or what to answer when it is nobody's. */
export function createAuthenticate(credentials: Credentials) {
  return async (request: HttpRequest, workspace: string): Promise<Result<Caller, HttpAnswer>> => {
    const caller = await credentials.check(bearerOf(request), workspace, request.address);
    return caller.ok ? caller : err(refuse(caller.error));
  };
}
export type Authenticate = ReturnType<typeof createAuthenticate>;
