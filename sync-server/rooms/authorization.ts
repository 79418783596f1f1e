import type { Membership } from '#shared/sync/membership.ts';
import { accessTo } from '#shared/sync/membership.ts';
import { closeCode } from '#shared/sync/protocol.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { RefusalCode, Caller } from '../auth/credentials.ts';
import { memberOf } from '../auth/credentials.ts';
import type { Opens } from './connection.ts';

/** How a socket or one of its channels is closed that may not be here. */
export interface Rejection {
  code: number;
  reason: string;
}

const removed: Rejection = { code: closeCode.removed, reason: 'The device was removed.' };
const epochChanged: Rejection = { code: closeCode.epochChanged, reason: 'The workspace has new keys.' };
export const unknown: Rejection = {
  code: closeCode.unknownWorkspace,
  reason: 'The workspace is not known here.',
};
/** Whoever works in it is to hear of it now, and not when their token ends. */
export const otherTerms: Rejection = {
  code: closeCode.tokenExpired,
  reason: 'The business was closed or opened again, or who may come from where has changed.',
};
const tokenExpired: Rejection = { code: closeCode.tokenExpired, reason: 'A new token is needed.' };
export const tooMany: Rejection = { code: closeCode.tryAgainLater, reason: 'Too many connections.' };
export const noAccess: Rejection = {
  code: closeCode.noAccess,
  reason: 'This room is not open to the member.',
};
export const tooManyRooms: Rejection = { code: closeCode.full, reason: 'Too many rooms on one socket.' };

const byRefusal: Partial<Record<RefusalCode, Rejection>> = {
  removed,
  'stale-epoch': epochChanged,
  'unknown-workspace': unknown,
};

/** Whether this caller may come in. */
export function authorizationOf(caller: Result<Caller, { code: RefusalCode }>): Result<Caller, Rejection> {
  return caller.ok ? caller : err(byRefusal[caller.error.code] ?? tokenExpired);
}

/** What a record that came meanwhile opens to a device that is in. */
export function authorizationUnder(
  record: Membership,
  caller: { device: string; epoch: number },
): Result<Opens, Rejection> {
  const member = memberOf(record, caller.device);
  if (member === undefined) return err(removed);
  if (caller.epoch < record.epoch) return err(epochChanged);
  return ok((room) => accessTo(member, room));
}
